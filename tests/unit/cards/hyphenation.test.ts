import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { breakPointsOf } from '#cards/hyphenation.ts';

/** `word` with a bar at every place of one of `ranks` where it may be broken. */
function withBars(word: string, ranks: readonly number[]): string {
  const points = breakPointsOf(word).filter(({ rank }) => ranks.includes(rank));
  const starts = [0, ...points.map(({ at }) => at)];
  return starts.map((start, part) => word.slice(start, starts[part + 1])).join('|');
}

describe('breakPointsOf', () => {
  test.each([
    ['winterbandenwisselafspraak', 'winter|ban|den|wis|selaf|spraak'],
    ['Kilometervergoedingen', 'Kilometer|ver|goedingen'],
    ['coördinatievermogen', 'coör|dinatiever|mogen'],
    ['geïnteresseerden', 'geïn|teres|seerden'],
    ['achterlichtschakelaar', 'achter|licht|schakelaar'],
    ['MEERJARENONDERHOUD', 'MEER|JARENON|DER|HOUD'],
  ])('%s comes apart between consonants as %s', (word, marked) => {
    expect(withBars(word, [2])).toBe(marked);
  });

  test.each([
    ['verantwoordelijkheidsgevoel', 'verantwoordelijk|heids|gevoel'],
    ['belastingsregeling', 'belastings|regeling'],
    ['gemeenschapsfiets', 'gemeen|schapsfiets'],
  ])('%s comes apart at its seams as %s', (word, marked) => {
    expect(withBars(word, [1])).toBe(marked);
  });

  test('prefers the hyphen that the word has, and writes no second one', () => {
    expect(withBars('woon-werkverkeer', [0])).toBe('woon-|werkverkeer');
    expect(breakPointsOf('woon-werkverkeer').find(({ rank }) => rank === 0)).toMatchObject({
      hyphen: false,
    });
  });

  test.each(['fiets', 'e-bike', 'winterweg', 'strengst', ''])('leaves %s whole', (word) => {
    expect(breakPointsOf(word)).toEqual([]);
  });

  test('leaves at least four letters on either side', () => {
    fc.assert(
      fc.property(fc.oneof(fc.stringMatching(/^[a-zA-ZëïéĳÏ]{10,40}$/), fc.string()), (word) => {
        for (const { at } of breakPointsOf(word)) {
          expect(at).toBeGreaterThanOrEqual(4);
          expect(word.length - at).toBeGreaterThanOrEqual(4);
        }
      }),
    );
  });
});
