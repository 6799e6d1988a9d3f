import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readerNumber } from '#audience/reader-number.ts';

describe('readerNumber', () => {
  test.each([
    [0, null],
    [49, null],
    [50, null],
    [51, 50],
    [99, 90],
    [100, 90],
    [101, 100],
    [150, 100],
    [151, 150],
    [350, 300],
    [351, 350],
    [1000, 950],
    [1001, 1000],
    [1250, 1000],
    [1251, 1250],
    [5000, 4750],
    [5001, 5000],
    [6000, 5000],
    [6001, 6000],
    [20_000, 19_000],
    [20_001, 20_000],
    [25_000, 20_000],
    [25_001, 25_000],
    [30_001, 30_000],
  ])('%i subscribers are more than %s', (count, shown) => {
    expect(readerNumber(count)).toBe(shown);
  });

  test('is always true, and never falls when somebody joins', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(500), (count, joined) => {
        const shown = readerNumber(count) ?? 0;
        expect(shown === 0 || shown < count).toBe(true);
        expect(readerNumber(count + joined) ?? 0).toBeGreaterThanOrEqual(shown);
      }),
    );
  });

  test('keeps silent up to the number that the hub chose', () => {
    expect(readerNumber(500, { above: 500 })).toBeNull();
    expect(readerNumber(501, { above: 500 })).toBe(500);
    expect(readerNumber(40, { above: 0 })).toBeNull();
  });
});
