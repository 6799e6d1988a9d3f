import { describe, expect, test } from 'vitest';

import { voteLimit, voteLimits } from '#server/vote-limits.ts';

const now = new Date('2026-11-22T09:00:00Z');
const later = new Date('2026-11-23T09:00:00Z');

/** How many of `count` votes are taken. */
function taken(count: number, take: (index: number) => boolean): number {
  return Array.from({ length: count }, (_, index) => take(index)).filter(Boolean).length;
}

describe('voteLimits', () => {
  test('lets a network vote a few times on an article, and again later', () => {
    const limits = voteLimits();
    const vote = (at: Date) => () => limits.take({ network: 'n', article: 'nl/a', now: at });
    expect(taken(10, vote(now))).toBe(voteLimit.article.capacity);
    expect(taken(10, vote(later))).toBe(voteLimit.article.capacity);
  });

  test('bounds what one network says of all articles, and leaves the others alone', () => {
    const limits = voteLimits();
    const vote = (network: string) => (index: number) =>
      limits.take({ network, article: `nl/${index}`, now });
    expect(taken(100, vote('n'))).toBe(voteLimit.network.capacity);
    expect(taken(10, vote('other'))).toBe(10);
  });

  test('keeps no more than it may, however many come', () => {
    const limits = voteLimits(10);
    expect(taken(100, (index) => limits.take({ network: `n${index}`, article: 'nl/a', now }))).toBe(
      100,
    );
    expect(limits.size).toBeLessThanOrEqual(10);
  });
});
