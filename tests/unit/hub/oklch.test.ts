import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { contrastOf, type Hex, hexOf, intoGamut, oklchText, parseOklch } from '#hub/oklch.ts';

const aColour = fc.record({
  lightness: fc.double({ min: 0, max: 1, noNaN: true }),
  chroma: fc.double({ min: 0, max: 0.5, noNaN: true }),
  hue: fc.double({ min: 0, max: 360, noNaN: true }),
});

describe('parseOklch', () => {
  test.each([
    ['oklch(0.56 0.19 10)', { lightness: 0.56, chroma: 0.19, hue: 10 }],
    ['oklch(56% .19 370)', { lightness: 0.56, chroma: 0.19, hue: 10 }],
    ['  oklch( 1 0 0 ) ', { lightness: 1, chroma: 0, hue: 0 }],
  ])('reads %s', (text, colour) => {
    expect(parseOklch(text)).toEqual(colour);
  });

  test.each([
    'oklch(56 0.19 10)',
    'oklch(101% 0 0)',
    'oklch(.. 0 0)',
    'oklch(0.5 0.1)',
    '#ff0000',
    '',
  ])('refuses %s', (text) => {
    expect(parseOklch(text)).toBeNull();
  });

  test('reads back what oklchText wrote', () => {
    fc.assert(
      fc.property(aColour, (colour) => {
        const read = parseOklch(oklchText(colour));
        expect(read?.lightness).toBeCloseTo(colour.lightness, 3);
        expect(read?.chroma).toBeCloseTo(colour.chroma, 3);
      }),
    );
  });
});

describe('hexOf', () => {
  // Values of CSS Color 4 §15 and of browsers' developer tools.
  test.each([
    ['oklch(0 0 0)', '#000000'],
    ['oklch(1 0 0)', '#ffffff'],
    ['oklch(0.62796 0.25768 29.234)', '#ff0000'],
    ['oklch(0.86644 0.29483 142.4953)', '#00ff00'],
    ['oklch(0.45201 0.31321 264.052)', '#0000ff'],
    ['oklch(0.5999 0 0)', '#808080'],
  ])('%s is %s', (text, hex) => {
    expect(hexOf(parseOklch(text) ?? expect.fail(text))).toBe(hex);
  });

  test('a colour that no screen shows keeps its lightness and hue and loses chroma', () => {
    const neon = { lightness: 0.87, chroma: 0.4, hue: 145 };
    const shown = intoGamut(neon);
    expect(shown).toMatchObject({ lightness: 0.87, hue: 145 });
    expect(shown.chroma).toBeLessThan(0.3);
    expect(shown.chroma).toBeGreaterThan(0.2);
  });

  test('every colour becomes six digits, also those outside of sRGB', () => {
    fc.assert(
      fc.property(aColour, (colour) => void expect(hexOf(colour)).toMatch(/^#[0-9a-f]{6}$/)),
    );
  });
});

describe('contrastOf', () => {
  test.each<[Hex, Hex, number]>([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    // The two greys that WCAG examples put just below and just above 4.5 on white.
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
  ])('%s and %s have %d', (a, b, contrast) => {
    expect(contrastOf(a, b)).toBeCloseTo(contrast, 2);
  });

  test('does not depend on the order', () => {
    fc.assert(
      fc.property(aColour, aColour, (a, b) => {
        expect(contrastOf(hexOf(a), hexOf(b))).toBe(contrastOf(hexOf(b), hexOf(a)));
      }),
    );
  });
});
