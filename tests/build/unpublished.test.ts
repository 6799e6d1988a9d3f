import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type BuiltHub, openSmallHub, startCommand } from '../support/built-hub.ts';
import { canariesIn, canaryArticle } from '../support/canaries.ts';
import { articleText } from '../support/hub-folder.ts';

let hub: BuiltHub;

beforeAll(async () => {
  hub = await openSmallHub('unpublished', {
    ...(await canaryArticle('draft', { status: 'draft' })),
    ...(await canaryArticle('review', { status: 'review', translationKey: 'tyre' })),
    ...(await canaryArticle('scheduled', {
      publishedAt: '2026-11-25',
      series: { id: 'tyres', part: 2 },
    })),
    'content/hub.yaml': (text) =>
      `${text}share: { platforms: { mastodon: { use: conversation }, x: { use: distribution } } }\n`,
    // What the public article has in common with the others must not drag them along.
    'content/articles/en/first-flat-tyre.mdx': articleText({
      fields: {
        title: 'The first flat tyre',
        description: 'What to do when your tyre goes flat on a dyke without a village in sight.',
        lang: 'en',
        translationKey: 'tyre',
      },
      body: 'Turn your bike over and look.',
    }),
    'content/articles/nl/eerste-lekke-band.mdx': articleText({
      fields: { series: { id: 'tyres', part: 1 } },
    }),
    'content/series/tyres.yaml': 'name: { nl: Banden, en: Tyres }\n',
  });
});

afterAll(() => hub[Symbol.asyncDispose]());

async function publishAsOf(asOf: string): Promise<Map<string, string[]>> {
  await hub.mustBuild({ asOf });
  const share = startCommand('share.ts', { root: hub.root, env: { FREEHOLD_AS_OF: asOf } });
  const [status] = await once(share, 'exit');
  expect(status).toBe(0);
  return canariesIn(hub.root);
}

describe('a build', () => {
  test('holds no byte of a draft, of an article in review or of tomorrow’s', async () => {
    expect(Object.fromEntries(await publishAsOf('2026-11-24'))).toEqual({});
  });

  test('holds a scheduled article on its day, and still nothing of the others', async () => {
    const found = await publishAsOf('2026-11-25');
    const kinds = [...found.keys()].filter((canary) => canary.endsWith('scheduled'));
    // The search of this test is only worth something if it finds what is there.
    const shown = [
      ...[
        'title',
        'slug',
        'description',
        'body',
        'quote',
        'heading',
        'callout',
        'callouttitle',
        'code',
      ],
      ...['question', 'coveralt', 'credit', 'figurealt'],
      ...['sourceid', 'sourcetitle', 'link', 'party', 'disclosure', 'hook', 'override'],
    ];
    expect(kinds).toEqual(expect.arrayContaining(shown.map((kind) => `xqz${kind}scheduled`)));
    for (const kind of ['exif', 'exifcopyright', 'yamlcomment', 'covername', 'figurename'])
      expect(found.get(`xqz${kind}scheduled`), kind).toBeUndefined();

    const places = [...found.values()].flat();
    for (const place of [
      'dist/client/pagefind/fragment',
      'dist/client/rss.xml',
      'dist/client/sitemap',
      'exports/share/',
    ])
      expect(
        places.some((file) => file.startsWith(place)),
        place,
      ).toBe(true);
    expect(found.get('xqzpixels')).toContain('dist/client/cards/artikelen/xqzslugscheduled.jpg');

    // Live pages carry no article and no picture of one; they would come along by way of a content collection.
    const texts = found.get('xqzbodyscheduled')?.filter((file) => file.startsWith('dist/server/'));
    expect(texts).toEqual([]);
    const chunks = await readdir(path.join(hub.root, 'dist/server/chunks'));
    expect(chunks.filter((name) => name.startsWith('content-assets'))).toEqual([]);

    const others = [...found].filter(([canary]) => /(?:draft|review)$/.test(canary));
    expect(Object.fromEntries(others)).toEqual({});
  });

  test('forgets an article that is taken back', async () => {
    await hub.change('content/articles/nl/xqzslugscheduled.mdx', (text) =>
      text.replace('status: published', 'status: draft'),
    );
    expect(Object.fromEntries(await publishAsOf('2026-11-25'))).toEqual({});
  });
});
