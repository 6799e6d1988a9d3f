import { mf2 } from 'microformats-parser';
import { beforeAll, describe, expect, test } from 'vitest';

import { readContent } from '#adapters/content-files.ts';
import { filesBelow } from '#adapters/file-tree.ts';
import { issueForCard } from '#adapters/hub-mails.ts';
import { publicIssues } from '#newsletter/issue.ts';
import { publicContent } from '#articles/content.ts';
import { cardAlt, cardPathOf } from '#cards/card.ts';
import { cardsOf } from '#cards/cards-of.ts';

import { buildDay, builtDemo, pagesIn } from '../support/built-hub.ts';
import { headValue, isUnlisted } from '../support/head.ts';
import { type JsonLdThing, jsonLdOf } from '../support/json-ld.ts';

const site = 'https://tandradijs.example';

let pages: Map<string, string>;

beforeAll(async () => {
  pages = await pagesIn(builtDemo().clientDir);
});

function pageAt(path: string): string {
  const html = pages.get(path);
  if (html === undefined) throw new Error(`the build has no page ${path}`);
  return html;
}

describe('structured data', () => {
  const kindsAt = (path: string) => jsonLdOf(pageAt(path)).map((thing) => thing['@type']);

  test('every page that may be found tells something valid, and the others nothing', () => {
    for (const [path, html] of pages) {
      if (isUnlisted(html)) expect(jsonLdOf(html), path).toEqual([]);
      else expect(jsonLdOf(html).length, path).toBeGreaterThan(0);
    }
  });

  test.each([
    ['/', ['Organization', 'WebSite']],
    ['/artikelen/de-eerlijke-som/', ['BlogPosting', 'BreadcrumbList', 'Organization']],
    ['/onderwerpen/rekenkamer/', ['CollectionPage', 'BreadcrumbList']],
    ['/mensen/roos-velgrem/', ['ProfilePage', 'BreadcrumbList', 'Organization']],
    ['/mensen/tandradijs/', ['ProfilePage', 'BreadcrumbList', 'Organization']],
  ])('%s tells %j', (path, kinds) => {
    expect(kindsAt(path)).toEqual(kinds);
  });

  test('an article names its writer, its translation and the large card', () => {
    const isPosting = (thing: JsonLdThing) => thing['@type'] === 'BlogPosting';
    expect(jsonLdOf(pageAt('/en/articles/the-honest-sum/')).find(isPosting)).toMatchObject({
      inLanguage: 'en-GB',
      author: [{ '@type': 'Person', name: 'Roos Velgrem', url: `${site}/en/people/roos-velgrem/` }],
      image: { url: `${site}/cards/en/articles/the-honest-sum.jpg` },
      workTranslation: { '@id': `${site}/artikelen/de-eerlijke-som/#article` },
    });
  });

  test('the way to a topic, a person and a year leads over the page of all of them', () => {
    const trail = (path: string) =>
      jsonLdOf(pageAt(path)).flatMap((thing) =>
        thing['@type'] === 'BreadcrumbList'
          ? thing.itemListElement.map(({ item }) => item.slice(site.length))
          : [],
      );
    expect(trail('/onderwerpen/rekenkamer/')).toEqual([
      '/',
      '/onderwerpen/',
      '/onderwerpen/rekenkamer/',
    ]);
    expect(trail('/en/people/roos-velgrem/')).toEqual([
      '/en/',
      '/en/people/',
      '/en/people/roos-velgrem/',
    ]);
    expect(trail('/archief/2025/')).toEqual(['/', '/archief/', '/archief/2025/']);
  });
});

describe('preview images', () => {
  test('each page that may be found has a card, described as the card is', async () => {
    const { root, clientDir } = builtDemo();
    const files = new Set(await filesBelow(clientDir));
    const { content, issues } = await readContent(root);
    if (!content) throw new Error('the demo hub cannot be read');
    const alts = new Map(
      cardsOf(
        publicContent(content, buildDay),
        publicIssues(issues, buildDay).map(issueForCard),
      ).map((card) => [cardPathOf(card.path), cardAlt(card)]),
    );
    for (const [path, html] of pages) {
      if (isUnlisted(html)) {
        expect(headValue(html, 'og:image'), path).toBeUndefined();
        continue;
      }
      const card = cardPathOf(path);
      expect(headValue(html, 'og:image'), path).toBe(site + card);
      expect(files.has(card.slice(1)), card).toBe(true);
      expect(headValue(html, 'og:image:alt'), path).toBe(alts.get(card));
    }
  });
});

describe('microformats', () => {
  const itemsAt = (path: string) => mf2(pageAt(path), { baseUrl: site + path }).items;

  test('an article is an h-entry with its writer, dates, topic, picture and whole text', () => {
    const [entry] = itemsAt('/artikelen/fiets-winterklaar-in-een-uur/');
    expect(entry).toMatchObject({
      type: ['h-entry'],
      properties: {
        name: ['Je fiets winterklaar in een uur'],
        url: [`${site}/artikelen/fiets-winterklaar-in-een-uur/`],
        published: ['2026-10-07'],
        updated: ['2026-10-21'],
        category: ['Zelf sleutelen'],
        author: [
          {
            type: ['h-card'],
            properties: { name: ['Ilyas Naafdop'], url: [`${site}/mensen/ilyas-naafdop/`] },
          },
        ],
        featured: [
          { alt: expect.stringMatching(/\w/), value: expect.stringContaining(`${site}/_astro/`) },
        ],
        content: [{ html: expect.stringContaining('<h2') }],
      },
    });
  });

  test('a person is an h-card with name, role, employer and picture', () => {
    const [card] = itemsAt('/mensen/ilyas-naafdop/');
    expect(card).toMatchObject({
      type: ['h-card'],
      properties: {
        name: ['Ilyas Naafdop'],
        'job-title': ['Chef werkplaats'],
        org: ['Tandradijs'],
        uid: [`${site}/mensen/ilyas-naafdop/`],
        photo: [{ alt: 'Getekend portret van Ilyas Naafdop' }],
      },
    });
    expect(card?.properties['url']).toContain('https://social.example/@ilyas');
  });

  test.each(['/', '/en/', '/artikelen/', '/onderwerpen/onderweg/', '/archief/2026/'])(
    '%s is an h-feed of h-entries',
    (path) => {
      const [feed] = itemsAt(path);
      expect(feed?.type).toEqual(['h-feed']);
      expect(feed?.properties['name']).toHaveLength(1);
      expect(feed?.children?.length).toBeGreaterThan(0);
      for (const entry of feed?.children ?? []) {
        expect(entry.type).toEqual(['h-entry']);
        for (const property of ['name', 'url', 'author', 'published'])
          expect(entry.properties[property]?.length, property).toBeGreaterThan(0);
      }
    },
  );
});
