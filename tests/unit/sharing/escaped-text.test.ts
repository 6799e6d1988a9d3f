import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { toMarkdown, toSlackText } from '#sharing/escaped-text.ts';
import { findLinks } from '#sharing/links.ts';
import { telegramEntities } from '#sharing/telegram-entities.ts';

const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }),
      fc.constantFrom(...'\\*_~`|<>[]()#+-&; \n1.', '- ', '1. ', ' https://hub.example/a_b?c=d_e '),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

describe('toMarkdown', () => {
  test.each([
    ['*vast* is __vast__', String.raw`\*vast\* is \_\_vast\_\_`],
    ['# 1 tip\n- lijm\n3. wacht\n3.5 bar', '\\# 1 tip\n\\- lijm\n3\\. wacht\n3.5 bar'],
    [
      'a_b https://hub.example/a_b?utm_source=x',
      String.raw`a\_b https://hub.example/a_b?utm_source=x`,
    ],
  ])('%s', (before, after) => {
    expect(toMarkdown(before)).toBe(after);
  });

  test('without its backslashes it is the text again, and links have none', () => {
    fc.assert(
      fc.property(text, (x) => {
        const urls = findLinks(x).map(({ url }) => url);
        const escaped = toMarkdown(x);
        let read = escaped;
        for (const [index, url] of urls.entries()) {
          expect(read).toContain(url);
          read = read.replace(url, () => `\u0000${index}\u0000`);
        }
        const plain = read.replace(/\\([\\*_~`|<>[\]()#+.-])/gu, '$1');
        expect(plain.replace(/\u0000(\d+)\u0000/gu, (_, index) => urls[index] ?? '')).toBe(x);
      }),
    );
  });
});

describe('toSlackText', () => {
  test('Slack reads back exactly the text', () => {
    fc.assert(
      fc.property(text, (x) => {
        const escaped = toSlackText(x);
        expect(escaped).not.toMatch(/[<>]/);
        const read = escaped
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&');
        expect(read).toBe(x);
      }),
    );
  });
});

describe('telegramEntities', () => {
  test('points at links and hashtags by UTF-16 units', () => {
    const post = '👨‍👩‍👧‍👦 lees\nhttps://hub.example/a?b=c\n\n#BakFiets';
    const marked = telegramEntities(post).map(({ type, offset, length }) => [
      type,
      post.slice(offset, offset + length),
    ]);
    expect(marked).toEqual([
      ['url', 'https://hub.example/a?b=c'],
      ['hashtag', '#BakFiets'],
    ]);
  });
});
