import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { judgeAccent } from '#hub/accent.ts';
import { contrastProblems } from '#hub/brand-tokens.ts';
import { type Hex, hexOf, oklchOfHex } from '#hub/oklch.ts';

const anyHex = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Hex => `#${value.toString(16).padStart(6, '0')}`);

describe('oklchOfHex', () => {
  test('gives back every colour that a screen can show', () => {
    fc.assert(
      fc.property(anyHex, (hex) => {
        const colour = oklchOfHex(hex);
        expect(colour && hexOf(colour)).toBe(hex);
      }),
    );
  });

  test.each(['', '#12', 'red', '#12345g', '123456'])('takes "%s" for no colour', (text) => {
    expect(oklchOfHex(text)).toBeNull();
  });

  test('reads the short form', () => {
    expect(oklchOfHex('#F80')).toEqual(oklchOfHex('#ff8800'));
  });
});

describe('judgeAccent', () => {
  test('whatever it lets a hub have, every text of the hub can be read', () => {
    fc.assert(
      fc.property(anyHex, (hex) => {
        const verdict = judgeAccent(hex);
        if (verdict.kind === 'no-colour') throw new Error(`${hex} is a colour`);
        const color = verdict.kind === 'unreadable' ? verdict.nearest.color : verdict.color;
        expect(contrastProblems({ brand: { color, logo: '/logo.svg' } })).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('a dark blue fits, a yellow is shifted, a word is no colour', () => {
    expect(judgeAccent('#1f5fa8')).toMatchObject({ kind: 'fits' });
    expect(judgeAccent('#ffd400')).toMatchObject({
      kind: 'shifted',
      contrast: expect.closeTo(1.2, 1),
      nearest: { hex: '#7d6700' },
    });
    expect(judgeAccent('yellow')).toEqual({ kind: 'no-colour' });
  });
});
