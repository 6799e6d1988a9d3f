import type { Article } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import { type Day, dayOf } from '#hub/calendar.ts';
import type { Problem } from '#hub/problem.ts';

import type { CheckedContent } from './check-content.ts';
import { makeShareKits } from './share-kits.ts';

/**
 * What `npm run share` would stop at on the day `asOf`. Where content is not right, it is what the posts of
 * the articles that are would stop at, so that an editor hears of everything at once.
 */
export function shareProblems(
  { content, sources, problems }: CheckedContent,
  asOf: Day | undefined,
): readonly Problem[] {
  if (!content) return [];
  const day = asOf ?? dayOf(new Date(), content.hub.timeZone);
  const problemsOf = (shared: Content) =>
    makeShareKits({ content: shared, sources }, { asOf: day }).problems;

  const wrong = new Set(
    problems.filter(({ severity }) => severity === 'error').map(({ file }) => file),
  );
  if (wrong.size === 0) return problemsOf(content);
  const articles = content.articles.filter(
    (article) => !wrong.has(article.file) && isWhole(article, content),
  );
  const files = new Set(articles.map(({ file }) => file));
  return problemsOf({ ...content, articles }).filter(({ file }) => files.has(file));
}

/** Whether all that the article's posts are made of could be read. */
function isWhole({ data }: Article, { topics, people }: Content): boolean {
  const persons = [...data.authors, ...data.quotes.map(({ person }) => person)];
  return (
    topics.some(({ id }) => id === data.topic) &&
    persons.every((person) => people.some(({ id }) => id === person))
  );
}
