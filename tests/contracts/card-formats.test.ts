import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { type CardImage, drawImages } from '#adapters/card-renderer/draw-images.ts';
import { cardFormats, formatIds } from '#cards/formats.ts';

import { aCard, aDrawnHub, faces, tokens } from '../support/cards.ts';
import type { HubFolder } from '../support/hub-folder.ts';

const card = aCard({ title: 'Winterbandenwisselafspraken maken' });
const images = formatIds.map((format): CardImage => ({ card, format }));

async function drawn({ root }: HubFolder, cacheDir = 'cache') {
  const jpegs = new Map<string, Buffer>();
  const options = { root, cacheDir: `${root}/${cacheDir}`, faces, tokens, workers: 1 };
  const report = await drawImages(images, options, async ({ format }, { jpeg }) => {
    jpegs.set(format, jpeg);
  });
  return { report, jpegs };
}

describe('drawImages', () => {
  test('draws each format at its size, light enough, with nothing hidden in the file', async () => {
    await using hub = await aDrawnHub();
    const { jpegs } = await drawn(hub);
    expect([...jpegs.keys()].sort()).toEqual([...formatIds].sort());
    for (const format of formatIds) {
      const { width, height, maxBytes } = cardFormats[format];
      const jpeg = jpegs.get(format) ?? Buffer.alloc(0);
      const metadata = await sharp(jpeg).metadata();
      expect(metadata).toMatchObject({ format: 'jpeg', width, height, space: 'srgb' });
      expect(Object.keys(metadata)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(exif|xmp|iptc|icc|comments)$/)]),
      );
      expect(jpeg.length).toBeLessThanOrEqual(maxBytes);
      expect(maxBytes).toBeLessThan(300_000);
    }
  });

  test('the formats of one card are kept side by side, and nothing is drawn twice', async () => {
    await using hub = await aDrawnHub();
    const first = await drawn(hub);
    const again = await drawn(hub);
    expect(first.report).toMatchObject({ drawn: formatIds.length, reused: 0, problems: [] });
    expect(again.report).toMatchObject({ drawn: 0, reused: formatIds.length });
    expect(again.jpegs).toEqual(first.jpegs);
  });

  test('drawn anew, each file has the same bytes', async () => {
    await using hub = await aDrawnHub();
    const first = await drawn(hub);
    const elsewhere = await drawn(hub, 'other-cache');
    expect(elsewhere.report).toMatchObject({ drawn: formatIds.length });
    expect(elsewhere.jpegs).toEqual(first.jpegs);
  });
});
