import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { describe, expect, test } from 'vitest';

import { facesOf } from '#cards/scene.ts';
import { brandSchema } from '#hub/brand.ts';
import {
  type BrandType,
  headingFace,
  headingWeights,
  loadedFamilies,
  sanses,
  serifs,
} from '#hub/typefaces.ts';

const kinds = ['serif', 'sans'] as const;
const { resolve } = createRequire(import.meta.url);

/** Everything that a brand may choose. */
const choices: BrandType[] = (Object.keys(serifs) as (keyof typeof serifs)[]).flatMap((serif) =>
  (Object.keys(sanses) as (keyof typeof sanses)[]).flatMap((sans) =>
    kinds.flatMap((text) =>
      kinds.flatMap((headings) =>
        headingWeights
          .map((headingWeight) => ({ serif, sans, text, headings, headingWeight }))
          .filter((type) => headingFace(type).weights.some((one) => one === type.headingWeight)),
      ),
    ),
  ),
);

function parsed(type: object) {
  return brandSchema.safeParse({ color: 'oklch(0.5 0.1 200)', logo: '/logo.svg', type });
}

describe('loadedFamilies', () => {
  test('asks of readers at most 90 kB of fonts, 45 kB each, whatever a brand chooses', async () => {
    const files = [
      ...new Set(choices.flatMap((type) => loadedFamilies(type).flatMap((one) => one.files))),
    ].map(({ src }) => src);
    const sizes = new Map(
      await Promise.all(
        [...new Set(files)].map(async (src) => [src, (await stat(resolve(src))).size] as const),
      ),
    );
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(45 * 1024);
    for (const type of choices) {
      const bytes = loadedFamilies(type)
        .flatMap((family) => family.files)
        .map(({ src }) => sizes.get(src) ?? 0);
      const together = bytes.reduce((total, one) => total + one, 0);
      expect(together, JSON.stringify(type)).toBeLessThanOrEqual(90 * 1024);
    }
  });

  test('fetches one or two files with the page: what text and headings are set in', () => {
    for (const type of choices) {
      const first = loadedFamilies(type).flatMap(({ cssVariable, files }) =>
        files.filter(({ isFirst }) => isFirst).map(({ weight }) => ({ cssVariable, weight })),
      );
      const kindsOf = new Set([type.text, type.headings]);
      expect(new Set(first.map(({ cssVariable }) => cssVariable.slice('--font-'.length)))).toEqual(
        kindsOf,
      );
      expect(first.length, JSON.stringify(type)).toBeLessThanOrEqual(2);
    }
  });

  test('asks for no serif where nothing is set in one', () => {
    const sansOnly = choices.filter(({ text, headings }) => text === 'sans' && headings === 'sans');
    expect(sansOnly.length).toBeGreaterThan(0);
    for (const type of sansOnly)
      expect(loadedFamilies(type).map(({ cssVariable }) => cssVariable)).toEqual(['--font-sans']);
  });

  test('begins with the file that most of a page is set in', () => {
    for (const type of choices) {
      const family = loadedFamilies(type).find(
        ({ cssVariable }) => cssVariable === `--font-${type.text}`,
      );
      const first = family?.files[0];
      expect(first).toMatchObject({ style: 'normal' });
      expect(first?.weight).toMatch(/^400/);
    }
  });
});

describe('facesOf', () => {
  test('finds the fonts of cards for whatever a brand chooses', async () => {
    const files = new Set(
      choices.flatMap((type) =>
        Object.values(facesOf(type)).map(
          ({ id, weight }) => `@fontsource/${id}/files/${id}-latin-${weight}-normal.woff`,
        ),
      ),
    );
    for (const file of files) expect((await stat(resolve(file))).size, file).toBeGreaterThan(0);
  });
});

describe('brandSchema', () => {
  test('refuses a weight that the typeface of the headings does not have, and says which it has', () => {
    const { error } = parsed({ sans: 'instrument-sans', headings: 'sans', headingWeight: 800 });
    expect(error?.issues[0]).toMatchObject({
      path: ['type', 'headingWeight'],
      message: 'Instrument Sans has no weight 800; choose one of 400, 500, 600, 700',
    });
    expect(parsed({ sans: 'instrument-sans', headingWeight: 800 }).success).toBe(true);
  });
});
