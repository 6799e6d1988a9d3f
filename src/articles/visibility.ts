import type { Day } from '#hub/calendar.ts';

import type { ArticleData } from './article.ts';

/** Why an article is not public, or `public`. */
export type Visibility = 'public' | 'draft' | 'review' | 'scheduled';

/** Whether an article may be in the public build on the day `asOf` (local to the hub). */
export function visibilityOf(
  data: Pick<ArticleData, 'status' | 'publishedAt'>,
  asOf: Day,
): Visibility {
  if (data.status !== 'published') return data.status;
  return data.publishedAt <= asOf ? 'public' : 'scheduled';
}
