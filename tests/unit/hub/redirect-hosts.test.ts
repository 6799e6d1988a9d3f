import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { redirectHosts } from '#hub/redirects/hosts/hosts.ts';
import { readRedirect } from '#hub/redirects/read-redirect.ts';
import type { Redirect } from '#hub/redirects/redirect.ts';
import { redirectTable } from '#hub/redirects/redirect-table.ts';

const site = 'https://hub.example';

function redirectsOf(lines: Readonly<Record<string, string>>): Redirect[] {
  return Object.entries(lines).map(([from, to]) => {
    const redirect = readRedirect({ from, to }, site);
    if (typeof redirect === 'string') throw new Error(`${from} ${redirect}`);
    return redirect;
  });
}

const redirects = redirectsOf({
  '/2019/05/old-post/': '/artikelen/old-post/',
  '/Über uns/"$x"': '/over-ons/?x=1#team',
  '/(a):b+c.html': 'https://elders.example/$a/b:c/*',
  '/?p=1.5': '/artikelen/p/',
  '/?p=1.5&lang=en': '/en/articles/p/',
});

/** The lines of `host` without head, remarks and indents. */
function linesFor(host: keyof typeof redirectHosts, of: readonly Redirect[] = redirects): string[] {
  return redirectHosts[host]
    .write(of, site)
    .text.split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

describe('redirectHosts', () => {
  test('nginx gets maps, with its own signs escaped and the visitor’s parameters kept', () => {
    expect(linesFor('nginx')).toEqual([
      'map $args $freehold_more {',
      '"" "";',
      'default "&$args";',
      '}',
      'map $uri $freehold_redirect_0 {',
      'default "";',
      '"/2019/05/old-post" "https://hub.example/artikelen/old-post/$is_args$args";',
      '"/2019/05/old-post/" "https://hub.example/artikelen/old-post/$is_args$args";',
      '"/Über uns/\\"$x\\"" "https://hub.example/over-ons/?x=1$freehold_more#team";',
      '"/Über uns/\\"$x\\"/" "https://hub.example/over-ons/?x=1$freehold_more#team";',
      '"/(a):b+c.html" "https://elders.example/%24a/b:c/*$is_args$args";',
      '}',
      'map "$uri?p=$arg_p" $freehold_redirect_1 {',
      'default $freehold_redirect_0;',
      '"/?p=1.5" "https://hub.example/artikelen/p/";',
      '}',
      'map "$uri?lang=$arg_lang&p=$arg_p" $freehold_redirect {',
      'default $freehold_redirect_1;',
      '"/?lang=en&p=1.5" "https://hub.example/en/articles/p/";',
      '}',
    ]);
  });

  test('nginx gets larger buckets for a long address', () => {
    const long = redirectsOf({ [`/${'lang-'.repeat(30)}`]: '/kort/' });
    expect(linesFor('nginx', long)[0]).toBe('map_hash_bucket_size 256;');
  });

  test('Caddy gets a matcher for each address with parameters, most parameters first', () => {
    expect(linesFor('caddy').slice(0, 11)).toEqual([
      '@freehold_redirect_1 {',
      'path "/"',
      'expression `{http.request.uri.query.p} == "1.5" && {http.request.uri.query.lang} == "en"`',
      '}',
      'redir @freehold_redirect_1 "https://hub.example/en/articles/p/" 301',
      '@freehold_redirect_2 {',
      'path "/"',
      'query "p=1.5"',
      '}',
      'redir @freehold_redirect_2 "https://hub.example/artikelen/p/" 301',
      'map {query} {freehold_query} {freehold_more} {',
    ]);
    expect(linesFor('caddy')).toContain(
      '"/Über uns/\\"$x\\"" "https://hub.example/over-ons/?x=1{freehold_more}#team"',
    );
  });

  test('Netlify gets one line an address, encoded and without placeholders', () => {
    expect(linesFor('netlify')).toEqual([
      '/ p=1.5 lang=en /en/articles/p/ 301!',
      '/ p=1.5 /artikelen/p/ 301!',
      '/2019/05/old-post/ /artikelen/old-post/ 301',
      '/%C3%9Cber%20uns/%22$x%22 /over-ons/?x=1#team 301',
      '/(a)%3Ab+c.html https://elders.example/$a/b%3Ac/%2A 301',
    ]);
  });

  test('Cloudflare gets both spellings of a path, and is told what it cannot compare', () => {
    expect(linesFor('cloudflare')).toEqual([
      '/2019/05/old-post /artikelen/old-post/ 301',
      '/2019/05/old-post/ /artikelen/old-post/ 301',
      '/%C3%9Cber%20uns/%22$x%22 /over-ons/?x=1#team 301',
      '/%C3%9Cber%20uns/%22$x%22/ /over-ons/?x=1#team 301',
      '/(a)%3Ab+c.html https://elders.example/$a/b%3Ac/%2A 301',
    ]);
    expect(redirectHosts.cloudflare.write(redirects).left).toEqual([
      'compares no parameters, so /?p=1.5 is not in its file',
      'compares no parameters, so /?p=1.5&lang=en is not in its file',
    ]);
  });

  test('Cloudflare gets no more lines than it takes', () => {
    const many = redirectsOf(
      Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`/oud/${index}/`, '/nieuw/'])),
    );
    expect(linesFor('cloudflare', many)).toHaveLength(2000);
    expect(redirectHosts.cloudflare.write(many).left).toEqual([
      'takes 2000 lines and there are 2002; use its Bulk Redirects',
    ]);
  });

  test('Vercel gets JSON whose patterns are literal', () => {
    const { redirects: rules } = JSON.parse(redirectHosts.vercel.write(redirects).text);
    expect(rules).toHaveLength(7);
    expect(rules[0]).toEqual({
      source: '/',
      has: [
        { type: 'query', key: 'p', value: '1\\.5' },
        { type: 'query', key: 'lang', value: 'en' },
      ],
      destination: '/en/articles/p/',
      statusCode: 301,
    });
    expect(rules.at(-1)).toEqual({
      source: '/\\(a\\)%3Ab\\+c.html',
      destination: 'https://elders.example/$a/b%3Ac/%2A',
      statusCode: 301,
    });
  });

  test('whatever an address holds, a line of _redirects gives it back', () => {
    const segment = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(segment, segment, (old, target) => {
        const line = { from: `/${encodeURIComponent(old)}`, to: `/${encodeURIComponent(target)}/` };
        const redirect = readRedirect(line, site);
        fc.pre(typeof redirect !== 'string');
        const [from = '', to = '', status, ...more] =
          linesFor('netlify', [redirect]).at(-1)?.split(' ') ?? [];
        expect([status, more]).toEqual(['301', []]);
        expect(redirectTable([redirect]).find(decodeURIComponent(from), '')).toBe(redirect);
        expect(new URL(to, site).host).toBe('hub.example');
      }),
    );
  });
});
