import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isToken } from '#audience/tokens.ts';
import { linked } from '#newsletter/mail-links.ts';
import { followToken, mailIdIn, readerFragment } from '#newsletter/follow-token.ts';
import { markOf } from '#newsletter/marks.ts';

import { serverKey } from '../../support/audience.ts';

const mailId = '0190a1b2-c3d4-8e5f-8a6b-7c8d9e0f1a2b';

describe('followToken', () => {
  test('gives back the mail that it was written for, to the hub that wrote it', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const token = followToken(serverKey, id);
        expect(isToken(token)).toBe(true);
        expect(mailIdIn(serverKey, token)).toBe(id);
        expect(mailIdIn(new Uint8Array(32).fill(8), token)).toBeNull();
      }),
    );
  });

  test('opens nothing once a single character is another, or one is missing', () => {
    const token = followToken(serverKey, mailId);
    fc.assert(
      fc.property(fc.nat(42), fc.constantFrom(...'AZaz09-_'), (place, other) => {
        const altered = token.slice(0, place) + other + token.slice(place + 1);
        fc.pre(altered !== token);
        expect(mailIdIn(serverKey, altered)).toBeNull();
      }),
    );
    for (const text of ['', token.slice(1), `${token}A`, 'A'.repeat(43)]) {
      expect(mailIdIn(serverKey, text)).toBeNull();
    }
  });

  test('stands behind the number sign, where no server sees it', () => {
    const url = new URL(`https://hub.example/${readerFragment(followToken(serverKey, mailId))}`);
    expect(url.pathname + url.search).toBe('/');
  });
});

describe('linked', () => {
  const links = { site: 'https://merk.example', siteUrl: 'https://hub.example', content: 'winter' };
  const mark = markOf('reader');

  test.each([
    ['https://merk.example/artikelen/band/', true],
    ['https://merk.example/artikelen/band/#bronnen', false],
    ['https://elders.example/', false],
    ['https://merk.example.elders.example/', false],
    ['mailto:redactie@merk.example', false],
  ])('%s ends in the reader’s own: %s', (url, isMarked) => {
    expect(linked(`<a href="${url}">x</a>`, links).includes(mark)).toBe(isMarked);
  });

  test('no picture does', () => {
    const picture = linked('<img src="https://merk.example/foto.jpg">', links);
    expect(picture).toBe('<img src="https://hub.example/foto.jpg">');
  });
});
