import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import sharp from 'sharp';

import type { Box, PlacedPicture, PlacedText, Scene } from '#cards/scene.ts';
import type { Hex } from '#hub/oklch.ts';

import type { CardFonts } from './card-fonts.ts';
import { jpegWithin } from './jpeg.ts';
import { rasterOf, readPicture } from './picture.ts';
import { fillArea, filled, fromRgba, place, type Raster } from './raster.ts';
import { recentlyUsed } from './recently-used.ts';

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
  // Each is 2 MB or more; new ones for every card would keep the garbage collector busy.
  const canvases: Raster[] = [];
  const canvasFor = ({ size: { width, height }, ground }: Scene): Raster => {
    const free = canvases.findIndex((one) => one.width === width && one.height === height);
    return canvases.splice(free, free === -1 ? 0 : 1)[0] ?? filled(width, height, ground);
  };

  const drawPicture = async (picture: PlacedPicture, ground: Hex): Promise<Drawn> => {
    const read = await readPicture(root, picture.file);
    return read.kind === 'refused' ? read : rasterOf(read.bytes, picture, ground);
  };
  const pictureRaster = (picture: PlacedPicture, ground: Hex): Promise<Drawn> => {
    const key = JSON.stringify([{ ...picture, x: 0, y: 0 }, ground]);
    return drawn.get(key, bytesOf(picture), () => drawPicture(picture, ground));
  };
  const drawText = async ({ width, height, ground, node }: PlacedText): Promise<Raster> => {
    const svg = await satori(node, { width, height, fonts: [...fonts], embedFont: true });
    const image = new Resvg(svg, { font: { loadSystemFonts: false }, background: ground }).render();
    return fromRgba(image);
  };
  const textRaster = async (text: PlacedText): Promise<Raster> => {
    if (!text.recurs) return drawText(text);
    const key = JSON.stringify({ ...text, x: 0, y: 0 });
    const result = await drawn.get(key, bytesOf(text), async () => ({
      kind: 'raster',
      raster: await drawText(text),
    }));
    if (result.kind === 'refused') throw new Error(result.reason);
    return result.raster;
  };

  return {
    async paint(scene) {
      const canvas = canvasFor(scene);
      try {
        fillArea(canvas, { x: 0, y: 0, ...scene.size }, scene.ground);
        for (const area of scene.areas) fillArea(canvas, area, area.color);
        for (const picture of scene.pictures) {
          const result = await pictureRaster(picture, picture.ground ?? scene.ground);
          if (result.kind === 'refused') return { ...result, file: picture.file };
          place(canvas, result.raster, picture);
        }
        for (const text of scene.texts) place(canvas, await textRaster(text), text);
        return { kind: 'painted', jpeg: await jpegWithin(canvas, scene.maxBytes) };
      } finally {
        canvases.push(canvas);
      }
    },
  };
}

function bytesOf({ width, height }: Box): number {
  return 3 * width * height;
}
