import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fitText, lineWidth, type TextRoom } from '#cards/text-fit.ts';

/** A font whose every character is half as wide as it is high. */
const halfEm = (text: string) => [...text].length / 2;

function aRoom(room: Partial<TextRoom> = {}): TextRoom {
  return {
    width: 500,
    height: 300,
    sizes: [80, 70, 60, 50, 40, 30],
    wholeWordsFrom: 50,
    lineHeight: 1.1,
    tracking: 0,
    ...room,
  };
}

/** What adding fractions may make of a sum. */
const rounding = 1e-6;

/** Dutch words, compounds of them and whatever else is typed. */
const aWord = fc.oneof(
  fc.constantFrom(
    'de',
    'fiets',
    'één',
    'vorst:',
    'waarom',
    '€',
    'ĳs',
    'coöperatie',
    '1.500',
    'e-bike',
  ),
  fc
    .array(fc.constantFrom('winter', 'banden', 'wissel', 'afspraak', 'onderhoud', 'stalling'), {
      minLength: 1,
      maxLength: 9,
    })
    .map((parts) => parts.join('')),
  fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
);
const aText = fc.array(aWord, { minLength: 1, maxLength: 20 }).map((words) => words.join(' '));

describe('fitText', () => {
  test('a short title is as large as can be', () => {
    expect(fitText('Op tijd', aRoom(), halfEm)).toEqual({
      size: 80,
      lines: ['Op tijd'],
      cut: false,
    });
  });

  test('a title on more lines is balanced, not filled up line by line', () => {
    const { lines } = fitText('De som die klopt als je wacht', aRoom({ sizes: [50] }), halfEm);
    expect(lines).toEqual(['De som die klopt', 'als je wacht']);
  });

  test('of two equal ways to break, the one after a colon is taken', () => {
    const { lines } = fitText('Met de fiets: vijf keer per week', aRoom({ sizes: [50] }), halfEm);
    expect(lines).toEqual(['Met de fiets:', 'vijf keer per week']);
  });

  test('a little word does not stand alone when a slightly smaller size avoids it', () => {
    const room = aRoom({ sizes: [64, 60, 56, 52, 48], wholeWordsFrom: 44 });
    const { lines } = fitText('Een fietsregeling kiezen zonder spijt', room, halfEm);
    expect(lines).toEqual(['Een fietsregeling', 'kiezen zonder spijt']);
  });

  test('a long compound shrinks before it is broken', () => {
    const fitted = fitText('Winterbandenwissel nu', aRoom(), halfEm);
    expect(fitted).toMatchObject({ size: 50, cut: false });
    expect(fitted.lines).toContain('Winterbandenwissel');
  });

  test('a compound too long even then gets a hyphen between syllables', () => {
    const { lines, cut } = fitText('Winterbandenwisselafspraak', aRoom(), halfEm);
    expect(lines).toEqual(['Winterbandenwis-', 'selafspraak']);
    expect(cut).toBe(false);
  });

  test('what fits at no size ends with an ellipsis after a whole word', () => {
    const { lines, cut, size } = fitText('woord '.repeat(200), aRoom(), halfEm);
    expect(cut).toBe(true);
    expect(size).toBe(30);
    expect(lines.at(-1)).toMatch(/ woord…$/);
  });

  test('a no-break space keeps its words together', () => {
    const { lines } = fitText(
      'Dat kost samen 1.500\u00a0euro per jaar',
      aRoom({ sizes: [60] }),
      halfEm,
    );
    expect(lines.some((line) => line.includes('1.500\u00a0euro'))).toBe(true);
  });

  test('no text ever leaves its room, and none is lost unless it says so', () => {
    const aSize = fc.record({
      width: fc.integer({ min: 120, max: 700 }),
      height: fc.integer({ min: 60, max: 400 }),
      tracking: fc.constantFrom(-0.02, 0, 0.08),
      maxLines: fc.option(fc.integer({ min: 1, max: 4 }), { nil: Infinity }),
    });
    fc.assert(
      fc.property(aText, aSize, (text, size) => {
        const room = aRoom(size);
        const fitted = fitText(text, room, halfEm);
        for (const line of fitted.lines) {
          expect(lineWidth(line, { ...room, size: fitted.size }, halfEm)).toBeLessThanOrEqual(
            room.width,
          );
        }
        const height = fitted.lines.length * fitted.size * room.lineHeight;
        expect(height).toBeLessThanOrEqual(room.height + rounding);
        expect(fitted.lines.length).toBeLessThanOrEqual(room.maxLines ?? Infinity);
        const plain = (words: string) => words.normalize('NFC').replaceAll(/[\s\u00ad-]/gu, '');
        if (!fitted.cut) expect(plain(fitted.lines.join(''))).toBe(plain(text));
      }),
      { numRuns: 300 },
    );
  });
});
