import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { pagePolicy, scriptPolicy } from '#server/content-security-policy.ts';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The sources that `policy` names for `directive`. */
function sources(policy: string, directive: string): string[] {
  const found = policy.split('; ').find((one) => one.startsWith(`${directive} `));
  return found?.split(' ').slice(1) ?? [];
}

describe('pagePolicy', () => {
  test('a page without inline code runs and shows its own files only', () => {
    expect(pagePolicy('<p>hoi</p>').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "media-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
    ]);
  });

  test.each([
    ['<script>let a = 1</script>', ['let a = 1']],
    ['<script type="module">let a</script><script async>let b</script>', ['let a', 'let b']],
    ['<SCRIPT>let a</SCRIPT>', ['let a']],
    ['<script\n  data-x="a > b">let a</script >', ['let a']],
    ['<script>if (a < b) c("</p>")</script>', ['if (a < b) c("</p>")']],
    ['<script type="speculationrules">{"prefetch":[]}</script>', ['{"prefetch":[]}']],
    ['<script data-src="x">let a</script>', ['let a']],
    ['<script>a\r\nb</script>', ['a\nb']],
    ['<script>same</script><script>same</script>', ['same']],
  ])('%s runs', (html, texts) => {
    expect(sources(pagePolicy(html), 'script-src')).toEqual([
      "'self'",
      ...texts.map(hashOf).sort(),
    ]);
  });

  test.each([
    ['<script src="/_astro/a.js"></script>'],
    ['<script type="application/ld+json">{"@context":"https://schema.org"}</script>'],
    ['<script type=application/json>{}</script>'],
    ['<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['<scripture>a</scripture>'],
    ['<script></script>'],
  ])('%s needs no hash', (html) => {
    expect(sources(pagePolicy(html), 'script-src')).toEqual(["'self'"]);
  });

  test('inline styles are allowed by their text', () => {
    const html = '<style>@font-face{font-family:"A"}</style><link rel="stylesheet" href="/a.css">';
    expect(sources(pagePolicy(html), 'style-src')).toEqual([
      "'self'",
      hashOf('@font-face{font-family:"A"}'),
    ]);
  });

  test.each([
    ['<form data-search>', true],
    ['<form role="search" data-search="nl">', true],
    ['<div\n data-search\n>', true],
    ['<p>data-search</p>', false],
    ['<div data-search-results>', false],
  ])('%s may compile WebAssembly: %s', (html, may) => {
    expect(sources(pagePolicy(html), 'script-src').includes("'wasm-unsafe-eval'")).toBe(may);
  });
});

describe('scriptPolicy', () => {
  test('a search worker may compile WebAssembly and fetch its index', () => {
    const policy = scriptPolicy({ compilesWasm: true });
    expect(sources(policy, 'script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(sources(policy, 'connect-src')).toEqual(["'self'"]);
  });
});
