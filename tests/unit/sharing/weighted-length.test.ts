import { createRequire } from 'node:module';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { countByTwitter, countWeighted } from '#sharing/weighted-length.ts';

describe('countWeighted', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...['https://hub.example/a?b=c&d=e_f', 'https://a-b.example/', 'https://x.nl', 'http://x.nl'],
      ...['https://hub', 'hub.acme.com/a', 'a.nl', '1.500', '3.5nl', 'ada@b.nl', '@ada', '$geld'],
      ...[
        '#Bel',
        '://',
        '…',
        '€',
        '™',
        '©',
        '®',
        '👨‍👩‍👧‍👦',
        '1️⃣',
        'e\u0301',
        '自転車',
        '(',
        ')',
        '.',
        '…nl',
      ],
      ...[
        'https://x.nl/a.',
        'https://x.nl/-',
        '“https://x.nl/a”',
        '\u00ad',
        '\u00a0',
        '\n',
        ' ',
        ' ',
      ],
    ),
    fc.stringMatching(/^[a-zé ]{1,8}$/),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );

  test('is what twitter-text counts, whatever is put beside what', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        expect(countWeighted(text)).toBe(countByTwitter(text));
      }),
      { numRuns: 1500 },
    );
  });
});

test('no part of twitter-text that would slow down every regular expression is loaded', () => {
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  expect(loaded.some((file) => file.includes('twitter-text'))).toBe(true);
  // Each part of core-js for regular expressions loads this one.
  expect(loaded.filter((file) => file.includes('_fix-re-wks'))).toEqual([]);
});
