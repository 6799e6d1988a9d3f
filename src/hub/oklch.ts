/** A colour as CSS writes `oklch(L C H)`: lightness 0–1, chroma from 0, hue in degrees. */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/** `#rrggbb`, lower case. */
export type Hex = `#${string}`;

type Triple = readonly [number, number, number];

const number = String.raw`(\d+(?:\.\d+)?|\.\d+)`;
const oklchPattern = new RegExp(String.raw`^oklch\(\s*${number}(%?)\s+${number}\s+${number}\s*\)$`);

/** Reads `oklch(0.56 0.19 10)` or `oklch(56% 0.19 10)`; `null` for anything else, also for a lightness above 1. */
export function parseOklch(text: string): Oklch | null {
  const [, lightness, percent, chroma, hue] = oklchPattern.exec(text.trim()) ?? [];
  const colour = {
    lightness: Number(lightness) / (percent ? 100 : 1),
    chroma: Number(chroma),
    hue: Number(hue) % 360,
  };
  return colour.lightness <= 1 ? colour : null;
}

/** The colour of `#rrggbb` or `#rgb`, in any case; `null` for anything else. */
export function oklchOfHex(text: string): Oklch | null {
  const [, short, long] = /^#(?:([\da-f]{3})|([\da-f]{6}))$/i.exec(text.trim()) ?? [];
  const digits = long ?? short?.replaceAll(/./g, '$&$&');
  if (digits === undefined) return null;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) =>
    decode(parseInt(digits.slice(at, at + 2), 16) / 255),
  );
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const hue = (Math.atan2(b, a) * 180) / Math.PI;
  return {
    lightness: Math.min(1, 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s),
    chroma: Math.hypot(a, b),
    hue: hue < 0 ? hue + 360 : hue,
  };
}

/** The colour as CSS, rounded to what a screen can show. */
export function oklchText({ lightness, chroma, hue }: Oklch): string {
  return `oklch(${round(lightness, 4)} ${round(chroma, 4)} ${round(hue, 2)})`;
}

/**
 * `colour` if sRGB can show it, otherwise the same lightness and hue with the most chroma that it can.
 * CSS Color 4 §13.2 calls this gamut mapping by chroma reduction.
 */
export function intoGamut(colour: Oklch): Oklch {
  if (isShowable(linearSrgb(colour))) return colour;
  let low = 0;
  let high = colour.chroma;
  // 24 halvings leave less than a ten-millionth of the chroma to guess.
  for (let step = 0; step < 24; step += 1) {
    const chroma = (low + high) / 2;
    if (isShowable(linearSrgb({ ...colour, chroma }))) low = chroma;
    else high = chroma;
  }
  return { ...colour, chroma: low };
}

/** `colour` in sRGB, mapped into its gamut. */
export function hexOf(colour: Oklch): Hex {
  const digits = linearSrgb(intoGamut(colour)).map((channel) =>
    Math.round(255 * encode(Math.min(1, Math.max(0, channel))))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}

/** Contrast of two colours, 1 to 21. WCAG 2.2, "contrast ratio". */
export function contrastOf(a: Hex, b: Hex): number {
  const [darker = 0, lighter = 0] = [luminanceOf(a), luminanceOf(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

// WCAG 2.2, "relative luminance".
function luminanceOf(hex: Hex): number {
  const [red, green, blue] = [1, 3, 5].map((at) =>
    decode(parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

// Matrices: https://bottosson.github.io/posts/oklab/
function linearSrgb({ lightness, chroma, hue }: Oklch): Triple {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** Whether each channel is within sRGB, up to less than half a step of 8 bits. */
function isShowable(channels: Triple): boolean {
  return channels.every((channel) => channel >= -0.0001 && channel <= 1.0001);
}

// IEC 61966-2-1, the sRGB transfer function and its inverse.
function encode(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}

function decode(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
