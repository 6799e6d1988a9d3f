import type { Box } from '#cards/scene.ts';
import type { Hex } from '#hub/oklch.ts';

/** Pixels without gaps, row after row: red, green, blue. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
  /** One byte a pixel where something below shows through; without it nothing does. */
  readonly alpha?: Uint8Array;
}

/** A raster of one colour. */
export function filled(width: number, height: number, color: Hex): Raster {
  return { width, height, pixels: Buffer.alloc(width * height * 3, bytesOf(color)) };
}

/** A raster of what the SVG renderer gives, four bytes a pixel, drawn upon an opaque ground. */
export function fromRgba({ width, height, pixels }: Raster): Raster {
  const rgb = Buffer.allocUnsafe(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = pixels[from] ?? 0;
    rgb[to + 1] = pixels[from + 1] ?? 0;
    rgb[to + 2] = pixels[from + 2] ?? 0;
  }
  return { width, height, pixels: rgb };
}

/** Fills `box` of `onto` with `color`. */
export function fillArea(onto: Raster, { x, y, width, height }: Box, color: Hex): void {
  const line = Buffer.alloc(3 * width, bytesOf(color));
  for (let row = y; row < y + height; row += 1) line.copy(onto.pixels, 3 * (row * onto.width + x));
}

/** Copies `raster` onto `onto` at x and y; what sticks out is lost, what is transparent lets through. */
export function place(onto: Raster, raster: Raster, { x, y }: { x: number; y: number }): void {
  const left = Math.max(0, -x);
  const width = Math.min(raster.width, onto.width - x) - left;
  if (width <= 0) return;
  for (let row = Math.max(0, -y); row < Math.min(raster.height, onto.height - y); row += 1) {
    const from = row * raster.width + left;
    const to = (row + y) * onto.width + x + left;
    if (raster.alpha) blendRow(onto, to, { raster, from, width });
    else raster.pixels.copy(onto.pixels, 3 * to, 3 * from, 3 * (from + width));
  }
}

/** The middle of `raster` at exactly this size, on `background` where it is smaller. */
export function cropped(
  raster: Raster,
  { width, height, background }: { width: number; height: number; background: Hex },
): Raster {
  const result = filled(width, height, background);
  place(result, raster, {
    x: Math.floor((width - raster.width) / 2),
    y: Math.floor((height - raster.height) / 2),
  });
  return result;
}

/**
 * `raster` with everything outside the largest circle in its middle transparent, and a soft edge.
 * The outer `ring` px of the circle are `color`.
 */
export function inCircle(
  { width, height, pixels }: Raster,
  { ring, color }: { ring: number; color: Hex },
): Raster {
  const result = filled(width, height, color).pixels;
  const alpha = new Uint8Array(width * height);
  const radius = Math.min(width, height) / 2;
  for (let at = 0; at < alpha.length; at += 1) {
    const across = (at % width) + 0.5 - width / 2;
    const down = Math.floor(at / width) + 0.5 - height / 2;
    const distance = Math.hypot(across, down);
    alpha[at] = Math.round(255 * share(radius - distance));
    mix(result, 3 * at, { pixels, from: 3 * at, amount: share(radius - ring - distance) });
  }
  return { width, height, pixels: result, alpha };
}

function blendRow(
  onto: Raster,
  start: number,
  { raster, from, width }: { raster: Raster; from: number; width: number },
): void {
  for (let step = 0; step < width; step += 1) {
    const amount = (raster.alpha?.[from + step] ?? 255) / 255;
    mix(onto.pixels, 3 * (start + step), {
      pixels: raster.pixels,
      from: 3 * (from + step),
      amount,
    });
  }
}

/** Mixes `amount` of one pixel into the pixel at `at`. */
function mix(
  onto: Buffer,
  at: number,
  { pixels, from, amount }: { pixels: Buffer; from: number; amount: number },
): void {
  for (let channel = 0; channel < 3; channel += 1) {
    const mixed = amount * (pixels[from + channel] ?? 0) + (1 - amount) * (onto[at + channel] ?? 0);
    onto[at + channel] = Math.round(mixed);
  }
}

/** How much of a pixel lies inside an edge that runs `distance` px from its middle. */
function share(distance: number): number {
  return Math.min(1, Math.max(0, distance + 0.5));
}

function bytesOf(color: Hex): Buffer {
  return Buffer.from(color.slice(1), 'hex');
}
