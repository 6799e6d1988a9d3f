import { type Brand, corners, neutrals } from './brand.ts';
import {
  contrastOf,
  type Hex,
  hexOf,
  intoGamut,
  type Oklch,
  oklchText,
  parseOklch,
} from './oklch.ts';
import type { Problem } from './problem.ts';

export const schemes = ['light', 'dark'] as const;

export type Scheme = (typeof schemes)[number];

/** A colour of the brand, as CSS and in sRGB. */
export interface Token {
  readonly oklch: string;
  readonly hex: Hex;
}

interface Rung {
  readonly lightness: number;
  /** The most chroma; a paler seed gives less, so a grey brand stays grey. */
  readonly chroma: number;
}

/** What a brand's colours are derived from: a hub, or that part of one. */
export interface BrandColours {
  readonly brand: Pick<Brand, 'color'> & Partial<Brand>;
}

/**
 * Lightness and chroma of every token per scheme; the hue is the seed's, or that of the brand's neutrals. Dark is not light inverted:
 * its ground is dark grey and its ink not quite white, so that long texts do not glare.
 */
const ladders = {
  'surface-0': {
    light: { lightness: 0.987, chroma: 0.005 },
    dark: { lightness: 0.18, chroma: 0.012 },
  },
  'surface-1': {
    light: { lightness: 0.967, chroma: 0.009 },
    dark: { lightness: 0.22, chroma: 0.016 },
  },
  'surface-2': {
    light: { lightness: 0.94, chroma: 0.014 },
    dark: { lightness: 0.265, chroma: 0.02 },
  },
  'surface-accent': {
    light: { lightness: 0.94, chroma: 0.034 },
    dark: { lightness: 0.275, chroma: 0.055 },
  },
  ink: { light: { lightness: 0.22, chroma: 0.02 }, dark: { lightness: 0.93, chroma: 0.008 } },
  'ink-muted': {
    light: { lightness: 0.46, chroma: 0.022 },
    dark: { lightness: 0.75, chroma: 0.018 },
  },
  rule: { light: { lightness: 0.87, chroma: 0.018 }, dark: { lightness: 0.36, chroma: 0.022 } },
  'accent-ink': {
    light: { lightness: 0.99, chroma: 0.006 },
    dark: { lightness: 0.17, chroma: 0.03 },
  },
  focus: { light: { lightness: 0.5, chroma: 0.2 }, dark: { lightness: 0.8, chroma: 0.13 } },
} as const satisfies Record<string, Record<Scheme, Rung>>;

/**
 * The accent keeps the seed's lightness as far as it can: within these bounds, and then step by step
 * darker (lighter in the dark scheme) until text in it and on it can be read. `strong` goes on in that direction, for what is under the pointer.
 */
const accentBounds = {
  light: { from: 0.3, to: 0.6, step: -0.01, strong: -0.07 },
  dark: { from: 0.68, to: 0.86, step: 0.01, strong: 0.05 },
} as const satisfies Record<Scheme, { from: number; to: number; step: number; strong: number }>;

/** Tokens that lean where the brand's neutrals do. */
const neutralTokens: ReadonlySet<string> = new Set<keyof typeof ladders>([
  'surface-0',
  'surface-1',
  'surface-2',
  'ink',
  'ink-muted',
  'rule',
]);

export type TokenName = keyof typeof ladders | 'accent' | 'accent-strong';

export type Tokens = Readonly<Record<TokenName, Token>>;

export type BrandTokens = Readonly<Record<Scheme, Tokens>>;

/** A colour that is seen upon another, and how much they must differ. WCAG 2.2 §1.4.3 and §1.4.11. */
export interface TokenPair {
  readonly upon: TokenName;
  readonly name: TokenName;
  readonly atLeast: 4.5 | 3;
}

/** Grounds that any text may stand upon, and the colours of text that may stand upon any of them. */
export const grounds = ['surface-0', 'surface-1', 'surface-2', 'surface-accent'] as const;
export const inks = ['ink', 'ink-muted', 'accent'] as const;

/** Every pair that the style sheets show; a test reads them and refuses one that is not here. */
export const tokenPairs: readonly TokenPair[] = [
  ...grounds.flatMap((upon) => [
    ...inks.map((name) => ({ name, upon, atLeast: 4.5 }) as const),
    { name: 'accent-strong', upon, atLeast: 3 } as const,
    { name: 'focus', upon, atLeast: 3 } as const,
  ]),
  { name: 'accent-ink', upon: 'accent', atLeast: 4.5 },
  { name: 'accent-ink', upon: 'accent-strong', atLeast: 4.5 },
  { name: 'surface-0', upon: 'ink', atLeast: 4.5 },
];

