/**
 * Whether a browser sent `request` from a page of the hub itself. Browsers state it in Sec-Fetch-Site, and where
 * that is missing (plain http) in Origin; both are out of reach of scripts.
 */
export function isFromHub(request: Request, origins: readonly string[]): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = request.headers.get('origin');
  return origin !== null && origins.includes(origin);
}

/**
 * Whether a browser says that another site made it send `request`. Weaker than {@link isFromHub}: for requests
 * that carry a token, which alone is the authority. A page without referrer sends `Origin: null`
 * (Fetch standard, "append a request Origin header").
 */
export function isFromElsewhere(request: Request, origins: readonly string[]): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  return origin !== null && origin !== 'null' && !origins.includes(origin);
}
