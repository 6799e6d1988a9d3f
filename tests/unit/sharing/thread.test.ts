import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { findLinks } from '#sharing/links.ts';
import { fits } from '#sharing/platform.ts';
import { platformIds, platforms } from '#sharing/platforms.ts';

import { postOf, share } from '../../support/share-posts.ts';

const takeaways = ['Kijk eerst.', 'Draai dan pas.', 'Proef tot slot.'];
const withThreads = platformIds.filter((id) => platforms[id].hasThreads);

describe('a thread', () => {
  test('opens with the best words, tells the takeaways one by one and ends with the link', () => {
    const { thread } = postOf({ share: { hook: 'Vast is vast.' }, takeaways }, 'mastodon');
    expect(thread?.map(({ text }) => text)).toEqual([
      'Vast is vast.\n\n1/5',
      'Kijk eerst.\n\n2/5',
      'Draai dan pas.\n\n3/5',
      'Proef tot slot.\n\n4/5',
      expect.stringMatching(
        /^Alles bij elkaar lees je in “De eerste lekke band”:\n\nhttps:\/\/proefhub\.example\/artikelen\/eerste-lekke-band\/\?utm_source=mastodon&utm_medium=social&utm_content=[0-9a-f]{8}\n\n5\/5$/,
      ),
    ]);
    expect(thread?.[0]?.count).toEqual({ value: 18, limit: 500, unit: 'grapheme' });
  });

  test('is told in the language of its article', () => {
    const { thread } = postOf({ lang: 'en', takeaways }, 'x');
    expect(thread?.at(-1)?.text).toMatch(/^All of it together is in “/);
  });

  test('does not say again what it opens with', () => {
    const { thread } = postOf({ takeaways }, 'bluesky');
    expect(thread?.map(({ text }) => text.split('\n')[0]).slice(0, 3)).toEqual(takeaways);
  });

  test('is made of the headings where there are no takeaways', () => {
    const body =
      'Vooraf.\n\n## Zoek het lek\n\nLuister goed. Kijk dan.\n\n```sh\n## geen kop\n```\n\n' +
      '## Plak het\n\n- lijm\n- geduld\n\n### Wachten\n\n## Pomp **op**\n\nTot vier bar.\n';
    const { thread } = postOf({ share: { hook: 'Vast is vast.' }, body }, 'threads');
    expect(thread?.map(({ text }) => text).slice(0, 4)).toEqual([
      'Vast is vast.\n\n1/5',
      'Zoek het lek\n\nLuister goed.\n\n2/5',
      'Plak het\n\n3/5',
      'Pomp op\n\nTot vier bar.\n\n4/5',
    ]);
  });

  test('is left out where there is too little to tell, and on platforms without threads', () => {
    expect(postOf({}, 'mastodon')).not.toHaveProperty('thread');
    expect(postOf({ takeaways }, 'linkedin')).not.toHaveProperty('thread');
  });

  test('has parts that each fit, with their number and only in the last a link', () => {
    const piece = fc.constantFrom(
      ...[
        'woord',
        'één',
        '👨‍👩‍👧‍👦',
        '🇳🇱',
        '自転車は冬も走れます',
        'مرحبا',
        'e\u0301',
        '→',
        '#Bel',
        '@ada@b.example',
      ],
    );
    const line = fc
      .array(piece, { minLength: 1, maxLength: 60 })
      .map((words) => Array.from(words.join(' ')).slice(0, 180).join('').trim())
      .filter((text) => text.length > 0 && text.length <= 180 && text.isWellFormed());
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 2, maxLength: 4 }),
        line,
        fc.constantFrom(...withThreads),
        (told, hook, platform) => {
          const { post } = share({ takeaways: told, share: { hook } }, platform);
          const parts = post?.thread ?? [];
          for (const [index, { text, count }] of parts.entries()) {
            expect(fits(text, platforms[platform])).toBe(true);
            expect(count.value).toBe(platforms[platform].limits[0].count(text));
            expect(text.endsWith(`\n\n${index + 1}/${parts.length}`)).toBe(true);
            expect(findLinks(text)).toHaveLength(index === parts.length - 1 ? 1 : 0);
          }
        },
      ),
    );
  });
});

describe('the first comment', () => {
  test('asks the article’s question and says where the article is', () => {
    const question = { nl: 'Welke handeling sla jij altijd over?' };
    const { firstComment, url } = postOf(
      { question, share: { hook: 'Vast is vast.' } },
      'linkedin',
    );
    expect(firstComment).toMatch(
      /^Welke handeling sla jij altijd over\?\n\nHet hele stuk lees je hier: https:\S+utm_source=linkedin&\S+$/,
    );
    expect(firstComment).not.toContain(url);
  });

  test('does not repeat the question that the post asks', () => {
    const asked = postOf({ question: { nl: 'Welke handeling sla jij altijd over?' } }, 'linkedin');
    expect(asked.variant).toBe('question');
    expect(asked.firstComment).toMatch(/^Het hele stuk lees je hier: /);
  });

  test('is left out where it is not customary', () => {
    expect(postOf({}, 'mastodon')).not.toHaveProperty('firstComment');
  });
});

describe('a post with a title', () => {
  test('has the article’s title, shortened where it must be', () => {
    const title =
      'Waarom wij elke winter opnieuw dezelfde zes bouten vergeten aan te draaien, en jij ook';
    expect(postOf({ title }, 'reddit').title).toBe(title);
    const { title: short, titleCount } = postOf({ title }, 'hacker-news');
    expect(short).toBe(
      'Waarom wij elke winter opnieuw dezelfde zes bouten vergeten aan te draaien, en…',
    );
    expect(titleCount).toEqual({ value: 79, limit: 80, unit: 'char' });
  });

  test('says nothing but its link on Hacker News', () => {
    const { text, url } = postOf({ share: { hook: 'Vast is vast.' } }, 'hacker-news');
    expect(text).toBe(url);
    expect([...share({ takeaways }, 'hacker-news').alternatives]).toEqual([]);
  });

  test('keeps its link out of the words on Pinterest', () => {
    const { text, url, intent } = postOf({ share: { hook: 'Vast is vast.' } }, 'pinterest');
    expect(text).toBe('Vast is vast.\n\n#FietsOnderhoud #ZelfSleutelen');
    expect(intent).toContain(encodeURIComponent(url));
  });

  test('writes other signs for those that YouTube refuses', () => {
    const { text, title } = postOf(
      { title: 'Bakfiets < auto, of toch niet', share: { hook: 'Kosten: fiets < auto > taxi' } },
      'youtube',
    );
    expect(title).toBe('Bakfiets ‹ auto, of toch niet');
    expect(text).toMatch(/^Kosten: fiets ‹ auto › taxi\n/);
  });
});
