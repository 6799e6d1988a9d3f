import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { countHashtags, findHashtags, toHashtag, toHashtags } from '#sharing/hashtags.ts';

describe('toHashtag', () => {
  test.each([
    ['wet weather grip', 'WetWeatherGrip'],
    ['FietsOnderhoud', 'FietsOnderhoud'],
    ['fietsen', 'fietsen'],
    ['NS-fiets', 'NSFiets'],
    ['e-bike 2026', 'EBike2026'],
    ['cafe\u0301 racer', 'CaféRacer'],
    ['2026', null],
    ['#!', null],
  ])('%s becomes %s', (words, expected) => {
    expect(toHashtag(words)).toBe(expected);
  });

  test('whatever it makes is a hashtag on every platform', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const tag = toHashtag(words);
        fc.pre(tag !== null);
        expect(findHashtags(`x #${tag}`)).toEqual([{ tag, start: 2, end: 3 + tag.length }]);
      }),
    );
  });
});

describe('toHashtags', () => {
  test('keeps the first of two that differ in capitals only', () => {
    expect(toHashtags(['fiets bel', 'FietsBel', '12', 'rem'])).toEqual(['FietsBel', 'rem']);
  });
});

describe('findHashtags', () => {
  test.each([
    ['#Begin en #Eind', ['Begin', 'Eind']],
    ['(#tussen haakjes) en a#b', []],
    ['#2026 telt niet, #winter26 wel', ['winter26']],
    ['regel\n#Twee.', ['Twee']],
    ['https://hub.example/a#kop', []],
  ])('%s', (text, tags) => {
    expect(findHashtags(text).map(({ tag }) => tag)).toEqual(tags);
  });
});

describe('countHashtags', () => {
  test.each([
    ['#a #b', 2],
    ['#a#b (#c) “#d”', 4],
    ['#1 van de 3, https://hub.example/a#kop', 0],
  ])('sees in %s what the most generous platform sees', (text, expected) => {
    expect(countHashtags(text)).toBe(expected);
  });
});
