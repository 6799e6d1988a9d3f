import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { findHashtags } from '#sharing/hashtags.ts';
import { countGraphemes, splitGraphemes } from '#sharing/length.ts';
import { findLinks } from '#sharing/links.ts';
import { shorten } from '#sharing/shorten.ts';

const upTo = (max: number) => (text: string) => countGraphemes(text) <= max;

describe('shorten', () => {
  test.each([
    ['leaves a text that fits', 'Vast is vast.', 20, 'Vast is vast.'],
    ['cuts between words', 'Kijk eerst, draai dan aan de moer', 22, 'Kijk eerst, draai dan…'],
    ['takes a comma before the ellipsis away', 'Kijk eerst, draai dan', 13, 'Kijk eerst…'],
    ['keeps an amount with its sign', 'Het kost je €\u00a0120 per jaar', 16, 'Het kost je…'],
    ['cuts between the words of a script without spaces', '自転車は冬も走れます', 6, '自転車は冬…'],
    ['never splits a family', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2, '👨‍👩‍👧‍👦…'],
    ['never splits a flag', '🇳🇱🇧🇪🇳🇱🇧🇪', 3, '🇳🇱🇧🇪…'],
  ])('%s', (_, text, max, expected) => {
    expect(shorten(text, upTo(max))).toBe(expected);
  });

  test.each([
    'https://hub.example/een-lang-adres nu',
    '@ilyas@social.example zegt',
    '#FietsOnderhoud',
    'winterbandenwisselafspraak maken',
    '— winterbandenwisselafspraak',
  ])('gives nothing rather than a piece of %s', (text) => {
    expect(shorten(text, upTo(8))).toBeNull();
  });

  test.each([
    ['https://bron.example/een', 'https://bron.example/een'],
    ['https://bron.example/een-', 'https://bron.example/een-'],
    ['https://bron.example/een.', 'https://bron.example/een'],
    ['bron.example/een', 'bron.example/een'],
  ])('keeps the ellipsis out of %s', (link, kept) => {
    const text = `Lees ${link} en wat daar verder staat`;
    const longest = `Lees ${link} …`.length;
    expect(shorten(text, upTo(longest))).toBe(`Lees ${kept} …`);
  });

  const word = fc.oneof(
    fc.stringMatching(/^[a-zé]{1,12}[.,?]?$/),
    fc.constantFrom(
      '👨‍👩‍👧‍👦',
      '🇳🇱',
      'e\u0301e\u0301',
      'https://hub.example/a/b?c=d',
      '#FietsBel',
      '@ada@b.example',
    ),
  );
  const sentence = fc.array(word, { minLength: 1, maxLength: 25 }).map((words) => words.join(' '));

  test('the result fits, and shortening it again changes nothing', () => {
    fc.assert(
      fc.property(sentence, fc.integer({ min: 1, max: 120 }), (text, max) => {
        const fits = upTo(max);
        const shorter = shorten(text, fits);
        fc.pre(shorter !== null);
        expect(fits(shorter)).toBe(true);
        expect(shorten(shorter, fits)).toBe(shorter);
      }),
    );
  });

  test('graphemes, links and hashtags that remain are those of the text, whole', () => {
    fc.assert(
      fc.property(sentence, fc.integer({ min: 1, max: 120 }), (text, max) => {
        const shorter = shorten(text, upTo(max));
        fc.pre(shorter !== null && shorter !== text);
        const kept = splitGraphemes(shorter.slice(0, -1).trimEnd());
        expect(splitGraphemes(text).slice(0, kept.length)).toEqual(kept);

        const before = shorter.slice(0, -1);
        const urls = findLinks(text).map(({ url }) => url);
        expect(findLinks(shorter).every(({ url }) => urls.includes(url))).toBe(true);
        const tags = findHashtags(text).map(({ tag }) => tag);
        expect(findHashtags(before).every(({ tag }) => tags.includes(tag))).toBe(true);
      }),
    );
  });
});
