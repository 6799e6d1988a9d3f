import type { Article } from '#articles/article.ts';
import { permanentIdOf } from '#articles/permanent-id.ts';
import { visibilityOf } from '#articles/visibility.ts';
import type { Store } from '#audience/store.ts';
import { type Day, dayOf } from '#hub/calendar.ts';
import { articlePath } from '#hub/urls.ts';

// A vote is a number and nothing else: how many said yes or no about an article on a day. No instant, no order and
// nothing of the reader is kept, so that no vote can be tied to anybody, also not by who reads the whole store.

export const usefulAnswers = ['yes', 'no'] as const;

export type UsefulAnswer = (typeof usefulAnswers)[number];

/** Which article a vote is about, and when it can be voted on. */
export type VotedArticle = Pick<Article, 'id' | 'slug'> & {
  readonly data: Pick<Article['data'], 'lang' | 'translationKey' | 'status' | 'publishedAt'>;
};

export interface VoteCount {
  /** The permanent id of the article, such as `nl/winter-ready`. */
  readonly article: string;
  readonly answer: UsefulAnswer;
  readonly count: number;
}

export interface VoteReads {
  /** Votes of days from and up to and including, all where that is `null`; by article and answer. */
  countVotes(period: { from: Day | null; to: Day | null }): Promise<VoteCount[]>;
}

export interface VoteRows extends VoteReads {
  addVote(vote: { article: string; day: Day; answer: UsefulAnswer }): Promise<void>;
}

/** `unknown-article` for a page that shows no public article; `ignored` looks like `counted` to who voted. */
export type VoteOutcome = { readonly kind: 'counted' | 'ignored' | 'unknown-article' };

export interface VoteContext {
  readonly store: Store<VoteReads, VoteRows>;
  /** By the path of their page; see {@link articlesByPath}. */
  readonly articles: ReadonlyMap<string, VotedArticle>;
  readonly timeZone: string;
  readonly now: Date;
  /** Whether this visitor's votes count now; asked only about articles that can be voted on. */
  readonly isAllowed: (article: string) => boolean;
}

/** Counts a vote on the article at `page`. */
export async function voteUseful(
  { page, answer }: { page: string; answer: UsefulAnswer },
  { store, articles, timeZone, now, isAllowed }: VoteContext,
): Promise<VoteOutcome> {
  const day = dayOf(now, timeZone);
  const article = articles.get(page);
  if (!article || visibilityOf(article.data, day) !== 'public') return { kind: 'unknown-article' };
  const id = permanentIdOf(article);
  if (!isAllowed(id)) return { kind: 'ignored' };

  await store.write((rows) => rows.addVote({ article: id, day, answer }));
  return { kind: 'counted' };
}

export function articlesByPath(
  articles: readonly VotedArticle[],
): ReadonlyMap<string, VotedArticle> {
  return new Map(articles.map((one) => [articlePath(one.data.lang, one.slug), one]));
}
