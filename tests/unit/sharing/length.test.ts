import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  countGraphemes,
  countUniqueLinks,
  countUtf16Units,
  countUtf8Bytes,
  countWithEmojiBytes,
  countWithFixedLinks,
} from '#sharing/length.ts';
import { countWeighted } from '#sharing/weighted-length.ts';

const countOnMastodon = countWithFixedLinks(23);
const longLink = `https://hub.example/artikelen/${'a'.repeat(86)}`;
const family = '👨‍👩‍👧‍👦';

describe('one text counts differently on each platform', () => {
  test.each([
    { text: `vijf zes ${longLink}`, x: 32, bluesky: 125, mastodon: 32, threads: 125 },
    { text: family.repeat(5), x: 10, bluesky: 5, mastodon: 5, threads: 125 },
    { text: '自転車は冬も走れます', x: 20, bluesky: 10, mastodon: 10, threads: 10 },
    { text: 'Read on… →', x: 12, bluesky: 10, mastodon: 10, threads: 10 },
    { text: 'see hub.acme.com/a now', x: 31, bluesky: 22, mastodon: 22, threads: 22 },
  ])('$text', ({ text, x, bluesky, mastodon, threads }) => {
    expect({
      x: countWeighted(text),
      bluesky: countGraphemes(text),
      mastodon: countOnMastodon(text),
      threads: countWithEmojiBytes(text),
    }).toEqual({ x, bluesky, mastodon, threads });
  });

  test('the long link is the one of the worked example', () => {
    expect(longLink).toHaveLength(116);
  });

  test('bytes and UTF-16 units of five families', () => {
    expect(countUtf8Bytes(family.repeat(5))).toBe(125);
    expect(countUtf16Units(family.repeat(5))).toBe(55);
  });
});

describe('countWeighted', () => {
  test.each([
    ['curly quotes and dashes weigh 1', '“a” – ‘b’ — c', 13],
    ['an ellipsis, arrow, bullet, euro and trade mark weigh 2', '…→•€™', 10],
    ['an accent typed apart weighs nothing extra', 'e\u0301', 1],
    ['a flag and a keycap weigh 2 each', '🇳🇱1️⃣', 4],
    ['a link under any top-level domain weighs 23', 'https://tandradijs.example/artikelen/x/', 23],
    ['a port and a query belong to the link', 'http://hub.example:8080/a?b=c&d=e', 23],
    ['the full stop after a link does not', 'zie https://hub.example/a. Klaar', 34],
    ['a link in brackets', '(https://hub.example/a)', 25],
    ['an address glued to a word is no link', 'ahttps://hub.example/a', 22],
  ])('%s', (_, text, expected) => {
    expect(countWeighted(text)).toBe(expected);
  });
});

describe('countWithFixedLinks', () => {
  test.each([
    ['a full address of a person counts as the name', 'dank @ilyas@social.example!', 12],
    ['a short name is left as it is', 'dank @ilyas', 11],
    ['an e-mail address is no mention', 'redactie@hub.example', 20],
    ['a link glued to a word counts in full', 'ahttps://hub.example/a', 22],
    ['two links', 'https://a.example/x https://b.example/yyyyyyyyyyyyyyyyyyyyyyyy', 47],
    ['a mention inside a link belongs to the link', 'https://a.example/@ada@b.example', 23],
    [
      'a link of more than 4096 characters counts in full',
      `https://a.example/${'a'.repeat(4100)}`,
      4118,
    ],
    ['brackets that belong to the link', 'https://a.example/wiki/Fiets_(band)', 23],
    ['brackets around the link', '(https://a.example/wiki/Fiets)', 25],
  ])('%s', (_, text, expected) => {
    expect(countOnMastodon(text)).toBe(expected);
  });

  test('a link costs the same however long it is', () => {
    const segment = fc.stringMatching(/^[a-z0-9-]{0,30}[a-z0-9]$/);
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1 }),
        fc.dictionary(segment, segment),
        (path, query) => {
          const url = new URL(`https://hub.example/${path.join('/')}`);
          for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
          expect(countOnMastodon(`lees ${url.href} nu`)).toBe('lees  nu'.length + 23);
          expect(countWeighted(`lees ${url.href} nu`)).toBe('lees  nu'.length + 23);
        },
      ),
    );
  });
});

describe('countGraphemes', () => {
  test('agrees with Intl.Segmenter on every text', () => {
    const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(countGraphemes(text)).toBe([...segmenter.segment(text)].length);
      }),
    );
    const typical = fc.string({ unit: fc.constantFrom(...'aé …“”\n\r–€\u0301😀'), maxLength: 20 });
    fc.assert(
      fc.property(typical, (text) => {
        expect(countGraphemes(text)).toBe([...segmenter.segment(text)].length);
      }),
    );
  });
});

describe('countWithEmojiBytes', () => {
  test.each([
    ['letters with accents count once', 'één', 3],
    ['an emoji counts its bytes', 'ja 😀', 7],
    ['a flag counts its bytes', '🇳🇱', 8],
    ['signs that are no emoji count once', '© → ™', 5],
  ])('%s', (_, text, expected) => {
    expect(countWithEmojiBytes(text)).toBe(expected);
  });
});

describe('countUniqueLinks', () => {
  test('counts a repeated link once and a bare one too', () => {
    const text = 'www.a.example https://b.example/x https://b.example/x www.c.example/y.';
    expect(countUniqueLinks(text)).toBe(3);
  });
});
