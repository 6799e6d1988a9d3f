import { describe, expect, test } from 'vitest';

import { kitFiles } from '#sharing/kit-files.ts';
import { kitFolders, shareKitFor, unknownHubPlatforms } from '#sharing/share-kit.ts';

import { anArticle, someContent } from '../../support/content-builders.ts';

const cardOf = (page: string) => ({ file: `/cards${page}`, width: 1200, height: 630 });
const content = someContent({
  hub: {
    share: {
      platforms: {
        mastodon: { use: 'conversation' },
        linkedin: { use: 'distribution' },
        bluesky: { use: 'conversation' },
      },
    },
  },
});

describe('shareKitFor', () => {
  test('has a post for each platform of the hub, in the order of the table', () => {
    const { kit } = shareKitFor(anArticle(), { content, cardOf });
    expect(kit.posts.map(({ platform }) => platform)).toEqual(['linkedin', 'bluesky', 'mastodon']);
    expect(kit).toMatchObject({
      article: 'nl/eerste-lekke-band',
      url: 'https://proefhub.example/artikelen/eerste-lekke-band/',
      skipped: [],
    });
  });

  test('holds what a program needs to make the preview of the link itself', () => {
    const { kit } = shareKitFor(anArticle(), { content, cardOf });
    expect(kit).toMatchObject({
      locale: 'nl',
      title: 'De eerste lekke band',
      description: 'Wat je doet als je band leegloopt op een dijk zonder dorp in zicht.',
      publishedAt: '2026-10-07',
    });
    expect(kit.posts[0]?.media[0]).toMatchObject({
      width: 1200,
      height: 630,
      alt: 'Een lekke band',
    });
  });

  test('a platform’s use decides which text comes first', () => {
    const article = anArticle({
      question: { nl: 'Welke handeling sla jij altijd over?' },
      share: { hook: 'Vast is vast.' },
    });
    const { kit } = shareKitFor(article, { content, cardOf });
    expect(kit.posts.map(({ platform, variant }) => [platform, variant])).toEqual([
      ['linkedin', 'hook'],
      ['bluesky', 'question'],
      ['mastodon', 'question'],
    ]);
  });

  test('what else could be said is there too, on every platform and best first', () => {
    const article = anArticle({
      question: { nl: 'Welke handeling sla jij altijd over?' },
      takeaways: ['Kijk eerst.', 'Draai dan pas.'],
      share: { hook: 'Vast is vast.', overrides: { bluesky: 'Onze eigen woorden.' } },
    });
    const { kit } = shareKitFor(article, { content, cardOf });
    const said = kit.alternatives.map(({ platform, variant }) => `${platform} ${variant}`);
    expect(said).toEqual([
      ...['linkedin insight-1', 'linkedin insight-2', 'linkedin question'],
      ...['bluesky question', 'bluesky hook', 'bluesky insight-1', 'bluesky insight-2'],
      ...['mastodon hook', 'mastodon insight-1', 'mastodon insight-2'],
    ]);
    const ids = [...kit.posts, ...kit.alternatives].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('skips what the article skips, and says why', () => {
    const skip = [{ platform: 'linkedin', reason: 'Niets voor werkgevers' }];
    const { kit } = shareKitFor(anArticle({ share: { skip } }), { content, cardOf });
    expect(kit.posts.map(({ platform }) => platform)).toEqual(['bluesky', 'mastodon']);
    expect(kit.skipped).toEqual(skip);
  });

  test('a change of the text changes the hash of the source, a change of a date does not', () => {
    const hashOf = (fields: Parameters<typeof anArticle>[0]) =>
      shareKitFor(anArticle(fields), { content, cardOf }).kit.posts[0]?.sourceHash;
    expect(hashOf({ updatedAt: '2026-11-01' })).toBe(hashOf({}));
    expect(hashOf({ body: 'Iets anders.' })).not.toBe(hashOf({}));
  });

  test('unknown platforms in overrides and skip are errors at their own line', () => {
    const article = anArticle({
      share: {
        overrides: { twitter: 'Eigen tekst' },
        skip: [{ platform: 'myspace', reason: 'Weg' }],
      },
    });
    const { findings } = shareKitFor(article, { content, cardOf });
    expect(findings).toMatchObject([
      {
        rule: 'share/unknown-platform',
        severity: 'error',
        field: ['share', 'overrides', 'twitter'],
      },
      {
        rule: 'share/unknown-platform',
        severity: 'error',
        field: ['share', 'skip', 0, 'platform'],
      },
    ]);
    expect(findings[0]?.message).toContain('known are x, linkedin');
  });

  test('a missing alternative text is reported once, not per platform', () => {
    const article = anArticle({ lang: 'en', cover: { src: 'a.svg', alt: { nl: 'Band' } } });
    expect(shareKitFor(article, { content, cardOf }).findings).toHaveLength(1);
  });
});

describe('unknownHubPlatforms', () => {
  test('names those of hub.yaml that nothing is known about', () => {
    expect(unknownHubPlatforms(['x', 'oud-plein'])).toMatchObject([
      { file: 'content/hub.yaml', field: ['share', 'platforms', 'oud-plein'] },
    ]);
  });
});

describe('kitFolders', () => {
  test('a folder is the slug; of two equal ones the English ends in -en, and none is that of the schedulers', () => {
    const articles = [
      anArticle({ lang: 'en', slug: 'service' }),
      anArticle({ slug: 'service' }),
      anArticle({ lang: 'en', slug: 'winter-ready' }),
      anArticle({ slug: 'service-en' }),
      anArticle({ slug: 'schedulers' }),
    ];
    expect(Object.fromEntries(kitFolders(articles))).toEqual({
      'nl/service': 'service',
      'nl/service-en': 'service-en',
      'en/service': 'service-en-en',
      'en/winter-ready': 'winter-ready',
      'nl/schedulers': 'schedulers-nl',
    });
  });
});

describe('kitFiles', () => {
  const { kit } = shareKitFor(anArticle(), { content, cardOf });

  test('a text per platform, and all posts for programs', () => {
    const files = kitFiles(new Map([['a', kit]]));
    expect([...files.keys()]).toEqual([
      'a/linkedin.txt',
      'a/bluesky.txt',
      'a/mastodon.txt',
      'a/kit.json',
    ]);
    expect(files.get('a/linkedin.txt')).toBe(kit.posts[0]?.text);
    const told = JSON.parse(files.get('a/kit.json') ?? '');
    expect(told).not.toHaveProperty('alternatives');
    const { alternatives, saidOn } = kit;
    expect({ ...told, alternatives, saidOn }).toEqual(kit);
  });

  test('one platform’s text when asked, and nothing for a kit without posts', () => {
    expect([...kitFiles(new Map([['a', kit]]), 'bluesky').keys()]).toEqual([
      'a/bluesky.txt',
      'a/kit.json',
    ]);
    expect(kitFiles(new Map([['a', { ...kit, posts: [] }]])).size).toBe(0);
  });
});
