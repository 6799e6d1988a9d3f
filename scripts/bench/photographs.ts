import sharp from 'sharp';

import { type Random, randomFrom } from './random.ts';

/**
 * A JPEG that takes a decoder and an encoder about as much work as a photograph: soft shapes with grain.
 * The same name and size give the same bytes with the same version of sharp.
 */
export function photograph(
  name: string,
  { width, height }: { width: number; height: number },
): Promise<Buffer> {
  const random = randomFrom(name);
  const waves = Array.from({ length: 5 }, () => waveOf(random));
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let light = 0;
      for (const { across, down, start } of waves) {
        light += Math.sin((x / width) * across + (y / height) * down + start);
      }
      const grain = random.next() * 10;
      for (const tint of [22, 16, 11]) {
        pixels[at] = Math.max(0, Math.min(255, 118 + light * tint + grain));
        at += 1;
      }
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 82 })
    .toBuffer();
}

function waveOf(random: Random) {
  return {
    across: random.next() * 22 - 11,
    down: random.next() * 22 - 11,
    start: random.next() * Math.PI,
  };
}
