/**
 * What the sign-up form says of the page before its own: path and query of a page of the hub at `origin`, of another
 * site its origin alone, `direct` where there was none.
 */
export function cameFrom(referrer: string, origin: string): string {
  if (referrer === '') return 'direct';
  const url = new URL(referrer);
  return url.origin === origin ? url.pathname + url.search : url.origin;
}
