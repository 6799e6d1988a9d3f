import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { builtDemo, builtVaried, bytesOf, pagesIn } from '../support/built-hub.ts';
import { elementsOf } from '../support/html.ts';
import { hostileText } from '../support/varied-hub.ts';

const photographs = builtVaried();

describe('a picture on a page', () => {
  test('says what it shows, or that it shows nothing of its own, and how large it is', async () => {
    for (const hub of [builtDemo(), photographs]) {
      for (const [page, html] of await pagesIn(hub.clientDir)) {
        const pictures = elementsOf(html).filter(({ name }) => name === 'img');
        for (const { attributes, line } of pictures) {
          const place = `${page}:${line} ${attributes['src']}`;
          expect(attributes, place).toHaveProperty('alt');
          expect(Number(attributes['width']), place).toBeGreaterThan(0);
          expect(Number(attributes['height']), place).toBeGreaterThan(0);
        }
      }
    }
  });

  test('is fetched in sizes that the page names the use of', async () => {
    const pages = await pagesIn(photographs.clientDir);
    const sources = [...pages.values()].flatMap((html) =>
      elementsOf(html).filter(({ attributes }) => attributes['srcset'] !== undefined),
    );
    expect(sources.length).toBeGreaterThan(0);
    for (const { attributes } of sources) expect(attributes['sizes']).toBeTruthy();
  });

  test('that readers see first weighs at most 120 kB on a phone', async () => {
    // A screen of 412 px with three dots to each fetches the next larger file.
    const maxWidth = 1280;
    let seen = 0;
    for (const hub of [builtDemo(), photographs]) {
      const [files, encoded] = await Promise.all([bytesOf(hub.clientDir), bytesOf(hub.encodedDir)]);
      const weightOf = (url = '') =>
        (encoded.get(`${url.slice(1)}.gz`) ?? files.get(url.slice(1)))?.length ?? Infinity;
      for (const [page, html] of await pagesIn(hub.clientDir)) {
        const elements = elementsOf(html);
        const index = elements.findIndex(
          ({ attributes }) => attributes['fetchpriority'] === 'high',
        );
        if (index < 0) continue;
        const avif = elements[index - 2]?.attributes;
        const candidates =
          avif?.['type'] === 'image/avif'
            ? (avif['srcset'] ?? '')
                .split(', ')
                .map((one) => one.split(' '))
                .filter(([, width = '']) => Number.parseInt(width, 10) <= maxWidth)
                .map(([url]) => url)
            : [elements[index]?.attributes['src']];
        for (const url of candidates) {
          seen += 1;
          expect(weightOf(url), `${page} ${url}`).toBeLessThanOrEqual(120 * 1024);
        }
      }
    }
    expect(seen).toBeGreaterThan(10);
  });

  test('only the first of an article is fetched at once', async () => {
    for (const [page, html] of await pagesIn(photographs.clientDir)) {
      const pictures = elementsOf(html).filter(({ name }) => name === 'img');
      const eager = pictures.filter(({ attributes }) => attributes['fetchpriority'] === 'high');
      expect(eager.length, page).toBeLessThanOrEqual(1);
      for (const { attributes } of eager) expect(attributes['loading'], page).not.toBe('lazy');
    }
  });
});

describe('a name or a text of an editor', () => {
  test('fault 9: is text on every page, however much it looks like markup', async () => {
    let shown = 0;
    for (const [page, html] of await pagesIn(photographs.clientDir)) {
      const elements = elementsOf(html);
      const values = elements.flatMap(({ attributes }) => Object.values(attributes));
      if (values.includes(hostileText)) shown += 1;
      const names = elements.flatMap(({ attributes }) => Object.keys(attributes));
      expect(
        names.filter((name) => name.startsWith('on')),
        page,
      ).toEqual([]);
      for (const { name, attributes, text } of elements) {
        const isCode = name === 'script' && attributes['type'] !== 'application/ld+json';
        if (isCode) expect(text, page).not.toContain('alert(9)');
      }
    }
    expect(shown).toBeGreaterThan(0);
  });
});

describe('a published photograph', () => {
  test('tells nothing of the place and the camera', async () => {
    const files = await bytesOf(photographs.clientDir);
    const raster = [...files].filter(([name]) => /\.(?:jpe?g|png|webp|avif)$/.test(name));
    expect(raster.filter(([name]) => name.startsWith('_astro/')).length).toBeGreaterThan(5);
    for (const [name, bytes] of raster) {
      const { exif, xmp, iptc } = await sharp(bytes).metadata();
      expect([exif, xmp, iptc], name).toEqual([undefined, undefined, undefined]);
      expect(bytes.includes('Kijkdoos'), name).toBe(false);
    }
  });
});
