import { describe, expect, test } from 'vitest';

import { standInCss, standInNames } from '#hub/stand-ins.ts';
import { loadedFamilies, sanses, serifs } from '#hub/typefaces.ts';

const typefaces = [...Object.values(serifs), ...Object.values(sanses)];

describe('standInCss', () => {
  test.each(typefaces)('sets letters of a device as wide as those of $family', (typeface) => {
    const css = standInCss(typeface);
    const [arialOrTimes] = /size-adjust: [\d.]+/.exec(css) ?? [''];
    const size = Number(arialOrTimes.split(' ')[1]) / 100;
    const width = typeface.kind === 'serif' ? 832 / 2048 : 913 / 2048;
    expect(size * width).toBeCloseTo(typeface.width, 3);
    const [above] = /ascent-override: [\d.]+/.exec(css) ?? [''];
    expect((Number(above.split(' ')[1]) / 100) * size).toBeCloseTo(typeface.ascent, 3);
  });

  test('declares every family that pages ask for before those of the system', () => {
    const type = {
      serif: 'bitter',
      sans: 'source-sans-3',
      text: 'serif',
      headings: 'serif',
      headingWeight: 600,
    } as const;
    for (const { family, fallbacks } of loadedFamilies(type)) {
      const typeface = typefaces.find((one) => one.family === family);
      const names = typeface ? standInNames(typeface.kind) : [];
      expect(fallbacks.slice(0, names.length)).toEqual(names);
      for (const name of names)
        expect(typeface && standInCss(typeface)).toContain(`font-family: '${name}'`);
    }
  });
});
