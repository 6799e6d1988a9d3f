import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import sharp from 'sharp';

import { cardSize } from '#cards/card.ts';
import type { PlacedPicture, PlacedText, Scene } from '#cards/scene.ts';
import type { Hex } from '#hub/oklch.ts';

import type { CardFonts } from './card-fonts.ts';
import { rasterOf, readPicture } from './picture.ts';
import { fillArea, filled, place, type Raster } from './raster.ts';
import { recentlyUsed } from './recently-used.ts';

/** performance.md asks for at most 60 KB; messengers drop previews that are much larger. */
export const maxCardBytes = 60_000;
/** What a quality makes of the size at the first one; measured on cards, where it hardly varies. */
const qualities = [
  { quality: 80, share: 1 },
  { quality: 76, share: 0.91 },
  { quality: 72, share: 0.86 },
  { quality: 68, share: 0.81 },
  { quality: 64, share: 0.765 },
  { quality: 60, share: 0.725 },
  { quality: 56, share: 0.69 },
  { quality: 52, share: 0.665 },
  { quality: 48, share: 0.635 },
  { quality: 44, share: 0.61 },
  { quality: 38, share: 0.565 },
  { quality: 32, share: 0.515 },
  { quality: 26, share: 0.46 },
  { quality: 20, share: 0.4 },
] as const;
/** What a painter keeps of drawn pictures and texts. */
const keptBytes = 96_000_000;

export type Painted =
  | { readonly kind: 'painted'; readonly jpeg: Buffer }
  | { readonly kind: 'refused'; readonly file: string; readonly reason: string };

export interface CardPainter {
  paint(scene: Scene): Promise<Painted>;
}

type Drawn = { kind: 'raster'; raster: Raster } | { kind: 'refused'; reason: string };

/**
 * A painter of scenes whose pictures lie below `root`. It keeps what it drew: a logo, a face, a by-line
 * or a cover that comes back on another card is only copied.
 */
export function cardPainter(root: string, { fonts }: Pick<CardFonts, 'fonts'>): CardPainter {
  // One thread a picture: the workers are what shares the machine.
  sharp.concurrency(1);
  sharp.cache(false);
  const drawn = recentlyUsed<Promise<Drawn>>({ maxBytes: keptBytes });

  const pictureRaster = (picture: PlacedPicture, ground: Hex): Promise<Drawn> => {
    const { x: _, y: __, ...look } = picture;
    const { file, width, height } = picture;
    const key = JSON.stringify({ ...look, ground });
    return drawn.get(key, width * height * 4, async () => {
      const read = await readPicture(root, file);
      return read.kind === 'refused' ? read : rasterOf(read.bytes, picture, ground);
    });
  };
  const textRaster = ({ width, height, ground, node }: PlacedText): Promise<Drawn> => {
    const key = JSON.stringify({ width, height, ground, node });
    return drawn.get(key, width * height * 4, async () => {
      const svg = await satori(node, { width, height, fonts: [...fonts], embedFont: true });
      const image = new Resvg(svg, {
        font: { loadSystemFonts: false },
        background: ground,
      }).render();
      return {
        kind: 'raster',
        raster: { width: image.width, height: image.height, pixels: image.pixels },
      };
    });
  };

  return {
    async paint(scene) {
      const card = filled(cardSize.width, cardSize.height, scene.ground);
      for (const area of scene.areas) fillArea(card, area, area.color);
      for (const picture of scene.pictures) {
        const result = await pictureRaster(picture, scene.ground);
        if (result.kind === 'refused') return { ...result, file: picture.file };
        place(card, result.raster, picture);
      }
      for (const text of scene.texts) {
        const result = await textRaster(text);
        if (result.kind === 'raster') place(card, result.raster, text);
      }
      return { kind: 'painted', jpeg: await jpegOf(card) };
    },
  };
}

/** As good as fits in {@link maxCardBytes}: the first quality, or the best that should do and does. */
async function jpegOf({ width, height, pixels }: Raster): Promise<Buffer> {
  const image = sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha();
  let jpeg = Buffer.alloc(0);
  let firstBytes = 0;
  for (const { quality, share } of qualities) {
    if (firstBytes * share > maxCardBytes) continue;
    // Table 3 keeps edges of drawings cleaner than the standard's own, at fewer bytes.
    jpeg = await image.clone().jpeg({ quality, quantisationTable: 3, mozjpeg: false }).toBuffer();
    if (jpeg.length <= maxCardBytes) return jpeg;
    firstBytes ||= jpeg.length;
  }
  return jpeg;
}
