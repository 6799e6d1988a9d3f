import type { Article } from './article.ts';
import { byNewest } from './content.ts';
import { plainTextOf, wordsOf } from './plain-text.ts';

type Comparable = Pick<Article, 'id' | 'slug' | 'body'> & {
  readonly data: Pick<
    Article['data'],
    'lang' | 'topic' | 'needs' | 'stage' | 'title' | 'publishedAt'
  >;
};

/** Telling words kept of each article: enough to compare, and it bounds the work at thousands of articles. */
const termsPerArticle = 40;

/** Each counts more than all after it together; the likeness of two texts is at most 1. */
const points = { sharedNeed: 8, sameTopic: 4, sameStage: 2 };

/**
 * For each article id the most related others in the same language, best first: who shares most of its needs, then its
 * topic, then the step of a reader's life, then the likeness of the texts (tf-idf). Equal input gives equal output.
 */
export function relatedArticles<T extends Comparable>(
  articles: readonly T[],
  count: number,
): Map<string, T[]> {
  const ranks = new Map(articles.toSorted(byNewest).map((article, rank) => [article, rank]));
  const rankOf = (article: T) => ranks.get(article) ?? 0;
  const vectors = termVectors(articles);
  const byTerm = new Map<string, { article: T; weight: number }[]>();
  for (const article of articles) {
    for (const [term, weight] of vectors.get(article.id) ?? []) {
      const list = byTerm.get(term) ?? [];
      list.push({ article, weight });
      byTerm.set(term, list);
    }
  }

  return new Map(
    articles.map((article) => {
      const likeness = new Map<T, number>();
      for (const [term, weight] of vectors.get(article.id) ?? []) {
        for (const other of byTerm.get(term) ?? []) {
          likeness.set(other.article, (likeness.get(other.article) ?? 0) + weight * other.weight);
        }
      }
      const best: Scored<T>[] = [];
      for (const other of articles) {
        if (other.id === article.id || other.data.lang !== article.data.lang) continue;
        const score = kinship(article, other) + (likeness.get(other) ?? 0);
        enter({ article: other, score, rank: rankOf(other) }, best, count);
      }
      return [article.id, best.map((one) => one.article)];
    }),
  );
}

interface Scored<T> {
  readonly article: T;
  readonly score: number;
  /** Place among all by age; the newer of two equals goes first. */
  readonly rank: number;
}

/** Puts `one` where it belongs among the `count` best: sorting all for each would take most of the time. */
function enter<T>(one: Scored<T>, best: Scored<T>[], count: number): void {
  const isBefore = (other: Scored<T>) =>
    one.score > other.score || (one.score === other.score && one.rank < other.rank);
  const last = best[count - 1];
  if (last && !isBefore(last)) return;
  const place = best.findIndex(isBefore);
  best.splice(place < 0 ? best.length : place, 0, one);
  best.length = Math.min(best.length, count);
}

function kinship(a: Comparable, b: Comparable): number {
  const shared = a.data.needs.filter((need) => b.data.needs.includes(need)).length;
  const sameStage = a.data.stage !== undefined && a.data.stage === b.data.stage;
  return (
    shared * points.sharedNeed +
    (a.data.topic === b.data.topic ? points.sameTopic : 0) +
    (sameStage ? points.sameStage : 0)
  );
}

/** Per article its weightiest terms with weights of unit length. */
function termVectors(articles: readonly Comparable[]): Map<string, [string, number][]> {
  const counts = articles.map((article) => {
    const count = new Map<string, number>();
    for (const word of wordsOf(`${article.data.title} ${plainTextOf(article.body)}`)) {
      if (word.length > 3) count.set(word, (count.get(word) ?? 0) + 1);
    }
    return { id: article.id, count };
  });
  const documents = new Map<string, number>();
  for (const { count } of counts) {
    for (const word of count.keys()) documents.set(word, (documents.get(word) ?? 0) + 1);
  }
  return new Map(
    counts.map(({ id, count }) => {
      const weighed = [...count]
        .map(([word, times]): [string, number] => [
          word,
          (1 + Math.log(times)) * Math.log(articles.length / (documents.get(word) ?? 1)),
        ])
        .toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b, 'en'))
        .slice(0, termsPerArticle);
      const length = Math.hypot(...weighed.map(([, weight]) => weight)) || 1;
      return [id, weighed.map(([word, weight]) => [word, weight / length])];
    }),
  );
}
