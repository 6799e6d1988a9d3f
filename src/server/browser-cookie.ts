import { confirmLifetimeMs } from '#audience/tokens.ts';

/** A hub on https marks its cookie as its own host's (RFC 6265bis §4.1.3.2); plain http cannot. */
function cookieName(origins: readonly string[]): string {
  return isSecure(origins) ? '__Host-sign-up' : 'sign-up';
}

/** The sign-up cookie that a browser sends along, or an empty text. */
export function readBrowserCookie(request: Request, origins: readonly string[]): string {
  const name = cookieName(origins);
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

/**
 * `response` with the cookie by which a browser is known that signed up: functional, for a week, for this host only.
 * Set by the reader's own sign-up and by nothing else.
 */
export function withBrowserCookie(
  response: Response,
  { value, origins }: { value: string; origins: readonly string[] },
): Response {
  const maxAge = confirmLifetimeMs / 1000;
  const secure = isSecure(origins) ? '; Secure' : '';
  response.headers.append(
    'Set-Cookie',
    `${cookieName(origins)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`,
  );
  return response;
}

function isSecure(origins: readonly string[]): boolean {
  return origins.some((origin) => origin.startsWith('https:'));
}
