import { encodePath, type Redirect, spellingsOf } from '../redirect.ts';
import type { HostFile } from './hosts.ts';
import { strictestFirst } from './order.ts';

// https://github.com/vercel/vercel/discussions/5908
const maxRedirects = 1_024;

/** `vercel.json` for Vercel, whose sources are patterns. */
// https://vercel.com/docs/routing/redirects/configuration-redirects
export function writeVercel(redirects: readonly Redirect[]): HostFile {
  const rules = strictestFirst(redirects).flatMap((one) =>
    spellingsOf(one).map((path) => ({
      source: literal(encodePath(path)),
      ...(one.query.length > 0 && {
        has: one.query.map(([key, value]) => ({ type: 'query', key, value: asPattern(value) })),
      }),
      destination: encoded(one.to),
      statusCode: 301,
    })),
  );
  return {
    text: `${JSON.stringify({ redirects: rules }, null, 2)}\n`,
    left:
      rules.length > maxRedirects
        ? [
            `takes ${maxRedirects} rules in vercel.json and there are ${rules.length}; use its bulk redirects`,
          ]
        : [],
  };
}

function literal(path: string): string {
  return path.replace(/[():*+?\\]/g, String.raw`\$&`);
}

function asPattern(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** Where a pattern sign would stand for a part of the source. */
function encoded(to: string): string {
  const [, origin = '', path = '', rest = ''] = /^(https:\/\/[^/]+)?([^?#]*)(.*)$/s.exec(to) ?? [];
  const safe = path.replace(
    /[():*+]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return origin + safe + rest;
}
