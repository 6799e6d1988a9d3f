import { describe, expect, test } from 'vitest';

import { cardAlt, cardPathOf } from '#cards/card.ts';

import { aCard } from '../../support/cards.ts';

describe('cardPathOf', () => {
  test.each([
    ['/', '/cards/index.jpg'],
    ['/en/', '/cards/en/index.jpg'],
    ['/artikelen/x/', '/cards/artikelen/x.jpg'],
    ['/en/articles/x/', '/cards/en/articles/x.jpg'],
    ['/archief/2026/', '/cards/archief/2026.jpg'],
  ])('%s has its card at %s', (page, card) => {
    expect(cardPathOf(page)).toBe(card);
  });
});

describe('cardAlt', () => {
  test('tells title, author, what the cover shows and whose card it is', () => {
    expect(cardAlt(aCard())).toBe(
      'De eerste lekke band, door Ada Wielemaker. Beeld: Een lekke band op een dijk. Proefhub.',
    );
  });

  test('speaks the language of the card', () => {
    const english = aCard({ language: 'en', title: 'The first flat tyre' });
    expect(cardAlt(english)).toMatch(/^The first flat tyre, by Ada Wielemaker\. Picture: /);
  });

  test('puts no second full stop after a question', () => {
    const card = aCard({ title: 'Wat kost een band?', byline: null, covers: [] });
    expect(cardAlt(card)).toBe('Wat kost een band? Proefhub.');
  });

  test('a standing page tells its sentence instead of a picture', () => {
    const card = aCard({
      layout: 'plain',
      byline: null,
      title: 'Privacy',
      standfirst: 'Wij meten niets.',
    });
    expect(cardAlt(card)).toBe('Privacy. Wij meten niets. Proefhub.');
  });
});
