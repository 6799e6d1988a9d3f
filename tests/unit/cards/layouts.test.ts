import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import { readCardFonts } from '#adapters/card-renderer/card-fonts.ts';
import { type Card, cardSize } from '#cards/card.ts';
import { sceneOf } from '#cards/layouts.ts';
import type { DrawnNode, Measures } from '#cards/scene.ts';

import { aCard, faces, tokens } from '../../support/cards.ts';

let measures: Measures;

beforeAll(async () => {
  ({ measures } = await readCardFonts(faces));
});

function textsIn(node: DrawnNode): string[] {
  const { children } = node.props;
  if (typeof children === 'string') return children.split('\n');
  return (children ?? []).flatMap(textsIn);
}

function sizeOf(card: Card, words: string): number {
  const find = (node: DrawnNode): number | undefined => {
    const { children, style } = node.props;
    if (typeof children === 'string')
      return children.includes(words) ? Number(style['fontSize']) : undefined;
    return children?.map(find).find((size) => size !== undefined);
  };
  const { texts } = sceneOf(card, { tokens, measures });
  return (
    texts.map(({ node }) => find(node)).find((size) => size !== undefined) ?? expect.fail(words)
  );
}

const longTitle =
  'Waarom winterbandenwisselafspraken maken bij je fietsenmaker in oktober echt nodig blijkt';

describe('sceneOf', () => {
  test('an article has its cover on the right and everything that is said on the left', () => {
    const scene = sceneOf(aCard(), { tokens, measures });
    const [cover] = scene.pictures;
    expect(cover).toMatchObject({ file: 'content/media/tyre.svg', y: 0, height: cardSize.height });
    expect((cover?.x ?? 0) + (cover?.width ?? 0)).toBe(cardSize.width);
    for (const text of scene.texts) expect(text.x + text.width).toBeLessThan(cover?.x ?? 0);
    expect(scene.texts.flatMap(({ node }) => textsIn(node)).join(' ')).toBe(
      'Proefhub REPAREREN De eerste lekke band Ada Wielemaker Redacteur',
    );
  });

  test('an app that shows the square in the middle shows the brand and the whole title', () => {
    const left = (cardSize.width - cardSize.height) / 2;
    const said = (title: string) =>
      sceneOf(aCard({ title }), { tokens, measures })
        .texts.filter(({ x, width }) => x >= left && x + width <= left + cardSize.height)
        .flatMap(({ node }) => textsIn(node))
        .join(' ');
    for (const title of ['Op tijd', 'De eerste lekke band', longTitle]) {
      expect(said(title)).toBe(`Proefhub REPAREREN ${title}`);
    }
  });

  test('a short title is large, the longest that articles may have is still easy to read', () => {
    expect(sizeOf(aCard({ title: 'Op tijd' }), 'Op')).toBeGreaterThan(80);
    expect(longTitle.length).toBeGreaterThan(85);
    expect(sizeOf(aCard({ title: longTitle }), 'Waarom')).toBeGreaterThanOrEqual(38);
  });

  test('a very long compound stays whole', () => {
    const card = aCard({ title: 'Je winterbandenwisselafspraak' });
    const lines = sceneOf(card, { tokens, measures }).texts.flatMap(({ node }) => textsIn(node));
    expect(lines).toContainEqual(expect.stringMatching(/winterbandenwisselafspraak$/));
  });

  test('an introduction too long for its room ends with a whole sentence', () => {
    const standfirst = `Eerste zin over banden. ${'Nog een zin die telkens langer duurt dan je wilt lezen. '.repeat(9)}`;
    const card = aCard({ layout: 'plain', byline: null, portraits: [], covers: [], standfirst });
    const said = sceneOf(card, { tokens, measures })
      .texts.flatMap(({ node }) => textsIn(node))
      .join(' ');
    expect(said).toContain('Eerste zin over banden.');
    expect(said).not.toContain('…');
  });

  test.each([1, 2, 3])('a collage of %d covers fills the right side', (count) => {
    const covers = Array.from({ length: count }, (_, index) => ({
      file: `${index}.svg`,
      alt: null,
    }));
    const card = aCard({ layout: 'front', byline: null, portraits: [], covers });
    const pictures = sceneOf(card, { tokens, measures }).pictures.filter(({ file }) =>
      /^\d/.test(file),
    );
    expect(pictures).toHaveLength(count);
    expect(Math.max(...pictures.map(({ x, width }) => x + width))).toBe(cardSize.width);
    expect(Math.max(...pictures.map(({ y, height }) => y + height))).toBe(cardSize.height);
  });

  test('where there is no picture yet, the first letter takes its place', () => {
    const card = aCard({
      layout: 'front',
      title: '“één” topic',
      byline: null,
      portraits: [],
      covers: [],
    });
    const { pictures, texts } = sceneOf(card, { tokens, measures });
    expect(pictures.map(({ file }) => file)).toEqual(['public/logo.svg', 'public/logo.svg']);
    expect(texts.map(({ node }) => textsIn(node).join(' '))).toContain('É');
  });

  test('whatever a card says, everything lies on the card in whole pixels', () => {
    const aText = fc.oneof(
      fc.string({ minLength: 1, maxLength: 90 }),
      fc
        .array(fc.constantFrom('winterbanden', 'wissel', 'afspraak', ' ', '-', 'ĳ', 'É'), {
          minLength: 1,
          maxLength: 12,
        })
        .map((parts) => parts.join('')),
    );
    const card = fc.record({
      layout: fc.constantFrom('article', 'front', 'person', 'people', 'plain'),
      title: aText,
      kicker: fc.option(aText),
      label: fc.option(aText),
      standfirst: fc.option(aText),
      byline: fc.option(fc.record({ names: aText, role: fc.option(aText) })),
      brandName: aText,
    });
    fc.assert(
      fc.property(card, (fields) => {
        const { areas, pictures, texts } = sceneOf(aCard(fields as Partial<Card>), {
          tokens,
          measures,
        });
        for (const { x, y, width, height } of [...areas, ...pictures, ...texts]) {
          for (const length of [x, y, width, height]) expect(Number.isInteger(length)).toBe(true);
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(x + width).toBeLessThanOrEqual(cardSize.width);
          expect(y + height).toBeLessThanOrEqual(cardSize.height);
        }
      }),
    );
  });
});
