import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Article } from '#articles/article.ts';
import { findHashtags } from '#sharing/hashtags.ts';
import { splitGraphemes } from '#sharing/length.ts';
import { findLinks } from '#sharing/links.ts';
import { fits } from '#sharing/platform.ts';
import { type PlatformId, platformIds, platforms } from '#sharing/platforms.ts';
import { linksTo } from '#sharing/post-text.ts';
import { shareKitFor } from '#sharing/share-kit.ts';
import type { SharePost } from '#sharing/share-post.ts';

import { anArticle, aTopic, someContent } from '../../support/content-builders.ts';
import { site } from '../../support/share-posts.ts';

/** What editors paste and what no schema forbids, or may one day no longer forbid. */
const oddTexts = {
  'emoji families': '👨‍👩‍👧‍👦👩🏽‍🔧🏳️‍🌈 '.repeat(60),
  flags: '🇳🇱🇧🇪🇸🇷'.repeat(70),
  'right to left': 'هذه الدراجة لا تحتاج إلى شيء سوى القليل من الزيت. '.repeat(12),
  'Hebrew with a Dutch word': 'האופניים האלה צריכים fietsenmaker '.repeat(14),
  CJK: '自転車は冬も走れますが、油を差してください。'.repeat(25),
  Thai: 'จักรยานคันนี้ต้องการน้ำมันเพียงเล็กน้อย'.repeat(15),
  'combining marks': 'e\u0301\u0323o\u0308\u0304 '.repeat(150),
  'one word without end': 'w'.repeat(10_000),
  'ten thousand characters': 'Draai de moer een kwartslag. '.repeat(345),
  'addresses of unknown domains':
    'Zie https://fiets.tandradijs/a, https://merk.brandweer?x=1 en band.winterklaar/b. '.repeat(6),
  'a mention first': '@ilyas@social.example zegt dat het zo moet. '.repeat(12),
  'a formula first': '=1+1 is twee, en dat klopt altijd. '.repeat(12),
  hashtags: '#Fiets #Fiets #2026 (#Bel) #Bel. '.repeat(15),
  'percent signs': '100 % van 50%25 is %2520, +a&b=c?d#e '.repeat(10),
  'signs that mean something elsewhere': '*_~`|<>[](){}\\#@ '.repeat(30),
  nothing: '',
} as const;

const content = someContent({
  topics: [aTopic({ hashtags: { nl: ['FietsOnderhoud', 'fietsonderhoud', 'NSFiets'] } })],
  hub: {
    share: { platforms: Object.fromEntries(platformIds.map((id) => [id, { use: 'service' }])) },
  },
});
const cardOf = (page: string) => ({ file: `/cards${page}`, width: 1200, height: 630 });

/** An article as if nothing had judged its fields. */
function unjudged(fields: Partial<Article['data']>): Article {
  const article = anArticle();
  return { ...article, data: { ...article.data, ...fields } };
}

function postsOf(fields: Partial<Article['data']>): SharePost[] {
  const { kit } = shareKitFor(unjudged(fields), { content, cardOf });
  return [...kit.posts, ...kit.alternatives];
}

/** Holds `post` against everything that its platform demands. */
function expectRight(post: SharePost, said: readonly string[]): void {
  const platform = platforms[post.platform];
  expect(fits(post.text, platform)).toBe(true);
  for (const { text } of post.thread ?? []) expect(fits(text, platform)).toBe(true);
  if (platform.title) {
    expect(platform.title.count(post.title ?? '')).toBeLessThanOrEqual(platform.title.max);
  }
  if (platform.comment) {
    expect(platform.comment.count(post.firstComment ?? '')).toBeLessThanOrEqual(
      platform.comment.max,
    );
  }
  const links = linksTo(site, post.text).map(({ url }) => url);
  expect(links).toEqual(platform.links === 'in-post' ? [post.url] : []);
  expect(post.text.isWellFormed()).toBe(true);

  const sources = [...said, post.url];
  for (const { url } of findLinks(post.text)) {
    expect(sources.some((source) => source.includes(url))).toBe(true);
  }
  const tags = findHashtags(said.join(' ')).map(({ tag }) => tag);
  for (const tag of post.hashtags) expect([...tags, 'FietsOnderhoud', 'NSFiets']).toContain(tag);
  expectRoundTrip(post);
}

