import { type Redirect, spellingsOf } from '../redirect.ts';
import type { HostFile } from './hosts.ts';
import { shownOld } from './order.ts';

const head = `# Old addresses of the hub, made by npm run build. In the block "http":
#   include /etc/nginx/redirects.conf;
# and in the block "server" of the hub:
#   if ($freehold_redirect) { return 301 $freehold_redirect; }
# A parameter that an old address asks for is not passed on, all others are.`;

/** Maps for nginx, which compare without regard to letter case. */
export function writeNginx(redirects: readonly Redirect[], site: string): HostFile {
  const groups = Map.groupBy(redirects, namesOf);
  const plain = groups.get('') ?? [];
  const unwritable = redirects.filter((one) => one.query.some(([name]) => !/^\w+$/.test(name)));
  const asking = [...groups]
    .filter(([names]) => names !== '' && names.split('&').every((name) => /^\w+$/.test(name)))
    .toSorted(([a], [b]) => a.split('&').length - b.split('&').length);

  const variable = (index: number) =>
    index === asking.length ? '$freehold_redirect' : `$freehold_redirect_${index}`;
  const maps = [
    mapOf('$uri', variable(0), {
      otherwise: '""',
      lines: plain.flatMap((one) => spellingsOf(one).map((path) => [path, valueOf(one, site)])),
    }),
    ...asking.map(([names, group], index) =>
      mapOf(
        `"$uri?${names
          .split('&')
          .map((name) => `${name}=$arg_${name}`)
          .join('&')}"`,
        variable(index + 1),
        {
          otherwise: variable(index),
          lines: group.flatMap((one) =>
            spellingsOf(one).map((path) => [`${path}?${sentQuery(one)}`, absolute(one, site)]),
          ),
        },
      ),
    ),
  ];
  const longest = Math.max(
    ...redirects.map((one) => new TextEncoder().encode(one.from + sentQuery(one)).length),
  );
  return {
    text: `${[head, ...sizes(longest), more, ...maps].join('\n\n')}\n`,
    left: unwritable.map((one) => `cannot compare the parameter of ${shownOld(one)}`),
  };
}

/** An address with parameters of its own takes the visitor's behind them. */
const more = `map $args $freehold_more {\n  "" "";\n  default "&$args";\n}`;

// https://nginx.org/en/docs/http/ngx_http_map_module.html#map_hash_bucket_size: 64 by default, which must hold
// a key with a pointer and a length.
function sizes(longest: number): string[] {
  const needed = 2 ** Math.ceil(Math.log2(longest + 32));
  return needed > 64
    ? [
        `# Where your configuration sets this already, let the larger number stand.\nmap_hash_bucket_size ${needed};`,
      ]
    : [];
}

function mapOf(
  from: string,
  to: string,
  { otherwise, lines }: { otherwise: string; lines: readonly (readonly string[])[] },
): string {
  const entries = lines.map((line) => `  ${line.map(quoted).join(' ')};`);
  return [`map ${from} ${to} {`, `  default ${otherwise};`, ...entries, '}'].join('\n');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', String.raw`\"`)}"`;
}

/** Variables stand in values only: a $ of the address itself is encoded. */
function valueOf(redirect: Redirect, site: string): string {
  const url = absolute(redirect, site);
  const [, target = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(url) ?? [];
  return `${target}${target.includes('?') ? '$freehold_more' : '$is_args$args'}${fragment}`;
}

function absolute({ to }: Redirect, site: string): string {
  return new URL(to, site).href.replaceAll('$', '%24');
}

function namesOf({ query }: Redirect): string {
  return sorted(query)
    .map(([name]) => name)
    .join('&');
}

/** As nginx puts it together from its own variables. */
function sentQuery({ query }: Redirect): string {
  return sorted(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

function sorted(query: Redirect['query']): Redirect['query'] {
  return query.toSorted(([a], [b]) => (a < b ? -1 : 1));
}
