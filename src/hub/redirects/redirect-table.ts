import { otherEnding, pathKey, type Redirect } from './redirect.ts';

/** Finds redirects by request; made once, asked often. */
export interface RedirectTable<T extends Redirect = Redirect> {
  /** Some redirects ask for parameters, so also an address that exists may be an old one. */
  readonly asksForQuery: boolean;
  /** The redirect of a request for `path` (decoded) with `query` (as sent, empty or with `?`), or `null`. */
  find(path: string, query: string): T | null;
}

/** A table of `redirects`; the first of two with one old address counts. */
export function redirectTable<T extends Redirect>(redirects: readonly T[]): RedirectTable<T> {
  const byPath = Map.groupBy(redirects, ({ from }) => pathKey(from));
  // Those that ask for most come first, so that `/?p=1&lang=en` is not taken for `/?p=1`.
  for (const group of byPath.values()) group.sort((a, b) => b.query.length - a.query.length);
  return {
    asksForQuery: redirects.some(({ query }) => query.length > 0),
    find(path, query) {
      const key = pathKey(path);
      const group = byPath.get(key) ?? byPath.get(otherEnding(key)) ?? byPath.get(olderEnding(key));
      if (!group) return null;
      const sent = new URLSearchParams(query);
      return group.find((one) => one.query.every(([name, value]) => sent.has(name, value))) ?? null;
    },
  };
}

/** The Location of `redirect` for a visitor who sent `query`: whatever else they sent goes along. */
export function locationOf({ to, query: asked }: Redirect, query: string): string {
  const kept = query
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !asked.some((one) => isPair(pair, one)))
    .join('&');
  if (kept === '') return to;
  const [, target = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(to) ?? [];
  return `${target}${target.includes('?') ? '&' : '?'}${kept}${fragment}`;
}

function isPair(sent: string, [name, value]: Redirect['query'][number]): boolean {
  return new URLSearchParams(sent).get(name) === value;
}

function olderEnding(key: string): string {
  return `${key}.htm`;
}
