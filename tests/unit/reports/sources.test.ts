import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { channels } from '#audience/events.ts';
import { sourcesReport, type SourceCount, sourceViews } from '#reports/sources.ts';

const name = fc.constantFrom('winter', 'none', 'unknown', 'linkedin', 'nl/band', '__proto__');
const source = fc.record(
  {
    channel: fc.constantFrom(...channels),
    platform: name,
    campaign: name,
    article: name,
    gathering: name,
    ref: name,
  },
  { requiredKeys: ['channel'] },
);
const anyCounts: fc.Arbitrary<SourceCount[]> = fc.array(
  fc.record({
    source: fc.option(source),
    batch: fc.option(fc.constantFrom('b1', 'b2')),
    count: fc.nat(10_000),
  }),
);

const sumOf = (parts: readonly { count: number }[]) =>
  parts.reduce((sum, { count }) => sum + count, 0);

describe('sourcesReport', () => {
  test('names how many came by what, largest first and what is not known last', () => {
    const report = sourcesReport([
      { source: { channel: 'web' }, batch: null, count: 3 },
      {
        source: {
          channel: 'platform',
          platform: 'mastodon',
          campaign: 'winter',
          article: 'nl/band',
        },
        batch: null,
        count: 5,
      },
      { source: { channel: 'referral', ref: 'k7m2' }, batch: null, count: 2 },
      { source: { channel: 'referral', ref: 'p9x4' }, batch: null, count: 2 },
      { source: null, batch: null, count: 9 },
      { source: { channel: 'import' }, batch: 'mailchimp-1', count: 40 },
    ]);
    expect(report).toMatchObject({
      total: 61,
      signedUp: { total: 21 },
      imported: { total: 40, byBatch: [{ name: 'mailchimp-1', count: 40 }] },
    });
    expect(report.signedUp.by).toMatchObject({
      channel: [
        { name: 'platform', count: 5 },
        { name: 'referral', count: 4 },
        { name: 'web', count: 3 },
        { name: 'unknown', count: 9 },
      ],
      platform: [
        { name: 'mastodon', count: 5 },
        { name: 'unknown', count: 9 },
        { name: 'none', count: 7 },
      ],
    });
  });

  test('the parts of every breakdown add up to its total, and the totals to all', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const { total, signedUp, imported } = sourcesReport(counts);
        expect(total).toBe(sumOf(counts));
        expect(signedUp.total + imported.total).toBe(total);
        expect(sumOf(imported.byBatch)).toBe(imported.total);
        for (const view of sourceViews) expect(sumOf(signedUp.by[view])).toBe(signedUp.total);
      }),
    );
  });

  test('is the same however the store groups and orders', () => {
    fc.assert(
      fc.property(anyCounts, fc.infiniteStream(fc.nat()), (counts, order) => {
        const singly = counts
          .filter(({ count }) => count > 0)
          .flatMap((one) => [
            { ...one, count: one.count - 1 },
            { ...one, count: 1 },
          ])
          .map((one) => ({ one, at: order.next().value }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const positive = counts.filter(({ count }) => count > 0);
        expect(sourcesReport(singly)).toEqual(sourcesReport(positive));
      }),
    );
  });

  test('says nothing of whose link it was', () => {
    const counts = [
      { source: { channel: 'referral', ref: 'k7m2pq' }, batch: null, count: 1 },
    ] as const;
    expect(JSON.stringify(sourcesReport(counts))).not.toContain('k7m2pq');
  });
});
