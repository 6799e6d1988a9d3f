import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { taggedLink } from '#hub/tagged-link.ts';

const tags = {
  utm_source: 'mastodon',
  utm_medium: 'social',
  utm_campaign: 'winterklaar-26',
  utm_content: '1a2b3c4d',
};

describe('taggedLink', () => {
  test.each([
    [
      'adds the tags',
      'https://hub.example/a/',
      'https://hub.example/a/?utm_source=x&utm_medium=social',
    ],
    [
      'keeps what was there, as it was written',
      'https://hub.example/a/?q=a%20b+c&leeg&q=2#kop',
      'https://hub.example/a/?q=a%20b+c&leeg&q=2&utm_source=x&utm_medium=social#kop',
    ],
    [
      'replaces the tags it gives and keeps other ones',
      'https://hub.example/a/?utm_source=oud&utm_term=band&utm_campaign=c4',
      'https://hub.example/a/?utm_term=band&utm_campaign=c4&utm_source=x&utm_medium=social',
    ],
  ])('%s', (_, url, expected) => {
    expect(taggedLink(url, { utm_source: 'x', utm_medium: 'social' })).toBe(expected);
  });

  test('tagging twice changes nothing', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = taggedLink(url, tags);
        expect(taggedLink(once, tags)).toBe(once);
      }),
    );
  });

  test('other parameters and the fragment are kept, and every tag is there once', () => {
    const names = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string())), fc.string(), (parameters, fragment) => {
        const url = new URL('https://hub.example/a/');
        for (const [name, value] of parameters) url.searchParams.append(name, value);
        url.hash = encodeURIComponent(fragment);

        const tagged = new URL(taggedLink(url.href, tags));
        expect([...tagged.searchParams]).toEqual([...url.searchParams, ...Object.entries(tags)]);
        expect(tagged.hash).toBe(url.hash);
      }),
    );
  });
});
