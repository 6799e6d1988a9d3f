import type { Box } from '#cards/scene.ts';
import type { Hex } from '#hub/oklch.ts';

/** Pixels, four bytes each: red, green, blue, alpha; colours premultiplied by alpha. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
  /** Whether nothing below shows through, so that whole rows can be copied. */
  readonly opaque: boolean;
}

/** A raster of one colour. */
export function filled(width: number, height: number, color: Hex): Raster {
  return { width, height, pixels: Buffer.alloc(width * height * 4, bytesOf(color)), opaque: true };
}

/** Fills `box` of `onto` with `color`. */
export function fillArea(onto: Raster, { x, y, width, height }: Box, color: Hex): void {
  for (let row = y; row < y + height; row += 1) {
    const start = 4 * (row * onto.width + x);
    onto.pixels.fill(bytesOf(color), start, start + 4 * width);
  }
}

function bytesOf(color: Hex): Buffer {
  return Buffer.from(`${color.slice(1)}ff`, 'hex');
}

/** Copies `raster` onto `onto` at x and y; what sticks out is lost, what is transparent lets through. */
export function place(onto: Raster, raster: Raster, { x, y }: { x: number; y: number }): void {
  const left = Math.max(0, -x);
  const right = Math.min(raster.width, onto.width - x);
  for (let row = Math.max(0, -y); row < Math.min(raster.height, onto.height - y); row += 1) {
    const from = 4 * (row * raster.width + left);
    const to = 4 * ((row + y) * onto.width + x + left);
    const length = 4 * (right - left);
    if (length <= 0) return;
    if (raster.opaque) raster.pixels.copy(onto.pixels, to, from, from + length);
    else blend(onto.pixels, to, raster.pixels.subarray(from, from + length));
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
export function alphaCircle(
  { width, height, pixels }: Raster,
  { ring, color }: { ring: number; color: Hex },
): Raster {
  const result = filled(width, height, color);
  const radius = Math.min(width, height) / 2;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const distance = Math.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2);
      const inside = share(radius - ring - distance);
      const visible = share(radius - distance);
      for (let at = 4 * (y * width + x), end = at + 4; at < end; at += 1) {
        const mixed = inside * (pixels[at] ?? 0) + (1 - inside) * (result.pixels[at] ?? 0);
        result.pixels[at] = Math.round(mixed * visible);
      }
    }
  }
  return { ...result, opaque: false };
}

/** How much of a pixel lies inside an edge that runs `distance` px from its middle. */
function share(distance: number): number {
  return Math.min(1, Math.max(0, distance + 0.5));
}

function blend(onto: Buffer, start: number, pixels: Buffer): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const through = 255 - (pixels[at + 3] ?? 255);
    for (let channel = at; channel < at + 4; channel += 1) {
      const below = onto[start + channel] ?? 0;
      onto[start + channel] = (pixels[channel] ?? 0) + Math.round((below * through) / 255);
    }
  }
}
