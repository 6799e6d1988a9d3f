import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { findBareLinks, findLinks } from '#sharing/links.ts';

describe('findLinks', () => {
  test.each([
    ['lees https://hub.example/a?b=c. Klaar', ['https://hub.example/a?b=c']],
    [
      '(https://hub.example/a) “https://hub.example/b”',
      ['https://hub.example/a', 'https://hub.example/b'],
    ],
    ['HTTPS://Hub.example/A', ['HTTPS://Hub.example/A']],
    ['http://a.example,https://b.example', ['http://a.example', 'https://b.example']],
    ['ahttps://hub.example/a @https://hub.example/b #https://hub.example/c', []],
    ['𠀀https://hub.example/a', []],
    ['😀https://hub.example/a', ['https://hub.example/a']],
    ['xhttp://a.example/ ://b.example https://', []],
    ['https://https://a.example', ['https://https']],
    ['https://a.example/?x=https://b.example/y z', ['https://a.example/?x=https://b.example/y']],
    [
      'https://merk.brandweer/x https://한국.kr/y',
      ['https://merk.brandweer/x', 'https://한국.kr/y'],
    ],
    [`https://${'a'.repeat(64)}.example/`, []],
    ['https://999.999.999.999/', []],
  ])('%s', (text, urls) => {
    expect(findLinks(text).map(({ url }) => url)).toEqual(urls);
  });

  test('says where each link stands, none over another', () => {
    const piece = fc.constantFrom(
      ...[
        'https://',
        'http',
        '://',
        'hub.example',
        '/a',
        '?b=c',
        '.',
        ' ',
        'é',
        '😀',
        '(',
        ')',
        'S',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { url, start, end } of findLinks(text)) {
          expect(text.slice(start, end)).toBe(url);
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
        }
      }),
    );
  });
});

describe('findBareLinks', () => {
  test('finds what many platforms turn into a link too, and leaves full links out', () => {
    const text = 'Zie hub.example/a en https://hub.example/b, niet hub.example of x.hub.example/c';
    expect(findBareLinks(text, 'hub.example').map(({ url }) => url)).toEqual(['hub.example/a']);
  });
});
