import { describe, expect, test } from 'vitest';

import { drawableText, isLossy } from '#cards/drawable.ts';

/** Latin letters, digits, punctuation and the euro, as the fonts of cards have them. */
const isLatin = (text: string) => /^[\u0020-\u024f\u2010-\u2026€]*$/u.test(text);

describe('drawableText', () => {
  test.each([
    ['Ĳsland, coöperatie, één, €5 — straks', 'Ĳsland, coöperatie, één, €5 — straks'],
    ['co\u006f\u0308rdinatie', 'coördinatie'],
    ['Fiets mee 🚲 in de winter ❄️', 'Fiets mee in de winter'],
    ['ﬁets in ① uur', 'fiets in 1 uur'],
    ['naar 東京', 'naar'],
    ['x\u0323\u0302 en y', 'x en y'],
  ])('%j becomes %j', (text, drawn) => {
    expect(drawableText(text, isLatin)).toBe(drawn);
  });
});

describe('isLossy', () => {
  test.each([
    ['ĳsvrij', 'ijsvrij', false],
    ['één', 'één', false],
    ['één', 'een', true],
    ['Fietsen 🚲', 'Fietsen', true],
  ])('%s drawn as %s: %s', (text, drawn, lossy) => {
    expect(isLossy(text, drawn)).toBe(lossy);
  });
});
