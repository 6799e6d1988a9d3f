import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addDays } from '#hub/calendar.ts';

import { openOf } from '#sharing/planning/planned-posts.ts';
import { bundleFiles } from '#sharing/schedulers/bundle-files.ts';

import { anArticle } from '../../support/content-builders.ts';
import { plannedOn, queueOn, sharingContent } from '../../support/queued-posts.ts';

const linkedin = { platforms: ['linkedin'] };
const takeaways = [
  'Twee lepels zijn genoeg.',
  'Zoek het gat met water.',
  'Rijd niet op een lege band.',
];
const when = (planned: ReturnType<typeof plannedOn>) =>
  planned.map(({ article, post, slot }) => `${article.slug} ${post.variant} ${slot.zoned}`);

describe('a planned post', () => {
  test('stands at the best time of the first day that the cadence allows', () => {
    // 2026-12-05 is a Saturday.
    const content = sharingContent({
      ...linkedin,
      articles: [anArticle({ publishedAt: '2026-12-05', takeaways })],
      cadence: {
        default: { at: ['12:00'] },
        linkedin: { days: ['tue', 'thu'], at: ['17:10', '08:30'] },
      },
    });
    expect(when(plannedOn('2026-12-05', content))).toEqual([
      'eerste-lekke-band insight-1 2026-12-08T08:30:00+01:00',
    ]);
  });

  test('two articles of one day never share a moment', () => {
    const articles = ['een', 'twee', 'drie'].map((slug) =>
      anArticle({ slug, publishedAt: '2026-12-07', takeaways }),
    );
    const cadence = { linkedin: { at: ['08:30', '17:10'], hoursApart: 8 } };
    const content = sharingContent({ ...linkedin, articles, cadence });
    expect(when(plannedOn('2026-12-06', content))).toEqual([]);
    expect(when(plannedOn('2026-12-07', content))).toEqual([
      'drie insight-1 2026-12-08T08:30:00+01:00',
      'een insight-1 2026-12-08T17:10:00+01:00',
      'twee insight-1 2026-12-09T08:30:00+01:00',
    ]);
  });

  test('a repeat says it in other words, and ends when there are no more', () => {
    const content = sharingContent({
      ...linkedin,
      articles: [anArticle({ publishedAt: '2026-12-07', takeaways: takeaways.slice(0, 2) })],
      cadence: { linkedin: { afterDays: 1, repeatAfterDays: [90, 30, 180, 270] } },
    });
    expect(when(plannedOn('2026-12-07', content))).toEqual([
      'eerste-lekke-band insight-1 2026-12-08T09:00:00+01:00',
      'eerste-lekke-band insight-2 2027-01-06T09:00:00+01:00',
    ]);
  });

  test('what was posted by hand is not planned again, and stands for the nearest time', () => {
    const article = anArticle({ publishedAt: '2026-12-07', takeaways, translationKey: 'puncture' });
    const cadence = { linkedin: { afterDays: 3, repeatAfterDays: [60] } };
    const planned = (posts: readonly Record<string, string>[]) =>
      when(
        plannedOn(
          '2026-12-07',
          sharingContent({
            ...{ ...linkedin, articles: [article], cadence },
            ledger: {
              posts: posts.map((post) => ({
                article: 'nl/puncture',
                platform: 'linkedin',
                ...post,
              })),
            },
          }),
        ),
      );
    expect(planned([])).toHaveLength(2);
    expect(planned([{ on: '2026-12-07', variant: 'insight-1' }])).toEqual([
      'eerste-lekke-band insight-2 2027-02-05T09:00:00+01:00',
    ]);
    expect(planned([{ on: '2027-02-01', variant: 'insight-1' }])).toEqual([
      'eerste-lekke-band insight-2 2026-12-10T09:00:00+01:00',
    ]);
    expect(planned([{ on: '2026-12-08' }, { on: '2027-02-02' }])).toEqual([]);
  });

  test('what a scheduler holds stays in the calendar and is given to no scheduler again', () => {
    const row = { article: 'nl/eerste-lekke-band', platform: 'linkedin', variant: 'insight-2' };
    const content = sharingContent({
      ...linkedin,
      articles: [anArticle({ publishedAt: '2026-12-07', takeaways })],
      ledger: { posts: [{ ...row, planned: '2026-12-11T09:00:00+01:00' }] },
    });
    const queue = queueOn('2026-12-07', content);
    expect(queue).toMatchObject([
      { post: { variant: 'insight-2' }, slot: { local: '2026-12-11T09:00' }, held: true },
    ]);
    expect(openOf(queue)).toEqual([]);
    const files = bundleFiles(queue, {
      hub: content.hub,
      asOf: '2026-12-07',
      formerCalendar: null,
    });
    expect([...files.keys()]).toEqual(['calendar.ics']);
  });

  test('a new address or title of an article makes nothing new', () => {
    const content = (fields: Parameters<typeof anArticle>[0]) =>
      sharingContent({
        ...linkedin,
        articles: [anArticle({ publishedAt: '2026-12-07', translationKey: 'puncture', ...fields })],
        ledger: { posts: [{ article: 'nl/puncture', platform: 'linkedin', on: '2026-12-07' }] },
      });
    expect(queueOn('2026-12-06', content({}))).toEqual([]);
    expect(queueOn('2026-12-07', content({ slug: 'lek', title: 'Een heel andere titel' }))).toEqual(
      [],
    );
  });

  test('a moment that has passed is left to people', () => {
    const content = sharingContent({
      ...linkedin,
      articles: [anArticle({ publishedAt: '2026-12-07', takeaways })],
    });
    expect(queueOn('2026-12-07', content)).toMatchObject([{ slot: { local: '2026-12-08T09:00' } }]);
    expect(queueOn('2026-12-08', content)).toMatchObject([
      { slot: null, missed: { local: '2026-12-08T09:00' } },
    ]);
  });

  test('whatever the articles and the cadence, no moment has passed, comes before publication or is too near to another', () => {
    const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-01-05', days));
    const article = fc.record({ publishedAt: day, slug: fc.uuid() });
    const cadence = fc.record({
      days: fc.uniqueArray(fc.constantFrom('mon', 'wed', 'sat', 'sun'), { minLength: 1 }),
      at: fc.uniqueArray(fc.constantFrom('00:00', '02:30', '03:30', '09:00', '23:59'), {
        minLength: 1,
      }),
      afterDays: fc.integer({ min: 0, max: 20 }),
      hoursApart: fc.constantFrom(0.5, 1, 20, 100),
      repeatAfterDays: fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(article, { maxLength: 12 }), cadence, day, (published, said, asOf) => {
        const articles = published.map((fields) => anArticle({ ...fields, takeaways }));
        const content = sharingContent({ ...linkedin, articles, cadence: { default: said } });
        const planned = plannedOn(asOf, content);
        for (const { article: of, slot } of planned) {
          expect(slot.local.slice(0, 10) > asOf).toBe(true);
          expect(slot.local.slice(0, 10) >= of.data.publishedAt).toBe(true);
        }
        const moments = planned.map(({ slot }) => slot.at.getTime());
        for (const [index, at] of moments.entries()) {
          const next = moments[index + 1];
          if (next !== undefined)
            expect(next - at).toBeGreaterThanOrEqual(said.hoursApart * 3_600_000);
        }
        expect(when(plannedOn(asOf, content))).toEqual(when(planned));
      }),
      { numRuns: 60 },
    );
  });
});
