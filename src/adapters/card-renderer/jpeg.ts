import sharp from 'sharp';

import type { Raster } from './raster.ts';

/** Qualities, and what each makes of the size at the first; measured on cards, where it hardly varies. */
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
const lowest = qualities.length - 1;
/** Rather a little too low a quality at once than a second attempt. */
const caution = 1.04;

/**
 * `raster` as a JPEG of at most `maxBytes`, about as good as that allows; larger only if even the lowest
 * quality is. Encoding is what a card costs most, so the quality is guessed first and mostly right.
 */
export async function jpegWithin(raster: Raster, maxBytes: number): Promise<Buffer> {
  let step = stepFor(estimatedBytes(raster) * caution, maxBytes);
  let jpeg = await encode(raster, step);
  const fitting = stepFor(jpeg.length / at(step).share, maxBytes);
  const isTooLarge = jpeg.length > maxBytes;
  if (isTooLarge || fitting < step - 2) {
    step = isTooLarge ? Math.min(lowest, Math.max(fitting, step + 1)) : fitting;
    jpeg = await encode(raster, step);
  }
  while (jpeg.length > maxBytes && step < lowest) {
    step += 1;
    jpeg = await encode(raster, step);
  }
  return jpeg;
}

async function encode({ width, height, pixels }: Raster, step: number): Promise<Buffer> {
  const { quality } = at(step);
  return await sharp(pixels, { raw: { width, height, channels: 3 } })
    // Table 3 keeps the edges of drawings cleaner than the standard's own, at fewer bytes. Codes made
    // for each picture would save a twelfth of them and double the time.
    .jpeg({ quality, quantisationTable: 3, optimiseCoding: false, mozjpeg: false })
    .toBuffer();
}

/** The best quality that should bring `bytes` at the first quality below `maxBytes`. */
function stepFor(bytes: number, maxBytes: number): number {
  const step = qualities.findIndex(({ share }) => bytes * share <= maxBytes);
  return step === -1 ? lowest : step;
}

function at(step: number): { readonly quality: number; readonly share: number } {
  return qualities[step] ?? qualities[0];
}

/**
 * What `raster` will roughly take at the first quality: JPEG spends its bytes on the blocks of 8 by 8
 * pixels in which something changes. The line was fitted to illustrated cards; photographs take less.
 */
function estimatedBytes({ width, height, pixels }: Raster): number {
  let busyBlocks = 0;
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      if (rangeIn(pixels, { from: 3 * (top * width + left) + 1, stride: 6 * width }) > 8) {
        busyBlocks += 1;
      }
    }
  }
  return 21_000 + 19.3 * busyBlocks;
}

/** Difference of the lightest and the darkest green in a block; every other pixel is enough to tell. */
function rangeIn(pixels: Buffer, { from, stride }: { from: number; stride: number }): number {
  let least = 255;
  let most = 0;
  for (let row = from; row < from + 4 * stride && row < pixels.length; row += stride) {
    for (let at = row; at < row + 24; at += 6) {
      const green = pixels[at] ?? 0;
      if (green < least) least = green;
      if (green > most) most = green;
    }
  }
  return most - least;
}
