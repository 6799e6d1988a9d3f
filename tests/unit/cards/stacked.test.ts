import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import { readCardFonts } from '#adapters/card-renderer/card-fonts.ts';
import { cardFormats, formatIds } from '#cards/formats.ts';
import type { DrawnNode, Measures } from '#cards/scene.ts';
import { stackedScene } from '#cards/stacked.ts';

import { aCard, faces, tokens } from '../../support/cards.ts';

let measures: Measures;

beforeAll(async () => {
  ({ measures } = await readCardFonts(faces));
});

const stacked = formatIds.filter((id) => id !== 'og');

function textsIn({ props: { children } }: DrawnNode): string[] {
  if (typeof children === 'string') return children.split('\n');
  return (children ?? []).flatMap(textsIn);
}

function largest({ props: { children, style } }: DrawnNode): number {
  if (typeof children === 'string') return Number(style['fontSize']);
  return Math.max(0, ...(children ?? []).map(largest));
}

describe('stackedScene', () => {
  test.each(stacked)('%s has the cover above and everything that is said below it', (format) => {
    const { size, pictures, texts } = stackedScene(aCard(), format, { tokens, measures });
    const { width, height } = cardFormats[format];
    expect(size).toEqual({ width, height });
    const [cover, face] = pictures;
    expect(cover).toMatchObject({ file: 'content/media/tyre.svg', x: 0, y: 0, width });
    expect(face).toMatchObject({ file: 'content/media/ada.svg', shape: 'circle' });
    const [brand, ...others] = texts;
    expect(brand && textsIn(brand.node)).toEqual(['Proefhub']);
    for (const { y } of others) expect(y).toBeGreaterThan(cover?.height ?? 0);
    expect(others.flatMap(({ node }) => textsIn(node)).join(' ')).toBe(
      'REPAREREN De eerste lekke band Ada Wielemaker Redacteur',
    );
  });

  test('the title of a story can be read across a room', () => {
    const { texts } = stackedScene(aCard(), 'story', { tokens, measures });
    expect(Math.max(...texts.map(({ node }) => largest(node)))).toBeGreaterThanOrEqual(90);
  });

  test('without a cover the place of the picture has the brand’s colour and a large letter', () => {
    const { pictures, areas, texts } = stackedScene(aCard({ covers: [] }), 'square', {
      tokens,
      measures,
    });
    expect(pictures.every(({ shape }) => shape === 'circle')).toBe(true);
    expect(areas).toMatchObject([{ x: 0, y: 0, color: tokens.accent.hex }]);
    expect(texts.flatMap(({ node }) => textsIn(node))).toContain('D');
  });

  test('no title puts a word outside the card or below what the platform covers', () => {
    const aWord = fc
      .array(fc.constantFrom('winter', 'banden', 'wissel', 'afspraken', 'WWW', 'ĳs', 'Ë', '€5'), {
        minLength: 1,
        maxLength: 7,
      })
      .map((parts) => parts.join(''));
    const aTitle = fc.array(aWord, { minLength: 1, maxLength: 14 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(aTitle, fc.constantFrom(...stacked), fc.boolean(), (title, format, signed) => {
        const card = aCard({ title, ...(signed ? {} : { byline: null, portraits: [] }) });
        const { texts, pictures } = stackedScene(card, format, { tokens, measures });
        const { width, height, covered } = cardFormats[format];
        const [brand, headline] = texts;
        // Its ribbon hangs from the edge; the name itself stands in the last 84 of it.
        expect((brand?.y ?? 0) + (brand?.height ?? 0)).toBeGreaterThan(covered.top + 84);
        for (const { x, y, width: wide, height: high } of texts.slice(1)) {
          expect(x).toBeGreaterThan(0);
          expect(x + wide).toBeLessThan(width);
          expect(y).toBeGreaterThan(covered.top);
          expect(y + high).toBeLessThanOrEqual(height - covered.bottom);
        }
        const face = pictures.find(({ shape }) => shape === 'circle');
        if (face && headline) expect(headline.y + headline.height).toBeLessThanOrEqual(face.y);
      }),
    );
  });
});
