import type { Redirect } from '../redirect.ts';

/** Those that ask for parameters first, most of them foremost: hosts take the first line that fits. */
export function strictestFirst(redirects: readonly Redirect[]): Redirect[] {
  return redirects.toSorted((a, b) => b.query.length - a.query.length);
}

/** The old address as an editor would write it, for remarks. */
export function shownOld({ from, query }: Redirect): string {
  return query.length > 0 ? `${from}?${query.map((pair) => pair.join('=')).join('&')}` : from;
}

/** `to` without the signs that would be placeholders in a `_redirects` file. */
export function withoutPlaceholders(to: string): string {
  const [, origin = '', rest = ''] = /^(https:\/\/[^/]+)?(.*)$/s.exec(to) ?? [];
  return origin + rest.replaceAll(':', '%3A').replaceAll('*', '%2A');
}
