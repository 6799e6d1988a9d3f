import { type Day, dayOf } from '#hub/calendar.ts';
import type { Problem } from '#hub/problem.ts';

import type { CheckedContent } from './check-content.ts';
import { makeShareKits } from './share-kits.ts';

/** What `npm run share` would stop at on the day `asOf`; it makes posts of content that is right only. */
export function shareProblems(
  { content, sources, problems }: CheckedContent,
  asOf: Day | undefined,
): readonly Problem[] {
  if (!content || problems.some(({ severity }) => severity === 'error')) return [];
  const day = asOf ?? dayOf(new Date(), content.hub.timeZone);
  return makeShareKits({ content, sources }, { asOf: day }).problems;
}
