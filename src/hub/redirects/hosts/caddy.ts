import { type Redirect, spellingsOf } from '../redirect.ts';
import type { HostFile } from './hosts.ts';
import { shownOld, strictestFirst } from './order.ts';

const head = `# Old addresses of the hub, made by npm run build. In the block of the site:
#   import /etc/caddy/redirects.caddyfile
# A parameter that an old address asks for is not passed on, all others are.`;

/** A snippet for a Caddyfile. */
export function writeCaddy(redirects: readonly Redirect[], site: string): HostFile {
  const isWritable = (one: Redirect) =>
    ![shownOld(one), one.to].some((text) => /[{}*`]/.test(text)) &&
    one.query.every(([name]) => /^[\w-]+$/.test(name));
  const writable = strictestFirst(redirects.filter(isWritable));
  const asking = writable.filter(({ query }) => query.length > 0);
  const plain = writable.filter(({ query }) => query.length === 0);
  return {
    text: `${[head, ...asking.map((one, index) => askingOf(one, index, site)), mapOf(plain, site)].join('\n\n')}\n`,
    left: redirects
      .filter((one) => !isWritable(one))
      .map((one) => `cannot write ${shownOld(one)}, which holds a sign that its file cannot quote`),
  };
}

function askingOf(redirect: Redirect, index: number, site: string): string {
  const name = `@freehold_redirect_${index + 1}`;
  const paths = spellingsOf(redirect).map(quoted).join(' ');
  const to = quoted(new URL(redirect.to, site).href);
  return `${name} {\n  path ${paths}\n  ${asks(redirect)}\n}\nredir ${name} ${to} 301`;
}

/** Older Caddys take several parameters of `query` for alternatives, so more than one is an expression. */
function asks({ query }: Redirect): string {
  const [[name, value] = ['', ''], ...others] = query;
  if (others.length === 0) return `query ${quoted(`${name}=${value}`)}`;
  const parts = query.map(
    ([one, wanted]) => `{http.request.uri.query.${one}} == ${JSON.stringify(wanted)}`,
  );
  return `expression \`${parts.join(' && ')}\``;
}

/** Two placeholders: what stands before the visitor's own parameters, and what behind them. */
function mapOf(redirects: readonly Redirect[], site: string): string {
  const lines = redirects.flatMap((one) => {
    const [, target = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(new URL(one.to, site).href) ?? [];
    const joint = target.includes('?') ? '{freehold_more}' : '{freehold_query}';
    return spellingsOf(one).map(
      (path) => `  ${[path, `${target}${joint}${fragment}`].map(quoted).join(' ')}`,
    );
  });
  return `map {query} {freehold_query} {freehold_more} {
  ~^(.+)$ "?\${1}" "&\${1}"
  default "" ""
}

map {path} {freehold_redirect} {
${lines.join('\n')}
  default ""
}

@freehold_redirect not vars {freehold_redirect} ""
redir @freehold_redirect {freehold_redirect} 301`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', String.raw`\"`)}"`;
}
