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
/** The first quality whose result is small enough is taken. */
const qualities = [80, 74, 67, 60, 52, 44, 36, 28, 20];
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
    const { file, fit, shape, width, height } = picture;
    const key = JSON.stringify({ file, fit, shape, width, height, ground });
    return drawn.get(key, width * height * 4, async () => {
      const read = await readPicture(root, file);
      return read.kind === 'refused' ? read : rasterOf(read.bytes, picture, ground);
    });
  };
  const textRaster = ({ width, height, ground, node }: PlacedText): Promise<Drawn> => {
    const key = JSON.stringify({ width, height, ground, node });
    return drawn.get(key, width * height * 4, async () => {
      const svg = await satori(node, { width, height, fonts: [...fonts], embedFont: true });
      const image = new Resvg(svg, { font: { loadSystemFonts: false }, background: ground }).render();
      return { kind: 'raster', raster: { width: image.width, height: image.height, pixels: image.pixels } };
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

async function jpegOf({ width, height, pixels }: Raster): Promise<Buffer> {
  const image = sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha();
  let jpeg = Buffer.alloc(0);
  for (const quality of qualities) {
    jpeg = await image.clone().jpeg({ quality, mozjpeg: false }).toBuffer();
    if (jpeg.length <= maxCardBytes) break;
  }
  return jpeg;
}
