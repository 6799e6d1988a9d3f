import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { brandSchema } from '#hub/brand.ts';
import {
  brandTokens,
  contrastProblems,
  schemes,
  tokenPairs,
  tokensCss,
  unreadablePairs,
} from '#hub/brand-tokens.ts';
import { contrastOf } from '#hub/oklch.ts';

function aBrand(color: string) {
  return { brand: brandSchema.parse({ color, logo: '/logo.svg' }) };
}

const seeds = {
  raspberry: 'oklch(0.56 0.19 10)',
  yellow: 'oklch(0.9 0.19 100)',
  black: 'oklch(0 0 0)',
  white: 'oklch(1 0 0)',
  grey: 'oklch(0.6 0 0)',
  'neon green': 'oklch(0.87 0.4 145)',
  'neon pink': 'oklch(0.7 0.4 350)',
  'deep blue': 'oklch(0.3 0.15 264)',
};

describe('brandTokens', () => {
  test.each(Object.entries(seeds))('%s gives readable pairs in both schemes', (_, color) => {
    const tokens = brandTokens(aBrand(color));
    for (const scheme of schemes) {
      for (const { name, upon, atLeast } of tokenPairs) {
        const contrast = contrastOf(tokens[scheme][name].hex, tokens[scheme][upon].hex);
        expect(contrast, `${name} on ${upon}, ${scheme}`).toBeGreaterThanOrEqual(atLeast);
      }
    }
  });

  test('whatever the seed, readers can read or the editor gets a problem that names the pair', () => {
    const seed = fc.tuple(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 359 }),
    );
    fc.assert(
      fc.property(seed, ([lightness, chroma, hue]) => {
        const hub = aBrand(`oklch(${lightness}% ${chroma / 1000} ${hue})`);
        const tokens = brandTokens(hub);
        const unreadable = schemes.flatMap((scheme) => unreadablePairs(tokens[scheme]));
        const messages = contrastProblems(hub).map(({ message }) => message);
        expect(messages).toHaveLength(unreadable.length);
        for (const [index, { name, upon }] of unreadable.entries()) {
          expect(messages[index]).toContain(`${name} on ${upon}`);
        }
      }),
    );
  });

  test('a brand dark enough keeps its very colour as the accent', () => {
    const { light } = brandTokens(aBrand('oklch(0.42 0.09 250)'));
    expect(light.accent.oklch).toBe('oklch(0.42 0.09 250)');
  });

  test('a colour too light for text is darkened in the light scheme and kept in the dark one', () => {
    const { light, dark } = brandTokens(aBrand('oklch(0.8 0.12 100)'));
    expect(light.accent.oklch).toMatch(/^oklch\(0\.5/);
    expect(dark.accent.oklch).toBe('oklch(0.8 0.12 100)');
  });

  test('a grey brand has no coloured surfaces', () => {
    const { light, dark } = brandTokens(aBrand(seeds.grey));
    for (const { hex } of [...Object.values(light), ...Object.values(dark)]) {
      const [red, green, blue] = [hex.slice(1, 3), hex.slice(3, 5), hex.slice(5, 7)];
      expect([green, blue]).toEqual([red, red]);
    }
  });

  test('dark is not light inverted: dark grey ground, ink short of white', () => {
    const { dark } = brandTokens(aBrand(seeds.raspberry));
    expect(dark['surface-0'].oklch).toMatch(/^oklch\(0\.18 /);
    expect(dark.ink.oklch).toMatch(/^oklch\(0\.93 /);
  });

  test('throws on what is no colour', () => {
    expect(() => brandTokens(aBrand('oklch(56 0.19 10)'))).toThrow('is no oklch colour');
  });
});

describe('contrastProblems', () => {
  test('names the pair, the scheme and the contrast that it has', () => {
    const tokens = brandTokens(aBrand(seeds.raspberry));
    const pale = { oklch: 'oklch(0.9 0 0)', hex: '#dddddd' } as const;
    const problems = contrastProblems(aBrand(seeds.raspberry), {
      ...tokens,
      light: { ...tokens.light, 'ink-muted': pale },
    });
    expect(problems.map(({ rule, file, severity }) => ({ rule, file, severity }))).toEqual(
      Array.from({ length: 4 }, () => ({
        rule: 'brand/contrast',
        file: 'content/hub.yaml',
        severity: 'error',
      })),
    );
    expect(problems[0]?.message).toMatch(
      /^ink-muted on surface-0 has a contrast of 1\.\d\d in the light scheme and needs 4\.5; /,
    );
  });

  test('a lightness written without its percent sign is reported, not taken for white', () => {
    const [problem] = contrastProblems(aBrand('oklch(56 0.19 10)'));
    expect(problem).toMatchObject({ rule: 'brand/color', file: 'content/hub.yaml' });
    expect(problem?.message).toContain('lightness from 0 to 1');
  });
});

describe('tokensCss', () => {
  test('gives every token for both schemes and lets a theme override the system', () => {
    const hub = aBrand(seeds.raspberry);
    const { light, dark } = brandTokens(hub);
    const css = tokensCss(hub);
    expect(css).toContain(`--accent: light-dark(${light.accent.hex}, ${dark.accent.hex});`);
    expect(css.match(/--[\w-]+: light-dark\(#\w{6}, #\w{6}\);/g)).toHaveLength(
      Object.keys(light).length,
    );
    expect(css).toMatch(/^:root \{\n {2}color-scheme: light dark;/);
    expect(css).toContain("[data-theme='dark'] {\n  color-scheme: dark;\n}");
    expect(css).toContain("[data-theme='light'] {\n  color-scheme: light;\n}");
  });
});
