import { describe, expect, test } from 'vitest';

import { readCardFonts } from '#adapters/card-renderer/card-fonts.ts';
import { readAdvances } from '#adapters/card-renderer/woff.ts';

import { faces } from '../../support/cards.ts';

describe('readAdvances', () => {
  test.each([
    ['nothing', ''],
    ['another kind of font', `wOF2${'\0'.repeat(60)}`],
  ])('throws on %s', (_, bytes) => {
    expect(() => readAdvances(Buffer.from(bytes))).toThrow('not a WOFF 1.0 font');
  });
});

describe('readCardFonts', () => {
  test('every face has the letters that Dutch and English need', async () => {
    const { canDraw } = await readCardFonts(faces);
    expect(canDraw('ABCXYZabcxyz0123456789 ëïéèêóöüáàçñ ËÏÉ €£ ‘’“”—–…·&?!')).toBe(true);
    expect(canDraw('東')).toBe(false);
  });

  test('measures in em: an i is narrow, an m is wide, a text is the sum of its letters', async () => {
    const { measures } = await readCardFonts(faces);
    for (const measure of Object.values(measures)) {
      expect(measure('i')).toBeGreaterThan(0.15);
      expect(measure('i')).toBeLessThan(0.4);
      expect(measure('m')).toBeGreaterThan(0.7);
      expect(measure('mim')).toBeCloseTo(2 * measure('m') + measure('i'), 10);
      expect(measure('ë')).toBe(measure('e'));
    }
  });
});
