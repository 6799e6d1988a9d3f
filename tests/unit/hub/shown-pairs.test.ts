import { glob, readFile } from 'node:fs/promises';

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import { neutrals } from '#hub/brand.ts';
import { brandTokens, schemes, type TokenPair, tokenPairs } from '#hub/brand-tokens.ts';
import { contrastOf } from '#hub/oklch.ts';

import { type ShownPair, shownColours } from '../../support/shown-pairs.ts';

/** Bars of a share kit's counters. */
const wordless = ['.bar > span', '.is-over .bar > span'];

let sheets: { file: string; css: string }[];

beforeAll(async () => {
  const files = await Array.fromAsync(glob('src/**/*.css'));
  sheets = await Promise.all(
    files.toSorted().map(async (file) => ({ file, css: await readFile(file, 'utf8') })),
  );
});

function isListed({ name, upon, atLeast }: TokenPair): boolean {
  return tokenPairs.some((one) => one.name === name && one.upon === upon && one.atLeast >= atLeast);
}

describe('the style sheets', () => {
  test('show no pair of colours whose contrast is not computed', () => {
    const pairs = sheets.flatMap(({ file, css }) =>
      shownColours(css).pairs.map((pair) => ({ ...pair, file })),
    );
    expect(pairs.length).toBeGreaterThan(100);
    expect(pairs.filter((pair) => !isListed(pair))).toEqual([]);
  });

  test('have no colour but the brand’s, and no ground that leaves its text to chance', () => {
    expect(
      sheets.flatMap(({ file, css }) =>
        shownColours(css, wordless).faults.map((fault) => `${file}: ${fault}`),
      ),
    ).toEqual([]);
  });

  test('show every pair that is computed, so that no brand is refused for nothing', () => {
    const shown = sheets.flatMap(({ css }) => shownColours(css).pairs);
    const isShown = (pair: TokenPair) =>
      shown.some(({ name, upon }) => name === pair.name && upon === pair.upon);
    expect(tokenPairs.filter((pair) => !isShown(pair))).toEqual([]);
  });
});

describe('shownColours', () => {
  const unlisted = (css: string) =>
    shownColours(css)
      .pairs.filter((pair) => !isListed(pair))
      .map(nameOf);
  const nameOf = ({ name, upon, by }: ShownPair) => `${by}: ${name} on ${upon}`;

  test('finds a colour that is too pale for text on any ground', () => {
    expect(unlisted('.hint { color: var(--rule); }')).toEqual([
      '.hint: rule on surface-0',
      '.hint: rule on surface-1',
      '.hint: rule on surface-2',
      '.hint: rule on surface-accent',
    ]);
  });

  test('finds a new pair on a ground of its own, also within a query', () => {
    expect(
      unlisted(
        '@media (width > 40rem) { .flag { background: var(--accent); color: var(--ink); } }',
      ),
    ).toEqual(['.flag: ink on accent']);
  });

  test('finds a field whose edge can hardly be seen', () => {
    expect(unlisted('input { border: 1px solid var(--rule); }')).toHaveLength(4);
    expect(unlisted('.card { border: 1px solid var(--rule); }')).toEqual([]);
  });

  test('reports colours that are no tokens, and text that is left to chance', () => {
    expect(shownColours('.a { color: #777; }').faults).toEqual([
      '.a has the colour #777; use a token',
    ]);
    expect(shownColours('.b { background: var(--ink); }').faults).toEqual([
      '.b paints ink and does not say what colour its text has',
    ]);
    expect(shownColours('@media print { html { background: #fff; } }').faults).toEqual([]);
  });
});

describe('brandTokens', () => {
  test('gives every pair its contrast, whatever the seed and wherever the greys lean', () => {
    const seed = fc.tuple(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 359 }),
      fc.constantFrom(...(Object.keys(neutrals) as (keyof typeof neutrals)[])),
    );
    fc.assert(
      fc.property(seed, ([lightness, chroma, hue, lean]) => {
        const brand = { color: `oklch(${lightness}% ${chroma / 1000} ${hue})`, neutrals: lean };
        const tokens = brandTokens({ brand });
        for (const scheme of schemes)
          for (const { name, upon, atLeast } of tokenPairs) {
            const contrast = contrastOf(tokens[scheme][name].hex, tokens[scheme][upon].hex);
            expect(
              contrast,
              `${name} on ${upon}, ${scheme}, ${brand.color}`,
            ).toBeGreaterThanOrEqual(atLeast);
          }
      }),
      { numRuns: 200 },
    );
  });
});
