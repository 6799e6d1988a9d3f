import path from 'node:path';

import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';

import { pathTo } from '#hub/urls.ts';

import { builtDemo, bytesOf, pagesIn } from '../support/built-hub.ts';
import { elementsOf } from '../support/html.ts';

const kilobyte = 1024;

let files: Map<string, Buffer>;
let encoded: Map<string, Buffer>;
let pages: Map<string, string>;

beforeAll(async () => {
  const { clientDir, encodedDir } = builtDemo();
  [files, encoded, pages] = await Promise.all([
    bytesOf(clientDir),
    bytesOf(encodedDir),
    pagesIn(clientDir),
  ]);
});

/** Bytes on the way to a reader whose browser takes only gzip, the larger of the two codings. */
function travelling(name: string): number {
  const body = encoded.get(`${name}.gz`) ?? files.get(name);
  if (!body) throw new Error(`there is no ${name}`);
  return body.length;
}

const fileOf = (page: string) => page.slice(1) + (page.endsWith('/') ? 'index.html' : '');

/** What a page loads of a kind, by file; modules with all that they import at once. */
function loaded(page: string, kind: 'css' | 'js'): string[] {
  const named = elementsOf(pages.get(page) ?? '').flatMap(
    ({ name, attributes: { src, href, rel } }) => {
      if (kind === 'css') return name === 'link' && rel === 'stylesheet' && href ? [href] : [];
      return name === 'script' && src
        ? [src]
        : name === 'link' && rel === 'modulepreload' && href
          ? [href]
          : [];
    },
  );
  const all = new Set(named.map((url) => url.slice(1)));
  if (kind === 'js')
    for (const file of all) for (const imported of importsOf(file)) all.add(imported);
  return [...all];
}

function importsOf(file: string): string[] {
  const code = files.get(file)?.toString('utf8') ?? '';
  const named = [...code.matchAll(/\b(?:from|import)\s*["'](\.[^"']+)["']/g)].map(
    ([, name]) => name ?? '',
  );
  return named.map((name) => path.posix.join(path.posix.dirname(file), name));
}

/** Pages heavier than `max` bytes, heaviest first, and the heaviest one. */
function weighed(weigh: (page: string) => number) {
  return [...pages.keys()]
    .map((page) => ({ page, bytes: weigh(page) }))
    .toSorted((a, b) => b.bytes - a.bytes);
}

const sum = (names: readonly string[]) =>
  names.reduce((total, name) => total + travelling(name), 0);

describe('a page on its way to a reader', () => {
  test.each([
    { what: 'HTML', max: 40 * kilobyte, weigh: (page: string) => travelling(fileOf(page)) },
    { what: 'CSS', max: 14 * kilobyte, weigh: (page: string) => sum(loaded(page, 'css')) },
    { what: 'JavaScript', max: 5 * kilobyte, weigh: (page: string) => sum(loaded(page, 'js')) },
  ])('has at most $max bytes of $what', ({ what, max, weigh }) => {
    const ranked = weighed(weigh);
    const [heaviest] = ranked;
    console.info(`${what}: at most ${heaviest?.bytes} bytes, on ${heaviest?.page}`);
    expect(ranked.filter(({ bytes }) => bytes > max)).toEqual([]);
    expect(heaviest?.bytes).toBeGreaterThan(0);
  });

  test('has inline scripts and styles that are small', () => {
    for (const [page, html] of pages) {
      const inline = elementsOf(html)
        .filter(
          ({ name, attributes }) => name === 'style' || (name === 'script' && !attributes['src']),
        )
        .filter(({ attributes }) => attributes['type'] !== 'application/ld+json');
      const bytes = inline.reduce((total, { text }) => total + Buffer.byteLength(text), 0);
      expect(bytes, page).toBeLessThanOrEqual(3 * kilobyte);
    }
  });
});

describe('fonts', () => {
  test('weigh at most 90 kB together and 45 kB each, and two are fetched at once', () => {
    const fonts = [...files].filter(([name]) => name.endsWith('.woff2'));
    const bytes = fonts.map(([, { length }]) => length);
    expect(bytes.reduce((total, one) => total + one, 0)).toBeLessThanOrEqual(90 * kilobyte);
    expect(Math.max(...bytes)).toBeLessThanOrEqual(45 * kilobyte);

    for (const [page, html] of pages) {
      const preloaded = elementsOf(html).filter(({ attributes }) => attributes['as'] === 'font');
      expect(preloaded.length, page).toBeLessThanOrEqual(2);
    }
  });
});

describe('search', () => {
  test('weighs at most 150 kB for a reader’s first query, and nothing before', () => {
    const size = (pattern: RegExp) =>
      Math.max(...[...files.keys()].filter((name) => pattern.test(name)).map(travelling));
    const first =
      size(/^pagefind\/pagefind\.js$/) +
      size(/^pagefind\/pagefind-entry\.json$/) +
      size(/^pagefind\/wasm\.nl.*\.pagefind$/) +
      size(/^pagefind\/pagefind\.nl.*\.pf_meta$/) +
      size(/^pagefind\/index\/nl.*\.pf_index$/) +
      8 * size(/^pagefind\/fragment\/nl.*\.pf_fragment$/);
    console.info(`first search: ${first} bytes`);
    expect(first).toBeLessThanOrEqual(150 * kilobyte);
    for (const language of ['nl', 'en'] as const)
      expect(pages.get(pathTo('search', language))).not.toContain('/pagefind/');
  });
});

describe('cards', () => {
  test('are JPEGs of 1200 by 630 below 60 kB, one for every page that may be found', async () => {
    const cards = [...files].filter(([name]) => name.startsWith('cards/'));
    const heavy = cards.filter(([, { length }]) => length > 60 * kilobyte).map(([name]) => name);
    expect(heavy).toEqual([]);
    for (const [name, bytes] of cards)
      expect(await sharp(bytes).metadata(), name).toMatchObject({
        format: 'jpeg',
        width: 1200,
        height: 630,
      });
    for (const [page, html] of pages) {
      const image = elementsOf(html).find(
        ({ attributes }) => attributes['property'] === 'og:image',
      );
      const isListed = !html.includes('<meta name="robots" content="noindex"');
      expect(image !== undefined, `${page} names a card`).toBe(isListed);
      const url = new URL(image?.attributes['content'] ?? '/index.html', 'https://x.example');
      expect([...files.keys()], page).toContain(url.pathname.slice(1));
    }
  });
});
