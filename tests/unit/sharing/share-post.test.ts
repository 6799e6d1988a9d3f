import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { findHashtags } from '#sharing/hashtags.ts';
import { fits } from '#sharing/platform.ts';
import { platformIds, platforms } from '#sharing/platforms.ts';
import { linksTo } from '#sharing/post-text.ts';

import { postOf, share, sharedTopic, site } from '../../support/share-posts.ts';

/** What stands behind the `#` of an address, as a query. */
function searchParamsOf(hash: string): URLSearchParams {
  return new URLSearchParams(hash.slice(1));
}

describe('sharePostsFor', () => {
  test('a post is snippet, tagged link and hashtags', () => {
    const post = postOf(
      { campaign: 'winterklaar-26', share: { hook: 'Vast is vast.' } },
      'mastodon',
    );
    expect(post.text).toBe(
      'Vast is vast.\n\n' +
        'https://proefhub.example/artikelen/eerste-lekke-band/?utm_source=mastodon&utm_medium=social' +
        `&utm_campaign=winterklaar-26&utm_content=${post.utm.utm_content}\n\n` +
        '#FietsOnderhoud #ZelfSleutelen #Band',
    );
    expect(post).toMatchObject({
      id: 'nl/eerste-lekke-band/mastodon/hook',
      article: 'nl/eerste-lekke-band',
      platform: 'mastodon',
      variant: 'hook',
      locale: 'nl',
      hashtags: ['FietsOnderhoud', 'ZelfSleutelen', 'Band'],
      count: { value: 13 + 2 + 23 + 2 + 36, limit: 500, unit: 'grapheme' },
      media: [
        {
          file: '/cards/artikelen/eerste-lekke-band.jpg',
          publicUrl: 'https://proefhub.example/cards/artikelen/eerste-lekke-band.jpg',
          alt: 'Een lekke band',
        },
      ],
      sourceHash: 'abc',
    });
  });

  test('an English article has its English address, hashtags and alternative text', () => {
    const post = postOf({ lang: 'en', slug: 'first-puncture' }, 'linkedin');
    expect(post.url).toContain(`${site}/en/articles/first-puncture/?utm_source=linkedin`);
    expect(post.hashtags).toEqual(['BikeRepair']);
    expect(post.media[0]?.alt).toBe('A flat tyre');
  });

  test('two texts have different utm_content, the same text always the same', () => {
    const content1 = postOf({ share: { hook: 'Vast is vast.' } }, 'x').utm.utm_content;
    expect(postOf({ share: { hook: 'Vast is vast.' } }, 'bluesky').utm.utm_content).toBe(content1);
    expect(postOf({ share: { hook: 'Los is los.' } }, 'x').utm.utm_content).not.toBe(content1);
  });

  test('what identifies a post survives a change of its words', () => {
    const before = postOf({ share: { hook: 'Vast is vast.' } }, 'x');
    const after = postOf({ title: 'Een heel andere titel', share: { hook: 'Los is los.' } }, 'x');
    expect(after.id).toBe(before.id);
    expect(after.idempotencyKey).toBe(before.idempotencyKey);
  });

  test('Instagram sends readers to the profile and keeps the tagged link in the kit', () => {
    const post = postOf({ share: { hook: 'Vast is vast.' } }, 'instagram');
    expect(post.text).toBe(
      'Vast is vast.\n\nLees “De eerste lekke band” via de link in profiel.\n\n' +
        '#FietsOnderhoud #ZelfSleutelen #Band #Lek #Pech',
    );
    expect(post.url).toContain('/artikelen/eerste-lekke-band/?utm_source=instagram');
    expect(post).not.toHaveProperty('intent');
    expect(postOf({ lang: 'en' }, 'instagram').text).toContain('link in bio');
  });

  test('LinkedIn gets an escaped text for programs, people an unescaped one', () => {
    const post = postOf({ share: { hook: 'Vast (echt) is vast.' } }, 'linkedin');
    expect(post.text).toContain('Vast (echt) is vast.');
    expect(post.api?.commentary).toContain(String.raw`Vast \(echt\) is vast.`);
    expect(post.api?.commentary).toContain(String.raw`{hashtag|\#|FietsOnderhoud}`);
  });

  test('Bluesky counts bytes beside graphemes and gets facets', () => {
    const post = postOf({}, 'bluesky');
    expect(post.count.secondary).toMatchObject({ limit: 3000, unit: 'utf8' });
    expect(post.api?.facets).toHaveLength(1 + post.hashtags.length);
  });

  test('a quote that must be shortened keeps its speaker', () => {
    const quote = 'Zes minuten extra, meer kost het niet om fatsoenlijk aan te komen. '.repeat(3);
    const article = {
      slug: 'a'.repeat(60),
      quotes: [{ text: quote.slice(0, 210), person: 'ada' }],
    };
    const { post } = share(article, 'bluesky');
    expect(post?.text).toMatch(/^“Zes minuten[^”]*…” – Ada Wielemaker\n/u);
  });

  test.each([
    ['x', '#fietsonderhoud doe je zelf', ['fietsonderhoud', 'ZelfSleutelen']],
    ['threads', 'Alles over #Pech onderweg', ['Pech']],
    ['mastodon', '#Een #Twee #Drie #Vier tellen', ['Een', 'Twee', 'Drie', 'Vier']],
  ] as const)('on %s, hashtags in “%s” are not repeated and count as its own', (id, hook, tags) => {
    expect(postOf({ share: { hook } }, id).hashtags).toEqual(tags);
  });

  test('a variant that cannot be shortened gives way to the next that can', () => {
    const hook = 'winterbandenwisselafspraak'.repeat(6);
    const crowded = { slug: 'a'.repeat(60), campaign: 'winterklaar-26' };
    const takeaways = ['Kijk eerst.', 'Draai dan pas.'];
    expect(postOf({ ...crowded, share: { hook } }, 'bluesky').variant).toBe('summary');
    const post = postOf({ ...crowded, share: { hook }, takeaways }, 'bluesky');
    expect(post.variant).toBe('insight-1');
    expect(post.text).toMatch(/^Kijk eerst\.\n\nhttps/u);
    expect(post.text).toContain(`utm_content=${post.utm.utm_content}`);
    expect(postOf({ ...crowded, share: { hook }, takeaways }, 'linkedin').variant).toBe('hook');
  });

  test.each(platformIds)(
    '%s: the page to post from holds the text whole, or title and link',
    (id) => {
      const post = postOf({ share: { hook: 'Zo’n 100 % “vast” & zeker: #1 + 1 = 2' } }, id);
      if (post.intent === undefined) return expect(platforms[id].intent).toBeUndefined();
      const { searchParams, hash } = new URL(post.intent);
      const given = [...searchParams.values(), ...searchParamsOf(hash).values()];
      const words = post.text.replace(post.url, '').trim();
      const own = [
        post.text,
        words,
        post.url,
        post.title,
        ...post.media.map((one) => one.publicUrl),
      ];
      expect(own).toEqual(expect.arrayContaining(given));
      expect(given.some((one) => one.includes(post.url))).toBe(true);
      expect(post.intent).not.toMatch(/\+|%25(?!%20| )/u);
      expect(post.intent.length).toBeLessThanOrEqual(2000);
    },
  );

  test('a text too long for an address has no page to post from', () => {
    const override = 'Vast is vast. '.repeat(200).trim();
    expect(postOf({ share: { overrides: { whatsapp: override } } }, 'whatsapp')).not.toHaveProperty(
      'intent',
    );
  });
});

