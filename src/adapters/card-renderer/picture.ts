import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

import { Resvg } from '@resvg/resvg-js';
import sharp from 'sharp';

import type { PlacedPicture } from '#cards/scene.ts';
import type { Hex } from '#hub/oklch.ts';

import { cropped, fromRgba, inCircle, type Raster } from './raster.ts';
import { outsideReference } from './svg-references.ts';

/** A picture with more pixels than this is refused: unpacked it would fill the memory. */
export const maxPixels = 40_000_000;
const maxBytes = 25_000_000;

export type PictureFile =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'refused'; readonly reason: string };

/** Reads the picture `file` below `root`; one that lies elsewhere, also by a link, is refused. */
export async function readPicture(root: string, file: string): Promise<PictureFile> {
  try {
    const [home, real] = await Promise.all([realpath(root), realpath(path.join(root, file))]);
    if (!real.startsWith(home + path.sep)) return refused('lies outside the project');
    const bytes = await readFile(real);
    return bytes.length > maxBytes
      ? refused(`is larger than ${maxBytes / 1_000_000} MB; make it smaller`)
      : { kind: 'read', bytes };
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      return refused(
        error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${String(error.code)})`,
      );
    }
    throw error;
  }
}

/** The picture at the size and in the shape of its place; a transparent one stands on `ground`. */
export async function rasterOf(
  bytes: Buffer,
  place: PlacedPicture,
  ground: Hex,
): Promise<{ kind: 'raster'; raster: Raster } | Extract<PictureFile, { kind: 'refused' }>> {
  try {
    const isSvg = place.file.endsWith('.svg');
    const raster = isSvg ? await drawSvg(bytes, place, ground) : await scaled(bytes, place, ground);
    if (typeof raster === 'string') return refused(raster);
    if (place.shape === 'rectangle') return { kind: 'raster', raster };
    return {
      kind: 'raster',
      raster: inCircle(raster, { ring: place.ring ?? 0, color: ground }),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refused(`is no picture that can be drawn: ${reason}`);
  }
}

function refused(reason: string): Extract<PictureFile, { kind: 'refused' }> {
  return { kind: 'refused', reason };
}

async function scaled(
  bytes: Buffer,
  { width, height, fit }: Pick<PlacedPicture, 'width' | 'height' | 'fit'>,
  background: Hex,
): Promise<Raster | string> {
  const input = sharp(bytes, { limitInputPixels: false });
  const size = await input.metadata();
  if (size.width * size.height > maxPixels) return tooLarge(size);
  const pixels = await input
    .autoOrient()
    .flatten({ background })
    .resize({ width, height, fit, background })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer();
  return { width, height, pixels };
}

async function drawSvg(
  bytes: Buffer,
  { width, height, fit }: Pick<PlacedPicture, 'width' | 'height' | 'fit'>,
  background: Hex,
): Promise<Raster | string> {
  const svg = bytes.toString('utf8');
  const outside = await outsideReference(svg, maxPixels);
  if (outside) return outside;
  const font = { loadSystemFonts: false };
  const natural = new Resvg(svg, { font });
  const scales = [width / natural.width, height / natural.height];
  const scale = fit === 'cover' ? Math.max(...scales) : Math.min(...scales);
  const size = { width: natural.width * scale, height: natural.height * scale };
  if (natural.width * natural.height > maxPixels || size.width * size.height > maxPixels)
    return tooLarge(natural);

  const image = new Resvg(svg, {
    font,
    background,
    fitTo: { mode: 'zoom', value: scale },
  }).render();
  return cropped(fromRgba(image), { width, height, background });
}

function tooLarge({ width, height }: { width: number; height: number }): string {
  return `is ${Math.round(width)} by ${Math.round(height)} pixels; at most ${maxPixels / 1_000_000} million are drawn`;
}
