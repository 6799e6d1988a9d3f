import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addDays } from '#hub/calendar.ts';
import {
  type DigestArticle,
  type DigestContent,
  digestFor,
  digestKey,
  type DigestReader,
  maxDigestArticles,
} from '#newsletter/digest.ts';

const asOf = '2026-11-18';

describe('digestFor', () => {
  test('brings what is new since the reader came, newest first', () => {
    const reader = aReader({ since: '2026-11-02' });
    const articles = [
      anArticle({ id: 'nl/ouder', publishedAt: '2026-11-01' }),
      anArticle({ id: 'nl/eerst', publishedAt: '2026-11-02' }),
      anArticle({ id: 'nl/laatst', publishedAt: '2026-11-17' }),
      anArticle({ id: 'nl/morgen', publishedAt: '2026-11-19' }),
    ];
    expect(idsOf(digestFor(reader, { articles, asOf }))).toEqual(['nl/laatst', 'nl/eerst']);
  });

  test('is skipped when it would be empty', () => {
    expect(digestFor(aReader(), { articles: [], asOf })).toBeNull();
    const had = new Set(['nl/artikel']);
    expect(digestFor(aReader({ had }), { articles: [anArticle()], asOf })).toBeNull();
  });

  test('brings only the chosen topics and language', () => {
    const articles = [
      anArticle({ id: 'nl/band', topic: 'repair' }),
      anArticle({ id: 'nl/som', topic: 'sums' }),
      anArticle({ id: 'en/tyre', language: 'en', topic: 'repair' }),
    ];
    expect(idsOf(digestFor(aReader({ topics: ['repair'] }), { articles, asOf }))).toEqual([
      'nl/band',
    ]);
    expect(idsOf(digestFor(aReader({ language: 'en' }), { articles, asOf }))).toEqual(['en/tyre']);
  });

  test('never brings the translation of what was had', () => {
    const articles = [anArticle({ id: 'en/tyre', language: 'en', alsoAs: ['nl/band'] })];
    const reader = aReader({ language: 'en', had: new Set(['nl/band']) });
    expect(digestFor(reader, { articles, asOf })).toBeNull();
  });

  test('waits while the reader pauses, up to the day it ends', () => {
    const articles = [anArticle()];
    const paused = aReader({ pausedUntil: '2026-11-19' });
    expect(digestFor(paused, { articles, asOf })).toBeNull();
    expect(digestFor(paused, { articles, asOf: '2026-11-19' })).not.toBeNull();
  });

  test.each([
    // 2026-11-15 is a Sunday.
    ['weekly', '2026-11-16', '2026-11-22', false],
    ['weekly', '2026-11-15', '2026-11-16', true],
    ['monthly', '2026-10-31', '2026-11-01', true],
    ['monthly', '2026-11-01', '2026-11-30', false],
    ['monthly', '2025-11-30', '2026-11-01', true],
    ['each', '2026-11-18', '2026-11-18', true],
  ] as const)('%s after %s comes on %s: %s', (frequency, lastOn, day, comes) => {
    const digest = digestFor(aReader({ frequency, lastOn }), {
      articles: [anArticle({ publishedAt: '2026-10-20' })],
      asOf: day,
    });
    expect(digest !== null).toBe(comes);
  });

  test('keeps what does not fit for the next time', () => {
    const articles = Array.from({ length: maxDigestArticles + 3 }, (_, index) =>
      anArticle({ id: `nl/artikel-${index}` }),
    );
    const first = digestFor(aReader(), { articles, asOf });
    expect(idsOf(first)).toHaveLength(maxDigestArticles);
    const had = new Set(idsOf(first));
    expect(idsOf(digestFor(aReader({ had }), { articles, asOf }))).toHaveLength(3);
  });

  test('asked every day for months, no article comes twice in any language and none of the right ones is lost', () => {
    fc.assert(
      fc.property(fc.array(someArticle, { maxLength: 30 }), someReader, (drawn, beginning) => {
        const articles = withTranslations(drawn);
        const had = new Set<string>();
        const reader: { -readonly [Field in keyof DigestReader]: DigestReader[Field] } = {
          ...beginning,
          had,
        };
        const periods = new Set<string>();
        for (let day = '2026-09-01'; day < '2026-12-15'; day = addDays(day, 1)) {
          const digest = digestFor(reader, { articles, asOf: day });
          if (digest === null) continue;
          for (const article of digest.articles) {
            expect([article.id, ...article.alsoAs].filter((id) => had.has(id))).toEqual([]);
            had.add(article.id);
          }
          if (reader.frequency === 'monthly') {
            expect(periods).not.toContain(day.slice(0, 7));
            periods.add(day.slice(0, 7));
          }
          reader.lastOn = day;
        }
        const wanted = articles.filter(
          ({ language, topic, publishedAt, alsoAs, id }) =>
            language === reader.language &&
            (reader.topics.length === 0 || reader.topics.includes(topic)) &&
            publishedAt >= reader.since &&
            ![id, ...alsoAs].some((one) => beginning.had.has(one)),
        );
        expect([...had].toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
      }),
    );
  });

  test('the order of articles in a folder changes nothing', () => {
    fc.assert(
      fc.property(fc.array(someArticle, { maxLength: 12 }), someReader, (drawn, reader) => {
        const articles = withTranslations(drawn);
        const digest = digestFor(reader, { articles, asOf });
        expect(digestFor(reader, { articles: articles.toReversed(), asOf })).toEqual(digest);
      }),
    );
  });
});

test('digests of the same articles in one language have one key, others have others', () => {
  const [one, other] = [anArticle({ id: 'nl/a' }), anArticle({ id: 'nl/b' })];
  expect(digestKey('nl', { articles: [one, other], letters: [] })).toBe(
    digestKey('nl', { articles: [{ ...one }, other], letters: [] }),
  );
  expect(digestKey('nl', { articles: [one], letters: [] })).not.toBe(
    digestKey('nl', { articles: [one, other], letters: [] }),
  );
  expect(digestKey('nl', { articles: [one], letters: [] })).not.toBe(
    digestKey('en', { articles: [one], letters: [] }),
  );
});

function idsOf(digest: DigestContent | null): string[] {
  return (digest?.articles ?? []).map(({ id }) => id);
}

function anArticle(fields: Partial<DigestArticle> = {}): DigestArticle {
  return {
    id: 'nl/artikel',
    language: 'nl',
    topic: 'repair',
    publishedAt: '2026-11-10',
    alsoAs: [],
    ...fields,
  };
}

function aReader(fields: Partial<DigestReader> = {}): DigestReader {
  return {
    language: 'nl',
    topics: [],
    frequency: 'each',
    pausedUntil: null,
    since: '2026-01-01',
    had: new Set(),
    hadLetters: new Set(),
    lastOn: null,
    ...fields,
  };
}

const someDay = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-09-05', days));
const someLanguage = fc.constantFrom('nl' as const, 'en' as const);
const someTopic = fc.constantFrom('repair', 'sums', 'road');

const someArticle = fc.record({
  language: someLanguage,
  topic: someTopic,
  publishedAt: someDay,
});

const someReader: fc.Arbitrary<DigestReader> = fc.record({
  language: someLanguage,
  topics: fc.uniqueArray(someTopic, { maxLength: 2 }),
  frequency: fc.constantFrom('each' as const, 'weekly' as const, 'monthly' as const),
  pausedUntil: fc.option(someDay),
  since: someDay,
  had: fc.constant(new Set<string>()),
  hadLetters: fc.constant(new Set<string>()),
  lastOn: fc.constant(null),
});

/** Every second article is the translation of the one before it, where their languages differ. */
function withTranslations(
  drawn: readonly Pick<DigestArticle, 'language' | 'topic' | 'publishedAt'>[],
): DigestArticle[] {
  const named = drawn.map((article, index) => ({ ...article, id: `${article.language}/${index}` }));
  return named.map((article, index) => {
    const other = named[index % 2 === 0 ? index + 1 : index - 1];
    const isPair = other !== undefined && other.language !== article.language;
    return { ...article, alsoAs: isPair ? [other.id] : [] };
  });
}
