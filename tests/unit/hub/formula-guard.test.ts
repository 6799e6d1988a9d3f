import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { guarded, unguarded } from '#hub/formula-guard.ts';

describe('guarded', () => {
  test('fault 23: no cell that a spreadsheet would run is left, and every text comes back exactly', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(
          fc.constantFrom("'", "''", '', '=', '+'),
          fc.constantFrom(...'=+-@\t\r\n＝'),
          fc.string(),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(cell, (text) => {
        expect(guarded(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(unguarded(guarded(text))).toBe(text);
      }),
    );
  });

  test.each([
    ['=HYPERLINK("https://evil.example")', `'=HYPERLINK("https://evil.example")`],
    ['+31@example.org', "'+31@example.org"],
    ["'=1", "''=1"],
    ["'tis", "'tis"],
    ['ada@example.org', 'ada@example.org'],
    ['', ''],
  ])('writes %j as %j', (text, cell) => {
    expect(guarded(text)).toBe(cell);
  });
});
