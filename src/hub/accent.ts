import { brandTokens, contrastProblems } from './brand-tokens.ts';
import {
  contrastOf,
  type Hex,
  hexOf,
  type Oklch,
  oklchOfHex,
  oklchText,
  parseOklch,
} from './oklch.ts';

/** WCAG 2.2 §1.4.3, for text of ordinary size. */
const needed = 4.5;

export type AccentVerdict =
  | { readonly kind: 'no-colour' }
  /** Text in it and on it can be read as it is. */
  | { readonly kind: 'fits'; readonly color: string }
  /** The hub can work with it, and makes text a shade of it that can be read. */
  | {
      readonly kind: 'shifted';
      readonly color: string;
      /** Of `color` itself on the light ground; {@link needed} would do. */
      readonly contrast: number;
      readonly needed: number;
      readonly nearest: { readonly color: string; readonly hex: Hex };
    }
  /** No shade of it can be read on the grounds that follow from it; `nearest` can. */
  | {
      readonly kind: 'unreadable';
      readonly nearest: { readonly color: string; readonly hex: Hex };
    };

/** What the hub can make of a brand colour, written as `#rrggbb` or as `oklch(L C H)`. */
export function judgeAccent(text: string): AccentVerdict {
  const seed = oklchOfHex(text) ?? parseOklch(text);
  if (!seed) return { kind: 'no-colour' };
  if (!isUsable(seed)) return { kind: 'unreadable', nearest: told(nearestUsable(seed)) };

  const { light } = brandTokens({ brand: { color: oklchText(seed), logo: '' } });
  const color = oklchText(seed);
  const contrast = contrastOf(hexOf(seed), light['surface-accent'].hex);
  if (light.accent.hex === hexOf(seed)) return { kind: 'fits', color };
  const { oklch, hex } = light.accent;
  return { kind: 'shifted', color, contrast, needed, nearest: { color: oklch, hex } };
}

function isUsable(colour: Oklch): boolean {
  return contrastProblems({ brand: { color: oklchText(colour), logo: '' } }).length === 0;
}

/** The same hue with less and less colour in it; grey can always be read. */
function nearestUsable(seed: Oklch): Oklch {
  for (let share = 0.95; share > 0; share -= 0.05) {
    const paler = { ...seed, chroma: seed.chroma * share };
    if (isUsable(paler)) return paler;
  }
  return { ...seed, chroma: 0 };
}

function told(colour: Oklch) {
  return { color: oklchText(colour), hex: hexOf(colour) };
}
