import { describe, expect, test } from 'vitest';

import { type PlatformId, platforms } from '#sharing/platforms.ts';

import { postOf, share, site } from '../../support/share-posts.ts';

describe('an override', () => {
  const article = (override: string, platform: PlatformId) => ({
    share: { overrides: { [platform]: override } },
  });

  test('is used as written, with the link added where it has none', () => {
    const post = postOf(article('Onze eigen woorden.\n\n#Eigen', 'mastodon'), 'mastodon');
    expect(post.text).toBe(`Onze eigen woorden.\n\n#Eigen\n\n${post.url}`);
    expect(post).toMatchObject({ variant: 'override', hashtags: ['Eigen'] });
  });

  test('keeps its own link in its place and gives it the tags', () => {
    const post = postOf(
      article(`Lees (${site}/artikelen/eerste-lekke-band/?a=b) en zeg het voort.`, 'linkedin'),
      'linkedin',
    );
    expect(post.text).toBe(`Lees (${post.url}) en zeg het voort.`);
    expect(post.url).toMatch(
      /\?a=b&utm_source=linkedin&utm_medium=social&utm_content=[0-9a-f]{8}$/,
    );
  });

  test.each(['http://proefhub.example', 'HTTPS://Proefhub.example', 'proefhub.example'])(
    'has its link recognised when it begins with %s',
    (start) => {
      const { text, url } = postOf(
        article(`Lees ${start}/artikelen/eerste-lekke-band/?a=B. Klaar`, 'x'),
        'x',
      );
      expect(text).toBe(`Lees ${url}. Klaar`);
      expect(url).toMatch(
        /^https:\/\/proefhub\.example\/artikelen\/eerste-lekke-band\/\?a=B&utm_/u,
      );
    },
  );

  test.each([
    'Vraag het info@proefhub.example/balie',
    'Op oud.proefhub.example/archief staat meer',
    'Bij Proefhub.example weten ze het',
    'https://archief.example/?url=proefhub.example/artikelen/',
  ])('of “%s” has no link to the hub yet', (text) => {
    const post = postOf(article(text, 'linkedin'), 'linkedin');
    expect(post.text).toBe(`${text}\n\n${post.url}`);
  });

  test('for Instagram gets the line about the profile, unless it has one', () => {
    expect(postOf(article('Eigen woorden.', 'instagram'), 'instagram').text).toContain(
      'link in profiel',
    );
    const own = 'Eigen woorden. Link in bio!';
    expect(postOf(article(own, 'instagram'), 'instagram').text).toBe(own);
  });

  test.each([
    ['x', 'a'.repeat(281 - 25), 'counts 281 characters', '1 over the limit of 280'],
    ['x', '→'.repeat(130), 'counts 285 characters', '5 over the limit of 280'],
    ['mastodon', 'a'.repeat(500), 'counts 525 characters', '25 over the limit of 500'],
    ['linkedin', 'a'.repeat(3001), 'characters', 'over the limit of 3000'],
    ['threads', '👨‍👩‍👧‍👦'.repeat(20), 'characters', 'over the limit of 500'],
    ['instagram', '#a #b #c #d #e #f link in bio', 'counts 6 hashtags', '1 over the limit of 5'],
  ] as const)(
    'over the limit of %s is an error with the overrun, never cut',
    (platform, text, counts, over) => {
      const { post, findings } = share(article(text, platform), platform);
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({
        rule: 'share/over-limit',
        severity: 'error',
        file: 'content/articles/nl/eerste-lekke-band.mdx',
        field: ['share', 'overrides', platform],
      });
      expect(findings[0]?.message).toContain('nl/eerste-lekke-band');
      expect(findings[0]?.message).toContain(platforms[platform].label);
      expect(findings[0]?.message).toContain(counts);
      expect(findings[0]?.message).toContain(over);
      expect(post?.text.startsWith(text)).toBe(true);
    },
  );

  test('of exactly the limit is fine', () => {
    const post = postOf(article('a'.repeat(280 - 25), 'x'), 'x');
    expect(post.count).toEqual({ value: 280, limit: 280, unit: 'weighted' });
  });

  test('with more than five links is too much for Threads', () => {
    const links = ['a', 'b', 'c', 'd', 'e'].map((name) => `https://${name}.example`).join(' ');
    expect(share(article(links, 'threads'), 'threads').findings).toMatchObject([
      { rule: 'share/over-limit', message: expect.stringContaining('counts 6 links') },
    ]);
  });

  test('over a limit that nobody confirmed is a warning', () => {
    const { findings } = share(article('a'.repeat(65_600), 'whatsapp'), 'whatsapp');
    expect(findings).toMatchObject([{ rule: 'share/over-limit', severity: 'warning' }]);
  });

  test('with two links to the hub is an error', () => {
    const { findings } = share(
      article(`${site}/ en proefhub.example/artikelen/eerste-lekke-band/`, 'x'),
      'x',
    );
    expect(findings).toMatchObject([{ rule: 'share/one-link', severity: 'error' }]);
  });

  test('with a control character is an error', () => {
    const { findings } = share(article('Vast\u202E is vast.', 'x'), 'x');
    expect(findings).toMatchObject([{ rule: 'share/control-character', severity: 'error' }]);
  });
});
