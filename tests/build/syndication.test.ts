import { mf2 } from 'microformats-parser';
import { beforeAll, describe, expect, test } from 'vitest';

import { builtDemo, builtVaried, bytesOf, pagesIn } from '../support/built-hub.ts';
import { elementsOf } from '../support/html.ts';
import { did } from '../support/varied-hub.ts';

const followable = builtVaried();
let demo: Map<string, string>;
let pages: Map<string, string>;

beforeAll(async () => {
  demo = await pagesIn(builtDemo().clientDir);
  pages = await pagesIn(followable.clientDir);
});

const linksOf = (html: string | undefined, name: string) =>
  elementsOf(html ?? '')
    .filter((one) => one.name === 'link' && one.attributes['rel'] === name)
    .map(({ attributes }) => attributes['href']);

describe('an article that was posted elsewhere', () => {
  test('links to its posts, for readers and for machines', () => {
    const html = demo.get('/artikelen/de-eerlijke-som/') ?? '';
    const [entry] = mf2(html, { baseUrl: 'https://tandradijs.example/' }).items;
    expect(entry?.properties['syndication']).toEqual([
      'https://linkedin.example/posts/tandradijs-de-eerlijke-som',
      'https://mastodon.example/@tandradijs/115138',
    ]);
    expect(html).toContain('Ook verschenen op');
    expect(demo.get('/en/articles/the-honest-sum/')).not.toContain('u-syndication');
  });

  test('says the day where one platform has several, and keeps a strange address whole', () => {
    const html = pages.get('/artikelen/de-ketting-meten/') ?? '';
    const links = elementsOf(html).filter(
      ({ attributes }) => attributes['class'] === 'u-syndication',
    );
    expect(links.map(({ attributes }) => attributes['href'])).toEqual([
      'https://toot.example/1?"><script>alert(9)</script>',
      'https://toot.example/2',
    ]);
    expect(html).toContain('Mastodon, 20 november 2026');
    const scripts = elementsOf(html).filter(
      ({ name, text }) => name === 'script' && text.includes('alert'),
    );
    expect(scripts).toEqual([]);
  });

  test('a post without an article is on no page', () => {
    for (const html of pages.values()) expect(html).not.toContain('oud.example');
  });
});

describe('standard.site', () => {
  test('a hub with a DID says which records speak for it, once they exist', async () => {
    const files = await bytesOf(followable.clientDir);
    expect(String(files.get('.well-known/site.standard.publication'))).toBe(
      `at://${did}/site.standard.publication/3m2lbq4c2ks2b`,
    );
    expect(linksOf(pages.get('/artikelen/de-ketting-meten/'), 'site.standard.document')).toEqual([
      `at://${did}/site.standard.document/3m2lbq4c2ks2c`,
    ]);
    expect(linksOf(pages.get('/artikelen/remmen-in-de-regen/'), 'site.standard.document')).toEqual(
      [],
    );
    expect(linksOf(pages.get('/artikelen/eerste-lekke-band/'), 'site.standard.document')).toEqual(
      [],
    );
  });

  test('a hub without one has no trace of it', async () => {
    const files = await bytesOf(builtDemo().clientDir);
    expect([...files.keys()].filter((name) => name.includes('site.standard'))).toEqual([]);
    for (const [path, html] of demo) expect(html, path).not.toContain('site.standard');
  });
});
