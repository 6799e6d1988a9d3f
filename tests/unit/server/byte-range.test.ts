import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { byteRangeOf } from '#server/byte-range.ts';

describe('byteRangeOf', () => {
  test.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=0-', { first: 0, last: 99 }],
    ['bytes=10-19', { first: 10, last: 19 }],
    ['bytes=90-1000', { first: 90, last: 99 }],
    ['bytes=-1', { first: 99, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['BYTES = 1-2', null],
    ['bytes= 1-2 ', { first: 1, last: 2 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', null],
    ['bytes=-', null],
    ['bytes=0-1,3-4', null],
    ['items=0-1', null],
    ['bytes=a-b', null],
    ['bytes=0-99999999999999999999', null],
  ])('%s of 100 bytes', (header, range) => {
    expect(byteRangeOf(header, 100)).toEqual(range);
  });

  test('every part lies within the whole', () => {
    const number = fc.option(fc.nat(200), { nil: '' });
    fc.assert(
      fc.property(number, number, fc.nat(100), (from, to, size) => {
        const range = byteRangeOf(`bytes=${from}-${to}`, size);
        if (range === null || range === 'unsatisfiable') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.first).toBeLessThanOrEqual(range.last);
        expect(range.last).toBeLessThan(size);
      }),
    );
  });
});
