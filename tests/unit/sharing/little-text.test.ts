import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { toLittleText } from '#sharing/little-text.ts';

/** What LinkedIn reads in an escaped text. */
function readLittleText(escaped: string): string {
  return escaped.replace(/\{hashtag\|\\#\|((?:[^\\}]|\\.)*)\}/gsu, '#$1').replace(/\\(.)/gsu, '$1');
}

describe('toLittleText', () => {
  test('escapes what is reserved and makes elements of hashtags', () => {
    expect(toLittleText('Zie (a_b) @x #FietsBel, 5 > 4')).toBe(
      String.raw`Zie \(a\_b\) \@x {hashtag|\#|FietsBel}, 5 \> 4`,
    );
  });

  const text = fc.string({
    unit: fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      fc.constantFrom(...'\\|{}@[]()<>#*_~ a'),
    ),
  });

  test('LinkedIn reads back exactly the text', () => {
    fc.assert(
      fc.property(text, (x) => {
        expect(readLittleText(toLittleText(x))).toBe(x);
      }),
    );
  });

  test('nothing reserved is left unescaped outside a hashtag element', () => {
    fc.assert(
      fc.property(text, (x) => {
        const plain = toLittleText(x)
          .replace(/\{hashtag\|\\#\|(?:[^\\}]|\\.)*\}/gsu, '')
          .replace(/\\./gsu, '');
        expect(plain).not.toMatch(/[\\|{}@[\]()<>#*_~]/u);
      }),
    );
  });
});
