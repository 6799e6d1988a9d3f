import { describe, expect, test } from 'vitest';

import { lastModified, sitemapPages } from '#machines/sitemap.ts';

import { aPerson, anArticle, someContent } from '../../support/content-builders.ts';

const dutch = anArticle({
  translationKey: 'flat-tyre',
  publishedAt: '2025-03-01',
  updatedAt: '2026-05-02',
});
const english = anArticle({
  slug: 'flat-tyre',
  lang: 'en',
  translationKey: 'flat-tyre',
  publishedAt: '2026-04-01',
});

const pagesOf = (content: Parameters<typeof someContent>[0]) =>
  new Map(sitemapPages(someContent(content)).map((page) => [page.path, page]));

describe('sitemapPages', () => {
  test('an article changed when it was updated, else when it appeared', () => {
    const pages = pagesOf({ articles: [dutch, english] });
    expect(pages.get('/artikelen/eerste-lekke-band/')?.changedAt).toBe('2026-05-02');
    expect(pages.get('/en/articles/flat-tyre/')?.changedAt).toBe('2026-04-01');
  });

  test('a list changed when the newest change among its articles happened', () => {
    const newer = anArticle({ slug: 'nieuw', publishedAt: '2026-06-03', authors: ['bo'] });
    const pages = pagesOf({ articles: [newer, dutch], people: [aPerson(), aPerson({ id: 'bo' })] });
    expect(pages.get('/')?.changedAt).toBe('2026-06-03');
    expect(pages.get('/onderwerpen/repair/')?.changedAt).toBe('2026-06-03');
    expect(pages.get('/mensen/ada/')?.changedAt).toBe('2026-05-02');
    expect(pages.get('/archief/2025/')?.changedAt).toBe('2026-05-02');
  });

  test('a page that says nothing dated gets no date', () => {
    const page = pagesOf({ articles: [dutch] }).get('/nieuwsbrief/');
    expect(page && lastModified(page)).toBeUndefined();
  });

  test('translations name each other and themselves; a text without one names nobody', () => {
    const pages = pagesOf({ articles: [dutch, english] });
    const both = { nl: '/artikelen/eerste-lekke-band/', en: '/en/articles/flat-tyre/' };
    expect(pages.get('/artikelen/eerste-lekke-band/')?.alternates).toEqual(both);
    expect(pages.get('/en/articles/flat-tyre/')?.alternates).toEqual(both);
    const alone = pagesOf({ articles: [dutch] });
    expect(alone.get('/artikelen/eerste-lekke-band/')?.alternates).toEqual({});
  });

  test('states of forms are not listed', () => {
    const paths = [...pagesOf({ articles: [dutch] }).keys()];
    expect(paths.filter((path) => /bevestigen|welkom|verlopen|afmelden|404/.test(path))).toEqual(
      [],
    );
  });

  test('an article with its canonical address elsewhere is left to that address', () => {
    const copy = anArticle({
      slug: 'kopie',
      canonical: 'https://proefhub.example/artikelen/eerste-lekke-band/',
    });
    expect(pagesOf({ articles: [dutch, copy] }).has('/artikelen/kopie/')).toBe(false);
  });

  test('nor does its translation name it, since only addresses of their own make a pair', () => {
    const moved = { ...dutch, data: { ...dutch.data, canonical: 'https://proefhub.example/x/' } };
    const pages = pagesOf({ articles: [moved, english] });
    expect(pages.get('/en/articles/flat-tyre/')?.alternates).toEqual({});
  });
});