/** The page to post from gives back text, or title and link, to the last character. */
function expectRoundTrip({ intent, text, title, url, media }: SharePost): void {
  if (intent === undefined) return;
  expect(intent.length).toBeLessThanOrEqual(2000);
  const { searchParams, hash } = new URL(intent);
  const given = [...searchParams.values(), ...new URLSearchParams(hash.slice(1)).values()];
  const own = [text, text.replace(url, '').trim(), url, title, media[0]?.publicUrl];
  expect(own).toEqual(expect.arrayContaining(given));
  if (!text.includes('%')) expect(intent).not.toContain('%2520');
}

describe.each(Object.entries(oddTexts))('of %s', (_, odd) => {
  const plain = 'Kijk eerst.';
  test.each([
    ['title', { title: odd }],
    ['hook', { share: { hook: odd, overrides: {}, skip: [] } }],
    ['takeaways', { takeaways: [odd, odd, plain] }],
    ['question', { question: { nl: odd } }],
    ['quote', { quotes: [{ text: odd, person: 'ada' }] }],
    ['headings', { body: `## ${odd}\n\n${odd}\n\n## ${plain}\n` }],
  ] as const)('as %s, every post on every platform is right', (_field, fields) => {
    const posts = postsOf(fields as Partial<Article['data']>);
    for (const post of posts) expectRight(post, [odd, plain]);
    for (const id of platformIds) expect(posts.some(({ platform }) => platform === id)).toBe(true);
  });
});

describe('whatever the article says', () => {
  const odd = fc.oneof(
    fc.constantFrom(...Object.values(oddTexts)),
    fc.string({ unit: 'grapheme', maxLength: 400 }).filter((text) => !text.includes(site)),
    fc.lorem({ maxCount: 40 }),
  );
  const article = fc.record({
    title: odd,
    lang: fc.constantFrom('nl' as const, 'en' as const),
    question: fc.option(fc.record({ nl: odd, en: odd }), { nil: undefined }),
    takeaways: fc.option(fc.array(odd, { minLength: 1, maxLength: 4 }), { nil: undefined }),
    quotes: fc.array(fc.record({ text: odd, person: fc.constant('ada') }), { maxLength: 2 }),
    hook: fc.option(odd, { nil: undefined }),
    campaign: fc.constantFrom(undefined, 'winterklaar-26'),
  });

  test('every post is right, and made again it is the same', () => {
    fc.assert(
      fc.property(article, ({ hook, ...fields }) => {
        const data = { ...fields, share: { hook, overrides: {}, skip: [] } };
        const posts = postsOf(data as Partial<Article['data']>);
        const said = [fields.title, hook, fields.question?.nl, fields.question?.en];
        const words = [...said, ...(fields.takeaways ?? []), ...fields.quotes.map((q) => q.text)];
        for (const post of posts)
          expectRight(
            post,
            words.filter((text) => text !== undefined),
          );
        expect(postsOf(data as Partial<Article['data']>)).toEqual(posts);
      }),
      { numRuns: 8 },
    );
  });

  test('mentions and graphemes of the text stay whole', () => {
    const word = fc.constantFrom(
      ...[
        '@ada@social.example',
        '@ilyas',
        '👨‍👩‍👧‍👦',
        '🇳🇱🇧🇪',
        'e\u0301e\u0301',
        'band',
        'ketting,',
        '自転車',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 30, maxLength: 120 }),
        fc.constantFrom<PlatformId>('x', 'bluesky', 'mastodon', 'threads', 'pinterest'),
        (words, platform) => {
          const hook = words.join(' ');
          const { posts } = shareKitFor(unjudged({ share: { hook, overrides: {}, skip: [] } }), {
            content,
            cardOf,
          }).kit;
          const said = posts.find((one) => one.platform === platform)?.text.split('\n\n')[0] ?? '';
          const kept = splitGraphemes(said.replace(/ ?…$/u, ''));
          expect(splitGraphemes(hook).slice(0, kept.length)).toEqual(kept);
          for (const mention of said.match(/@\S+/gu) ?? []) {
            expect(['@ada@social.example', '@ilyas']).toContain(mention.replace('…', ''));
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
