import { describe, expect, test } from 'vitest';

import { feedId, itemId } from '#feeds/item-id.ts';

const site = 'https://hub.example';
const article = { language: 'nl', slug: 'lekke-band', publishedAt: '2026-10-07' } as const;

describe('itemId', () => {
  test('is a tag URI of the host, the year of publication and the language', () => {
    expect(itemId(site, { ...article, translationKey: 'flat-tyre' })).toBe(
      'tag:hub.example,2026:nl/flat-tyre',
    );
  });

  test('an article with a translation key keeps its id under another slug', () => {
    const before = itemId(site, { ...article, translationKey: 'flat-tyre' });
    const after = itemId(site, { ...article, slug: 'band-lek', translationKey: 'flat-tyre' });
    expect(after).toBe(before);
  });

  test('the translation has another id', () => {
    const ids = (['nl', 'en'] as const).map((language) =>
      itemId(site, { ...article, language, translationKey: 'flat-tyre' }),
    );
    expect(new Set(ids).size).toBe(2);
  });

  test("a slug that is another article's key makes another id", () => {
    expect(itemId(site, article)).not.toBe(
      itemId(site, { ...article, slug: 'anders', translationKey: 'lekke-band' }),
    );
  });
});

describe('feedId', () => {
  test('differs for each page', () => {
    expect(feedId(site, '/')).toBe('tag:hub.example,2026:feed/');
    expect(feedId(site, '/en/')).toBe('tag:hub.example,2026:feed/en/');
  });
});
