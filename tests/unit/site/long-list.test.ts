import { describe, expect, test } from 'vitest';

import { longList, titlesPerYear } from '#site/long-list.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('longList', () => {
  test('shows a short list whole', () => {
    expect(longList(numbered(25))).toEqual({ shown: numbered(25), titles: [], isCut: false });
    expect(longList([])).toEqual({ shown: [], titles: [], isCut: false });
  });

  test('loses and repeats nothing up to 325 articles, and says beyond that it is cut', () => {
    const { shown, titles, isCut } = longList(numbered(325));
    expect([...shown, ...titles]).toEqual(numbered(325));
    expect(isCut).toBe(false);
    expect(longList(numbered(500))).toMatchObject({ titles: { length: 300 }, isCut: true });
  });
});

describe('titlesPerYear', () => {
  test('lists all titles of a hub whose archive fits one page, and the newest ten a year of a larger one', () => {
    expect(titlesPerYear(12)).toBe(12);
    expect(titlesPerYear(325)).toBe(325);
    expect(titlesPerYear(5000)).toBe(10);
  });
});
