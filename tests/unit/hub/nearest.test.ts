import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { nearest, suggestion } from '#hub/nearest.ts';

const topics = ['hands-on', 'on-the-road', 'sums'];

describe('nearest', () => {
  test.each([
    ['sum', 'sums'],
    ['smus', 'sums'],
    ['Sums', 'sums'],
    ['handson', 'hands-on'],
    ['on-teh-raod', 'on-the-road'],
    ['growth', null],
    ['', null],
    ['x', null],
  ])('finds what %j was meant to be', (text, meant) => {
    expect(nearest(text, topics)).toBe(meant);
  });

  test('finds a word with one letter wrong', () => {
    const word = fc.stringMatching(/^[a-z]{3,20}$/);
    fc.assert(
      fc.property(word, fc.nat(), (meant, at) => {
        const index = at % meant.length;
        const typed = `${meant.slice(0, index)}é${meant.slice(index + 1)}`;
        expect(nearest(typed, ['0000', meant])).toBe(meant);
      }),
    );
  });
});

describe('suggestion', () => {
  test('asks only when something is close', () => {
    expect(suggestion('sum', topics)).toBe(' Did you mean "sums"?');
    expect(suggestion('growth', topics)).toBe('');
  });
});
