import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';

import fc from 'fast-check';
import sharp, { type Region } from 'sharp';
import { describe, expect, test } from 'vitest';

import { readCardFonts } from '#adapters/card-renderer/card-fonts.ts';
import { cardPainter } from '#adapters/card-renderer/card-painter.ts';
import { drawCards } from '#adapters/card-renderer/draw-cards.ts';
import { cardSize } from '#cards/card.ts';
import { cardFormats } from '#cards/formats.ts';
import { sceneOf } from '#cards/layouts.ts';
import { brandTokens } from '#hub/brand-tokens.ts';

import { aCard, aDrawnHub, cardFile, cover, draw, faces, tokens } from '../support/cards.ts';

const first = aCard();
const second = aCard({
  path: '/artikelen/tweede/',
  title: 'Coördinatie van één ĳskoude fiets — à €5',
});

describe('drawCards', () => {
  test('draws JPEGs of 1200 by 630 that are small enough for every messenger', async () => {
    await using hub = await aDrawnHub();
    const drawn = await draw(hub, [first, second]);
    expect(drawn).toEqual({
      drawn: 2,
      reused: 0,
      reasons: { [first.path]: 'new', [second.path]: 'new' },
      problems: [],
    });
    for (const card of [first, second]) {
      const jpeg = await readFile(cardFile(hub, card));
      expect(await sharp(jpeg).metadata()).toMatchObject({
        format: 'jpeg',
        ...cardSize,
        space: 'srgb',
      });
      expect(jpeg.length).toBeLessThanOrEqual(cardFormats.og.maxBytes);
    }
  });

  test('reports how far it is, card by card', async () => {
    await using hub = await aDrawnHub();
    const steps: [number, number][] = [];
    await drawCards([first, second], {
      root: hub.root,
      outDir: path.join(hub.root, 'dist'),
      cacheDir: path.join(hub.root, 'cache'),
      tokens,
      faces,
      workers: 1,
      onProgress: (done, total) => steps.push([done, total]),
    });
    expect(steps).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  test('a second run draws nothing and writes the same bytes', async () => {
    await using hub = await aDrawnHub();
    await draw(hub, [first, second]);
    const again = await draw(hub, [first, second], { outDir: 'again' });
    expect(again).toMatchObject({ drawn: 0, reused: 2, reasons: {} });
    expect(await readFile(cardFile(hub, first, 'again'))).toEqual(
      await readFile(cardFile(hub, first)),
    );
  });

  test('threads, their number and the order of the cards change no byte', async () => {
    await using hub = await aDrawnHub();
    await using other = await aDrawnHub();
    const cards = Array.from({ length: 6 }, (_, index) =>
      aCard({ path: `/artikelen/${index}/`, title: `Band nummer ${index} is lek` }),
    );
    await draw(hub, cards, { workers: 2 });
    for (const card of cards.slice(2, 4).toReversed()) await draw(other, [card]);
    for (const card of cards.slice(2, 4)) {
      expect(await readFile(cardFile(other, card))).toEqual(await readFile(cardFile(hub, card)));
    }
    expect(await draw(hub, cards)).toMatchObject({ drawn: 0, reused: 6 });
  }, 60_000);

  test('a changed title redraws that card alone', async () => {
    await using hub = await aDrawnHub();
    await draw(hub, [first, second]);
    const renamed = { ...second, title: 'Een andere kop' };
    const again = await draw(hub, [first, renamed]);
    expect(again).toMatchObject({ drawn: 1, reused: 1, reasons: { [second.path]: 'changed' } });
  });

  test('a changed cover redraws the cards that show it', async () => {
    await using hub = await aDrawnHub({ 'content/media/other.svg': cover });
    const elsewhere = { ...second, covers: [{ file: 'content/media/other.svg', alt: null }] };
    await draw(hub, [first, elsewhere]);
    await writeFile(
      path.join(hub.root, 'content/media/other.svg'),
      cover.replace('#f2b705', '#e02020'),
    );
    const again = await draw(hub, [first, elsewhere]);
    expect(again.reasons).toEqual({ [second.path]: 'changed' });
  });

  test('another brand colour redraws all', async () => {
    await using hub = await aDrawnHub();
    await draw(hub, [first, second]);
    const { root } = hub;
    const blue = brandTokens({ brand: { color: 'oklch(0.5 0.15 250)' } }).light;
    const folders = { root, outDir: path.join(root, 'dist'), cacheDir: path.join(root, 'cache') };
    expect(
      await drawCards([first, second], { ...folders, tokens: blue, faces, workers: 1 }),
    ).toMatchObject({
      drawn: 2,
      reused: 0,
    });
  });

  test.each<[string, (file: string) => Promise<void>]>([
    ['has a changed byte', flipByte],
    ['lost its end', async (file) => truncate(file, 1000)],
    ['is empty', async (file) => truncate(file, 0)],
  ])('a cache entry that %s is found and drawn again to the same bytes', async (_, damage) => {
    await using hub = await aDrawnHub();
    await draw(hub, [first]);
    const before = await readFile(cardFile(hub, first));
    const cache = path.join(hub.root, 'cache');
    const [entry] = await readdir(cache);
    await damage(path.join(cache, entry ?? ''));

    const again = await draw(hub, [first]);
    expect(again.reasons).toEqual({ [first.path]: 'damaged' });
    expect(await readFile(cardFile(hub, first))).toEqual(before);
    expect(await draw(hub, [first])).toMatchObject({ drawn: 0, reused: 1 });
  });

  test('the cache keeps one entry for each page and no unfinished file', async () => {
    await using hub = await aDrawnHub();
    await draw(hub, [first, second]);
    await draw(hub, [{ ...first, title: 'Een andere kop' }, second]);
    expect(await readdir(path.join(hub.root, 'cache'))).toHaveLength(2);
  });

  test('a cache that was thrown away is no problem', async () => {
    await using hub = await aDrawnHub();
    await draw(hub, [first]);
    await rm(path.join(hub.root, 'cache'), { recursive: true });
    expect(await draw(hub, [first])).toMatchObject({ drawn: 1, reasons: { [first.path]: 'new' } });
  });

  test('letters that the fonts do not have are left out and reported', async () => {
    await using hub = await aDrawnHub();
    const { drawn, problems } = await draw(hub, [{ ...first, title: 'Fietsen in 東京' }]);
    expect(drawn).toBe(1);
    expect(problems).toMatchObject([
      {
        rule: 'card/letters',
        severity: 'warning',
        file: first.file,
        message: expect.stringContaining('"Fietsen in"'),
      },
    ]);
  });
});

describe('cardPainter', () => {
  test('no letter ever leaves the column of text or is cut off at its edge', async () => {
    await using hub = await aDrawnHub({
      // All white, so that ink beside the column would show.
      'content/media/tyre.svg': cover.replaceAll(/#\w{6}/g, '#ffffff'),
    });
    const fonts = await readCardFonts(faces);
    const painter = cardPainter(hub.root, fonts);
    const aWord = fc.oneof(
      fc
        .array(
          fc.constantFrom(
            'winter',
            'banden',
            'wissel',
            'afspraak',
            'WWW',
            'één',
            'ijs',
            'Ë',
            'jgpq',
          ),
          { minLength: 1, maxLength: 6 },
        )
        .map((parts) => parts.join('')),
      fc.constantFrom('de', '€5', '—', 'AV', 'To.', 'Ty,', 'Je', 'jij'),
    );
    const aTitle = fc
      .array(aWord, { minLength: 1, maxLength: 9 })
      .map((words) => words.join(' ').slice(0, 90));
    await fc.assert(
      fc.asyncProperty(aTitle, async (title) => {
        const card = aCard({ title, byline: null, portraits: [], kicker: null });
        const scene = sceneOf(card, { tokens, measures: fonts.measures });
        const painted = await painter.paint(scene);
        if (painted.kind === 'refused') return expect.fail(painted.reason);
        const beside = await darkPixels(painted.jpeg, {
          left: scene.texts.reduce((end, { x, width }) => Math.max(end, x + width), 0) + 2,
          top: 0,
          width: 30,
          height: cardSize.height,
        });
        const box = scene.texts.find(({ recurs }) => !recurs) ?? expect.fail('no headline');
        const edge = { left: box.x, width: box.width, height: 2 };
        const above = await darkPixels(painted.jpeg, { ...edge, top: box.y });
        const below = await darkPixels(painted.jpeg, { ...edge, top: box.y + box.height - 2 });
        const side = { left: box.x, top: box.y, width: 2, height: box.height };
        const before = await darkPixels(painted.jpeg, side);
        const none = { beside: 0, above: 0, below: 0, before: 0 };
        return void expect({ beside, above, below, before }).toEqual(none);
      }),
      { numRuns: 25 },
    );
  });
});

/** How many pixels of `region` are clearly darker than paper. */
async function darkPixels(jpeg: Buffer, region: Region): Promise<number> {
  const pixels = await sharp(jpeg).extract(region).greyscale().raw().toBuffer();
  return pixels.filter((grey) => grey < 160).length;
}

async function flipByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[2000] = (bytes[2000] ?? 0) ^ 1;
  await writeFile(file, bytes);
}
