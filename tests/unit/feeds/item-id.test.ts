import { describe, expect, test } from 'vitest';

import { feedId, itemId } from '#feeds/item-id.ts';

const site = 'https://hub.example';

describe('itemId', () => {
  test('is a tag URI of the host, the language and the slug', () => {
    expect(itemId(site, { language: 'nl', slug: 'lekke-band' })).toBe(
      'tag:hub.example,2026:nl/lekke-band',
    );
  });

  test('no article or feed has the id of another', () => {
    const ids = [
      itemId(site, { language: 'nl', slug: 'feed' }),
      itemId(site, { language: 'en', slug: 'feed' }),
      feedId(site, '/'),
      feedId(site, '/en/'),
      feedId(site, '/en/feed/'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('feedId', () => {
  test('differs for each page', () => {
    expect(feedId(site, '/')).toBe('tag:hub.example,2026:feed/');
    expect(feedId(site, '/en/')).toBe('tag:hub.example,2026:feed/en/');
  });
});
