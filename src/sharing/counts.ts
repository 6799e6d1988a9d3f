import type { Limit } from './platform.ts';
import type { SharePost } from './share-post.ts';

/** How long `text` is by the first of `limits`, and in bytes where these are limited beside it. */
export function countsOf(
  text: string,
  [first, ...others]: readonly [Limit, ...Limit[]],
): SharePost['count'] {
  const bytes = others.find(({ unit }) => unit === 'utf8');
  const countOf = ({ count, max, unit }: Limit) => ({ value: count(text), limit: max, unit });
  return { ...countOf(first), ...(bytes ? { secondary: countOf(bytes) } : {}) };
}
