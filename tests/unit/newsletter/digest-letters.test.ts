import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addDays } from '#hub/calendar.ts';
import { digestArticle, digestComposer } from '#newsletter/compose-digest.ts';
import { digestFor, type DigestReader } from '#newsletter/digest.ts';
import { digestLetter, type DigestLetter } from '#newsletter/digest-letters.ts';

import { someContent } from '../../support/content-builders.ts';
import { aMailArticle, aMailIssue } from '../../support/mail-parts.ts';

const asOf = '2026-11-18';

const aLetter = (slug: string, fields: Partial<DigestLetter> = {}): DigestLetter => ({
  ...{ id: `nl/${slug}`, slug, language: 'nl', topics: [], articles: [] },
  ...fields,
});

const aReader = (fields: Partial<DigestReader> = {}): DigestReader => ({
  ...{ language: 'nl', topics: [], frequency: 'weekly', pausedUntil: null, since: '2026-01-01' },
  ...{ had: new Set(), hadLetters: new Set(), lastOn: null },
  ...fields,
});

const slugsFor = (reader: DigestReader, letters: readonly DigestLetter[]) =>
  digestFor(reader, { articles: [], letters, asOf })?.letters.map(({ slug }) => slug) ?? [];

describe('the letters of a digest', () => {
  test('are those since the last one, newest first', () => {
    const letters = ['2026-11-04', '2026-11-11', '2026-11-18', '2026-11-25'].map((day) =>
      aLetter(day),
    );
    const reader = aReader({ lastOn: '2026-11-10' });
    expect(slugsFor(reader, letters)).toEqual(['2026-11-18', '2026-11-11']);
  });

  test.each([
    ['who gets every issue by itself', { frequency: 'each' as const }],
    ['who reads another language', { language: 'en' as const }],
    ['who chose other topics', { topics: ['sums'] }],
    ['who had it as an issue, before they chose digests', { hadLetters: new Set(['nl/x']) }],
    ['who came after it', { since: '2026-11-19' }],
  ])('do not reach %s', (_who, fields) => {
    const letter = aLetter('2026-11-18', { id: 'nl/x', topics: ['repair'] });
    expect(slugsFor(aReader(fields), [letter])).toEqual([]);
  });

  test('bring along what they speak of, of any topic and age, but what was had', () => {
    const article = (id: string, fields: object = {}) => ({
      ...{ id, language: 'nl' as const, topic: 'road', publishedAt: '2025-01-01', alsoAs: [] },
      ...fields,
    });
    const articles = [
      article('nl/nieuw', { topic: 'sums', publishedAt: '2026-11-17' }),
      ...['nl/oud', 'nl/gehad', 'nl/ander'].map((id) => article(id)),
    ];
    const letters = [aLetter('2026-11-18', { articles: ['nl/oud', 'nl/gehad'] })];
    const reader = aReader({ topics: ['sums'], had: new Set(['nl/gehad']) });
    const digest = digestFor(reader, { articles, letters, asOf });
    expect(digest?.articles.map(({ id }) => id)).toEqual(['nl/oud', 'nl/nieuw']);
  });

  test('a correction is no letter: it goes to whom the corrected issue reached', () => {
    expect(digestLetter(aMailIssue({ corrects: '2026-11-04' }))).toBeNull();
  });

  test('asked every day, no letter comes twice and none is lost', () => {
    const someDays = fc.uniqueArray(fc.integer({ min: 0, max: 60 }));
    const frequency = fc.constantFrom('weekly' as const, 'monthly' as const);
    fc.assert(
      fc.property(someDays, frequency, (days, chosen) => {
        const letters = days.map((number) => aLetter(addDays('2026-09-05', number)));
        const hadLetters = new Set<string>();
        let lastOn: string | null = null;
        for (let day = '2026-09-01'; day < '2026-12-15'; day = addDays(day, 1)) {
          const reader = aReader({ frequency: chosen, hadLetters, lastOn });
          const digest = digestFor(reader, { articles: [], letters, asOf: day });
          if (digest === null) continue;
          for (const { id } of digest.letters) {
            expect(hadLetters).not.toContain(id);
            hadLetters.add(id);
          }
          lastOn = day;
        }
        expect(hadLetters.size).toBe(letters.length);
      }),
    );
  });
});

describe('digestComposer', () => {
  const { hub } = someContent();
  const issues = [
    aMailIssue({
      intro: '<p>Het vriest in de werkplaats.</p>',
      subject: 'De ketting die één winter meegaat',
      question: 'Welke band is van jou?',
    }),
    aMailIssue({ slug: '2026-11-11', subject: 'Zes maanden zout', intro: '<p>Ouder nieuws.</p>' }),
  ];
  const articles = [aMailArticle()];
  const compose = digestComposer({ hub, siteUrl: hub.site, articles, issues, asOf });
  const letters = issues.flatMap((issue) => digestLetter(issue) ?? []);
  const { subject, html, text } = compose('nl', { articles: articles.map(digestArticle), letters });

  test('begins with the newest letter and ends with its question', () => {
    expect(subject).toBe('De ketting die één winter meegaat');
    for (const part of [html, text]) {
      const places = ['Het vriest in de werkplaats', 'De eerste lekke band', 'Welke band'].map(
        (words) => part.indexOf(words),
      );
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  test('names earlier letters and the way to them', () => {
    for (const part of [html, text]) {
      expect(part).toContain('Eerdere brieven sinds je vorige overzicht');
      expect(part).toContain('Zes maanden zout');
      expect(part).toContain('/nieuwsbrief/2026-11-11/');
      expect(part).not.toContain('Ouder nieuws');
    }
  });

  test('a letter alone is worth a digest', () => {
    const alone = compose('nl', { articles: [], letters: letters.slice(0, 1) });
    expect(alone.html).toContain('Het vriest in de werkplaats');
    expect(alone.html).not.toContain('die je nog niet van');
  });
});
