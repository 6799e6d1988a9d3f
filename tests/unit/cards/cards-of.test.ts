import { describe, expect, test } from 'vitest';

import { cardPathOf } from '#cards/card.ts';
import { cardsOf } from '#cards/cards-of.ts';

import { anArticle, aPerson, aTopic, someContent } from '../../support/content-builders.ts';

function cardOf(content: Parameters<typeof cardsOf>[0], path: string) {
  return cardsOf(content).find((card) => card.path === path) ?? expect.fail(`no card for ${path}`);
}

describe('cardsOf', () => {
  test('an article shows topic, kind, title, author and cover', () => {
    const content = someContent({ articles: [anArticle({ kind: 'guide' })] });
    expect(cardOf(content, '/artikelen/eerste-lekke-band/')).toMatchObject({
      language: 'nl',
      layout: 'article',
      kicker: 'repareren',
      label: 'Stap voor stap',
      title: 'De eerste lekke band',
      byline: { names: 'Ada Wielemaker', role: 'Redacteur' },
      portraits: [{ file: 'content/media/ada.svg', alt: 'Portret van Ada' }],
      covers: [{ file: 'content/media/tyre.svg', alt: 'Een lekke band' }],
      brandName: 'Proefhub',
      logo: 'public/logo.svg',
    });
  });

  test('several authors are listed as the language lists them, without a role', () => {
    const people = [
      aPerson(),
      aPerson({ id: 'bo', name: 'Bo Spaak' }),
      aPerson({ id: 'cas', name: 'Cas Naaf' }),
    ];
    const authors = people.map(({ id }) => id);
    const dutch = anArticle({ authors });
    const english = anArticle({ authors, lang: 'en', slug: 'first-flat-tyre' });
    const content = someContent({ people, articles: [dutch, english] });
    expect(cardOf(content, '/artikelen/eerste-lekke-band/').byline).toEqual({
      names: 'Ada Wielemaker, Bo Spaak en Cas Naaf',
      role: null,
    });
    expect(cardOf(content, '/en/articles/first-flat-tyre/').byline?.names).toBe(
      'Ada Wielemaker, Bo Spaak and Cas Naaf',
    );
  });

  test('every page has one, in each language in which it exists', () => {
    const content = someContent({
      articles: [
        anArticle({ publishedAt: '2026-10-07' }),
        anArticle({ slug: 'tweede', publishedAt: '2025-03-01' }),
      ],
      topics: [aTopic({ slug: { nl: 'repareren', en: 'repairs' } })],
      pages: [
        {
          id: 'nl/over-ons',
          slug: 'over-ons',
          body: '',
          file: 'content/pages/nl/over-ons.mdx',
          data: {
            title: 'Over ons',
            description: 'Wie wij zijn.',
            lang: 'nl',
            updatedAt: '2026-01-01',
            inFooter: true,
          },
        },
      ],
    });
    const paths = cardsOf(content).map(({ path }) => path);
    expect(paths.toSorted()).toEqual(
      [
        ...[
          '/',
          '/nieuwsbrief/',
          '/nieuwsbrief/archief/',
          '/artikelen/',
          '/onderwerpen/',
          '/mensen/',
          '/archief/',
          '/zoeken/',
          '/feeds/',
          '/links/',
        ],
        ...[
          '/archief/2026/',
          '/archief/2025/',
          '/artikelen/eerste-lekke-band/',
          '/artikelen/tweede/',
        ],
        ...['/onderwerpen/repareren/', '/mensen/ada/', '/over-ons/'],
        ...[
          '/en/',
          '/en/newsletter/',
          '/en/newsletter/archive/',
          '/en/articles/',
          '/en/topics/',
          '/en/people/',
          '/en/archive/',
          '/en/search/',
        ],
        ...['/en/feeds/', '/en/links/', '/en/topics/repairs/', '/en/people/ada/'],
      ].toSorted(),
    );
  });

  test('no two pages share a card', () => {
    const cards = cardsOf(someContent({ articles: [anArticle(), anArticle({ slug: 'tweede' })] }));
    expect(new Set(cards.map(({ path }) => cardPathOf(path))).size).toBe(cards.length);
  });

  test('a topic without an English name has an English card all the same, since it has a page', () => {
    const content = someContent({
      topics: [aTopic({ name: { nl: 'repareren' }, intro: { nl: 'Over repareren.' } })],
    });
    const titles = new Map(cardsOf(content).map(({ path, title }) => [path, title]));
    expect(titles.get('/onderwerpen/repair/')).toBe('repareren');
    expect(titles.get('/en/topics/repair/')).toBe('repair');
  });

  test('a hub in Dutch alone has no English cards', () => {
    const cards = cardsOf(someContent({ hub: { languages: ['nl'] }, articles: [anArticle()] }));
    expect(cards.every(({ language }) => language === 'nl')).toBe(true);
  });

  test('home shows the newest covers of its language, the newest first', () => {
    const covers = ['a', 'b', 'c', 'd'].map((name, index) =>
      anArticle({
        slug: name,
        publishedAt: `2026-0${index + 1}-01`,
        cover: { src: `../../media/${name}.svg`, alt: { nl: name } },
      }),
    );
    const content = someContent({ articles: covers });
    expect(cardOf(content, '/').covers.map(({ alt }) => alt)).toEqual(['d', 'c', 'b']);
    expect(cardOf(content, '/en/').covers).toEqual([]);
  });
});