describe('a generated post', () => {
  const words = fc
    .array(
      fc.oneof(
        fc.stringMatching(/^[a-zé]{1,14}[.,?!]?$/),
        fc.constantFrom(
          '👨‍👩‍👧‍👦',
          '自転車は',
          '→',
          '…',
          '#Bel',
          '@ada@social.example',
          'hub.acme.com/a',
          'https://bron.example/x?y=z',
        ),
      ),
      { minLength: 1, maxLength: 45, size: 'max' },
    )
    .map((list) => list.join(' '))
    .map((text) => Array.from(text).slice(0, 180).join('').trim())
    .filter((text) => text.length > 0 && text.length <= 180);
  const slugs = fc.stringMatching(/^[a-z]{1,20}(-[a-z]{1,12}){0,10}$/, { size: 'max' });
  // Where room is short, twice as often.
  const posts = fc.tuple(words, slugs, fc.constantFrom(...platformIds, 'x', 'bluesky', 'bluesky'));

  test('is never over a limit and always has its link whole, once', () => {
    fc.assert(
      fc.property(posts, ([hook, slug, platform]) => {
        const { post } = share({ slug, share: { hook } }, platform);
        if (!post) return;
        expect(fits(post.text, platforms[platform])).toBe(true);
        const links = linksTo(site, post.text).map(({ url }) => url);
        expect(links).toEqual(platforms[platform].links === 'in-post' ? [post.url] : []);
      }),
      { interruptAfterTimeLimit: 10_000 },
    );
  });

  test('has whole hashtags and whole graphemes', () => {
    fc.assert(
      fc.property(posts, ([hook, slug, platform]) => {
        const { post } = share({ slug, share: { hook } }, platform);
        if (!post) return;
        const known = [
          ...sharedTopic.data.hashtags.nl,
          ...findHashtags(hook).map(({ tag }) => tag),
        ];
        expect(post.hashtags.every((tag) => known.includes(tag))).toBe(true);
        expect(post.text.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('what makes a post impossible or poor', () => {
  test('a slug so long that its link leaves no room', () => {
    const { post, findings } = share(
      { slug: 'a'.repeat(200), campaign: 'winterklaar-26' },
      'bluesky',
    );
    expect(post).toBeNull();
    expect(findings).toMatchObject([
      { rule: 'share/over-limit', severity: 'error', field: ['share'] },
    ]);
  });

  test('a cover without alternative text in the article’s language', () => {
    const cover = { src: 'a.svg', alt: { nl: 'Een lekke band' } };
    const { post, findings } = share({ lang: 'en', cover }, 'x');
    expect(findings).toMatchObject([{ rule: 'share/alt-missing', field: ['cover', 'alt'] }]);
    expect(post?.media).toEqual([]);
  });

  test('an alternative text longer than the platform keeps', () => {
    const cover = { src: 'a.svg', alt: { nl: 'b'.repeat(421) } };
    expect(share({ cover }, 'x').findings).toMatchObject([
      { rule: 'share/alt-too-long', severity: 'warning' },
    ]);
    expect(share({ cover }, 'mastodon').findings).toEqual([]);
  });

  test('a hook that itself links to the hub', () => {
    const { findings } = share({ share: { hook: `Zie ${site}/geleerd/ voor meer` } }, 'facebook');
    expect(findings).toMatchObject([{ rule: 'share/one-link' }]);
  });

  test('a hashtag is given up, last first, before a word is', () => {
    const hook = Array.from({ length: 30 }, (_, index) => `woord${index}`)
      .join(' ')
      .slice(0, 170)
      .trim();
    const post = postOf({ slug: 'b'.repeat(10), share: { hook } }, 'bluesky');
    expect(post.text.startsWith(`${hook}\n\n`)).toBe(true);
    expect(post.hashtags).toEqual(['FietsOnderhoud']);
  });
});
