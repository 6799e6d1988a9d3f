import type { UsefulAnswer, VoteCount } from '#feedback/useful.ts';

/** How often readers found articles useful. */
export interface UsefulReport extends Votes {
  /** Most votes first. */
  readonly articles: readonly (Votes & { readonly article: string; readonly title: string })[];
}

export interface Votes {
  readonly yes: number;
  readonly no: number;
  /** yes ÷ (yes + no); `null` below {@link minVotes}, where a share says more of chance than of the article. */
  readonly share: number | null;
}

export const minVotes = 10;

/** The report on `counts`; `find` gives the article of an id, which may have changed its own since. */
export function usefulReport(
  counts: readonly VoteCount[],
  find: (article: string) => { readonly id: string; readonly title: string } | undefined,
): UsefulReport {
  const named = counts.map((one) => ({ ...one, ...(find(one.article) ?? unknown(one)) }));
  const articles = [...Map.groupBy(named, ({ id }) => id)].map(([article, group]) => ({
    article,
    title: group[0]?.title ?? '',
    ...votesIn(group),
  }));
  return {
    ...votesIn(counts),
    articles: articles.toSorted(
      (a, b) => b.yes + b.no - (a.yes + a.no) || a.article.localeCompare(b.article, 'en'),
    ),
  };
}

/** An article that is gone keeps its votes. */
function unknown({ article }: VoteCount) {
  return { id: article, title: '' };
}

function votesIn(counts: readonly VoteCount[]): Votes {
  const sum = (wanted: UsefulAnswer) =>
    counts.reduce((total, { answer, count }) => total + (answer === wanted ? count : 0), 0);
  const [yes, no] = [sum('yes'), sum('no')];
  return { yes, no, share: yes + no < minVotes ? null : yes / (yes + no) };
}
