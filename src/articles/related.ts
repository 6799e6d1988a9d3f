import type { Article } from './article.ts';
import { byNewest } from './content.ts';
import { plainTextOf, wordsOf } from './plain-text.ts';

type Comparable = Pick<Article, 'id' | 'slug' | 'body'> & {
  readonly data: Pick<Article['data'], 'lang' | 'topic' | 'needs' | 'title' | 'publishedAt'>;
};

/** Telling words kept of each article: enough to compare, and it bounds the work at thousands of articles. */
const termsPerArticle = 40;

const points = { sameTopic: 0.3, sharedNeed: 0.25 };

/**
 * For each article id the most related others in the same language, best first: shared topic and
 * needs count, then the likeness of the texts (tf-idf). Equal input gives equal output.
 */
export function relatedArticles<T extends Comparable>(
  articles: readonly T[],
  count: number,
): Map<string, T[]> {
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
      const scored = articles
        .filter((other) => other.id !== article.id && other.data.lang === article.data.lang)
        .map((other) => ({ other, score: kinship(article, other) + (likeness.get(other) ?? 0) }))
        .toSorted((a, b) => b.score - a.score || byNewest(a.other, b.other));
      return [article.id, scored.slice(0, count).map(({ other }) => other)];
    }),
  );
}

function kinship(a: Comparable, b: Comparable): number {
  const shared = a.data.needs.filter((need) => b.data.needs.includes(need)).length;
  return (a.data.topic === b.data.topic ? points.sameTopic : 0) + shared * points.sharedNeed;
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
