import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { relatedArticles } from '#articles/related.ts';

import { anArticle } from '../../support/content-builders.ts';

const slugsOf = (articles: readonly { slug: string }[] | undefined) =>
  (articles ?? []).map(({ slug }) => slug);

describe('relatedArticles', () => {
  const tyre = anArticle({ slug: 'tyre', topic: 'repair', body: 'Een lekke binnenband plakken.' });

  test('the same topic goes before another one', () => {
    const pump = anArticle({ slug: 'pump', topic: 'repair', body: 'Over het ventiel.' });
    const route = anArticle({ slug: 'route', topic: 'riding', body: 'Langs de rivier.' });
    expect(slugsOf(relatedArticles([tyre, route, pump], 2).get(tyre.id))).toEqual([
      'pump',
      'route',
    ]);
  });

  test('a shared need goes before the topic, and the topic before the stage', () => {
    const of = (slug: string, fields: object) => anArticle({ slug, ...fields });
    const here = of('here', { needs: ['stranded', 'winter'], topic: 'repair', stage: 'reader' });
    const both = of('both', { needs: ['winter', 'stranded'], topic: 'sums' });
    const need = of('need', { needs: ['winter'], topic: 'riding' });
    const topic = of('topic', { topic: 'repair' });
    const stage = of('stage', { topic: 'riding', stage: 'reader', body: 'Iets anders.' });
    const like = of('like', { topic: 'riding' });
    const english = of('english', { lang: 'en', needs: ['stranded', 'winter'], topic: 'repair' });
    const all = [english, like, stage, topic, need, both, here];
    expect(slugsOf(relatedArticles(all, 9).get(here.id))).toEqual([
      ...['both', 'need', 'topic', 'stage', 'like'],
    ]);
  });

  test('within a topic the likeness of the texts decides', () => {
    const far = anArticle({ slug: 'far', body: 'De koplamp brandt niet meer.' });
    const near = anArticle({ slug: 'near', body: 'Nog een lekke binnenband plakken.' });
    const other = anArticle({ slug: 'other', body: 'Het zadel staat scheef.' });
    const all = [tyre, far, near, other];
    expect(slugsOf(relatedArticles(all, 1).get(tyre.id))).toEqual(['near']);
  });

  test('of equals the newer goes first', () => {
    const body = 'De koplamp brandt niet meer.';
    const old = anArticle({ slug: 'a', publishedAt: '2025-01-01', body });
    const fresh = anArticle({ slug: 'b', publishedAt: '2026-01-01', body });
    expect(slugsOf(relatedArticles([old, tyre, fresh], 2).get(tyre.id))).toEqual(['b', 'a']);
  });

  const words = fc.constantFrom(
    'ketting',
    'ventiel',
    'zadel',
    'koplamp',
    'spatbord',
    'jasbeschermer',
  );
  const drafts = fc.array(
    fc.record({
      topic: fc.constantFrom('repair', 'riding', 'sums'),
      lang: fc.constantFrom('nl', 'en'),
      publishedAt: fc.constantFrom('2025-01-01', '2026-01-01', '2026-02-02'),
      needs: fc.subarray(['stranded', 'winter']),
      body: fc.array(words, { minLength: 1, maxLength: 8 }).map((list) => list.join(' ')),
    }),
    { maxLength: 12 },
  );
  const hubs = drafts.map((list) =>
    list.map((draft, index) => anArticle({ slug: `s${index}`, ...draft })),
  );

  test('fewer are the first of more, in whatever order the articles come', () => {
    fc.assert(
      fc.property(hubs, fc.integer({ min: 1, max: 4 }), (articles, count) => {
        const few = relatedArticles(articles.toReversed(), count);
        const all = relatedArticles(articles, articles.length);
        for (const { id } of articles)
          expect(slugsOf(few.get(id))).toEqual(slugsOf(all.get(id)).slice(0, count));
      }),
    );
  });

  test('everything else in the language is related, nothing twice and never itself', () => {
    fc.assert(
      fc.property(hubs, (articles) => {
        const related = relatedArticles(articles, articles.length);
        for (const article of articles) {
          const others = articles.filter(
            ({ id, data }) => id !== article.id && data.lang === article.data.lang,
          );
          expect(slugsOf(related.get(article.id)).toSorted()).toEqual(slugsOf(others).toSorted());
        }
      }),
    );
  });
});