/** The brand's colours for both schemes, all from the one seed in `hub.yaml`. Throws on a seed that is none. */
export function brandTokens({ brand: { color, neutrals } }: BrandColours): BrandTokens {
  const seed = parseOklch(color);
  if (!seed) throw new RangeError(`"${color}" is no oklch colour`);
  const from = { seed, neutrals };
  return { light: schemeTokens(from, 'light'), dark: schemeTokens(from, 'dark') };
}

/** The pairs of `tokens` that cannot be told apart well enough. */
export function unreadablePairs(tokens: Tokens): TokenPair[] {
  return tokenPairs.filter(
    ({ name, upon, atLeast }) => contrastOf(tokens[name].hex, tokens[upon].hex) < atLeast,
  );
}

/** What keeps readers from seeing the brand's colours well; judges the tokens derived unless given others. */
export function contrastProblems(hub: BrandColours, given?: BrandTokens): Problem[] {
  const base = { severity: 'error', file: 'content/hub.yaml', line: 1 } as const;
  if (!given && !parseOklch(hub.brand.color)) {
    const message = `brand.color "${hub.brand.color}" is no colour; write oklch(lightness chroma hue) with a lightness from 0 to 1, for example oklch(0.56 0.19 10)`;
    return [{ ...base, rule: 'brand/color', message }];
  }
  const tokens = given ?? brandTokens(hub);
  return schemes.flatMap((scheme) =>
    unreadablePairs(tokens[scheme]).map(({ name, upon, atLeast }) => {
      const contrast = contrastOf(tokens[scheme][name].hex, tokens[scheme][upon].hex);
      const message = `${name} on ${upon} has a contrast of ${contrast.toFixed(2)} in the ${scheme} scheme and needs ${atLeast}; choose another brand.color`;
      return { ...base, rule: 'brand/contrast', message };
    }),
  );
}

/**
 * The brand as custom properties: colours for both schemes, corners and typefaces. A `data-theme` of `light` or `dark` on any element
 * overrides what the reader's system prefers.
 */
export function tokensCss(hub: { readonly brand: Omit<Brand, 'logo'> }): string {
  const { light, dark } = brandTokens(hub);
  const names = Object.keys(light) as TokenName[];
  const properties = names.map(
    (name) => `  --${name}: light-dark(${light[name].hex}, ${dark[name].hex});\n`,
  );
  return [
    `:root {\n  color-scheme: light dark;\n${properties.join('')}${characterCss(hub.brand)}}\n`,
    ...schemes.map((scheme) => `[data-theme='${scheme}'] {\n  color-scheme: ${scheme};\n}\n`),
  ].join('');
}

function characterCss({ corners: corner, type }: Omit<Brand, 'logo'>): string {
  const { small, large } = corners[corner];
  const properties = {
    '--radius-small': small,
    '--radius': large,
    '--face-text': `var(--${type.text})`,
    '--face-heading': `var(--${type.headings})`,
    '--weight-heading': type.headingWeight,
    // A sans has wider figures for letters as wide: both come to about 70 characters.
    '--measure': type.text === 'serif' ? '64ch' : '56ch',
  };
  return Object.entries(properties)
    .map(([name, value]) => `  ${name}: ${value};\n`)
    .join('');
}

function schemeTokens(
  { seed, neutrals: lean }: { seed: Oklch; neutrals: keyof typeof neutrals | undefined },
  scheme: Scheme,
): Tokens {
  const neutral = neutrals[lean ?? 'brand'];
  const upon = (name: string, { lightness, chroma }: Rung) =>
    neutral && neutralTokens.has(name)
      ? tokenOf({ lightness, chroma: chroma * neutral.chroma, hue: neutral.hue })
      : tokenOf({ ...seed, lightness, chroma: Math.min(seed.chroma, chroma) });
  const fixed = Object.fromEntries(
    Object.entries(ladders).map(([name, rungs]) => [name, upon(name, rungs[scheme])]),
  ) as Record<keyof typeof ladders, Token>;

  const { from, to, step, strong } = accentBounds[scheme];
  const nearest = Math.min(to, Math.max(from, seed.lightness));
  for (let lightness = nearest; ; lightness += step) {
    const tokens = {
      ...fixed,
      accent: tokenOf({ ...seed, lightness }),
      'accent-strong': tokenOf({ ...seed, lightness: lightness + strong }),
    };
    const isLast = lightness + step < from || lightness + step > to;
    if (
      isLast ||
      unreadablePairs(tokens).every(({ name, upon }) => ![name, upon].includes('accent'))
    ) {
      return tokens;
    }
  }
}

function tokenOf(colour: Oklch): Token {
  const shown = intoGamut(colour);
  return { oklch: oklchText(shown), hex: hexOf(shown) };
}
