import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { hasControlCharacter } from '#hub/text.ts';
import { type PlatformId, platformIds, platforms } from '#sharing/platforms.ts';
import { sourceHashOf } from '#sharing/share-post.ts';

import { anArticle } from '../../support/content-builders.ts';
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

describe('an override among others', () => {
  const textOn = (platform: PlatformId, fields: Parameters<typeof postOf>[0]) =>
    postOf(fields, platform).text.split('\n\n')[0];
  const overrides = {
    default: { text: 'Overal.', campaigns: { 'winterklaar-26': 'Overal in de winter.' } },
    x: {
      text: 'Op X.',
      campaigns: { 'winterklaar-26': 'Op X in de winter.' },
      languages: { en: 'On X.' },
    },
    mastodon: { campaigns: { 'lente-27': 'Op Mastodon in de lente.' } },
  };

  test.each([
    ['x', {}, 'Op X.'],
    ['x', { campaign: 'winterklaar-26' }, 'Op X in de winter.'],
    ['x', { campaign: 'winterklaar-26', lang: 'en' }, 'On X.'],
    ['x', { campaign: 'zomer-27' }, 'Op X.'],
    ['bluesky', {}, 'Overal.'],
    ['bluesky', { campaign: 'winterklaar-26' }, 'Overal in de winter.'],
    ['mastodon', { campaign: 'lente-27' }, 'Op Mastodon in de lente.'],
    ['mastodon', {}, 'Overal.'],
  ] as const)('on %s with %o, the nearest is used', (platform, fields, expected) => {
    expect(textOn(platform, { ...fields, share: { overrides } })).toBe(expected);
  });

  test('one for every platform that is too long for some says where it stands', () => {
    const { findings } = share({ share: { overrides: { default: 'a'.repeat(400) } } }, 'x');
    expect(findings).toMatchObject([
      { rule: 'share/over-limit', field: ['share', 'overrides', 'default'] },
    ]);
  });

  test('a title alone leaves the text to us', () => {
    const { text, title } = postOf(
      { share: { hook: 'Vast is vast.', overrides: { reddit: { title: 'Eigen titel' } } } },
      'reddit',
    );
    expect(title).toBe('Eigen titel');
    expect(text).toContain('Vast is vast.');
  });

  test('a text over its limit is an error or, where nobody is sure, a warning', () => {
    const given = { share: { overrides: { youtube: { title: 'a'.repeat(101) } } } };
    expect(share(given, 'youtube').findings).toMatchObject([
      { rule: 'share/over-limit', severity: 'error', message: expect.stringContaining('title') },
    ]);
    const forum = { share: { overrides: { 'hacker-news': 'a'.repeat(81) } } };
    expect(share(forum, 'hacker-news').findings).toMatchObject([
      { rule: 'share/over-limit', severity: 'error' },
    ]);
    const chat = { share: { overrides: { whatsapp: 'a'.repeat(65_537) } } };
    expect(share(chat, 'whatsapp').findings).toMatchObject([
      { rule: 'share/over-limit', severity: 'warning' },
    ]);
  });

  test.each([
    ['mastodon', 'Lees (#Bakfiets)', 'error'],
    ['threads', '#Een en #Twee', 'error'],
    ['reddit', 'Over #Banden', 'warning'],
  ] as const)('on %s a hashtag in “%s” that leads nowhere is named', (platform, text, severity) => {
    const { findings } = share({ share: { overrides: { [platform]: text } } }, platform);
    expect(findings).toMatchObject([{ rule: 'share/dead-hashtag', severity }]);
  });

  test.each(['Schrijf C# in 2026, #1 in de lijst', 'https://hub.example/a#kop'])(
    '“%s” holds no hashtag that leads nowhere',
    (text) => {
      const { findings } = share({ share: { overrides: { mastodon: text } } }, 'mastodon');
      expect(findings).toEqual([]);
    },
  );

  test.each(['x', 'linkedin', 'instagram'] as const)(
    'on %s a hashtag in brackets can be followed',
    (platform) => {
      const own = 'Lees (#Bakfiets) en “#Band”, link in bio';
      expect(share({ share: { overrides: { [platform]: own } } }, platform).findings).toEqual([]);
    },
  );

  test('a character that the platform refuses is named', () => {
    const { findings } = share(
      { share: { overrides: { youtube: 'Minder <b>kost</b>' } } },
      'youtube',
    );
    expect(findings).toMatchObject([
      { rule: 'share/refused-character', message: expect.stringContaining('"<"') },
      { rule: 'share/refused-character', message: expect.stringContaining('">"') },
    ]);
  });
});

describe('an override that was kept', () => {
  const fieldsOf = (writtenFor: string) => ({
    share: { overrides: { x: { text: 'Onze eigen woorden.', writtenFor } } },
  });
  const keptFor = sourceHashOf(anArticle());

  test('is in order as long as the article says the same', () => {
    const { post, findings } = share(fieldsOf(keptFor), 'x', keptFor);
    expect(post).not.toHaveProperty('stale');
    expect(findings).toEqual([]);
  });

  test('is marked when the article has changed, and stays as it is', () => {
    const { post, findings } = share(fieldsOf(keptFor), 'x', 'ffffffffffffffff');
    expect(post).toMatchObject({ stale: true, variant: 'override' });
    expect(post?.text).toContain('Onze eigen woorden.');
    expect(findings).toMatchObject([{ rule: 'share/stale', severity: 'warning' }]);
    expect(findings[0]?.message).toContain('npm run share -- keep nl/eerste-lekke-band x');
  });

  test('survives whatever happens to its article', () => {
    const line = fc.stringMatching(/^[A-Za-zé 😀]{8,60}[a-z]$/u);
    const edit = fc.record(
      {
        title: line,
        description: line.map((text) => text.padEnd(60, 'x')),
        body: fc.lorem(),
        takeaways: fc.array(line, { minLength: 2, maxLength: 4 }),
        hook: line,
        campaign: fc.constant('winterklaar-26'),
        updatedAt: fc.constant('2026-11-01'),
      },
      { requiredKeys: [] },
    );
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
      .filter((text) => text.trim() !== '' && !hasControlCharacter(text));
    const anyPlatform = fc.constantFrom(...platformIds.filter((id) => !platforms[id].isTitleOnly));
    fc.assert(
      fc.property(words, anyPlatform, fc.array(edit, { maxLength: 4 }), (own, platform, edits) => {
        const overrides = { [platform]: { text: own, writtenFor: keptFor } };
        for (const { hook, ...fields } of edits) {
          const given = { ...fields, share: { overrides, ...(hook && { hook }) } };
          const hash = sourceHashOf(anArticle(given));
          const { post } = share(given, platform, hash);
          expect(post?.text.startsWith(own.trim())).toBe(true);
          expect(post?.stale ?? false).toBe(hash !== keptFor);
        }
      }),
    );
  });
});
