import { expect, test } from 'vitest';

import type { UsefulAnswer } from '#feedback/useful.ts';

import type { OpenStore } from '../support/store-rows.ts';

/** What every store of votes must do, whatever it keeps its rows in. */
export function votesContract(open: OpenStore): void {
  test('adds up the votes on an article, by answer and within days', async () => {
    await using opened = await open();
    const { store } = opened;
    const vote = (article: string, day: string, answer: UsefulAnswer) =>
      store.write((rows) => rows.addVote({ article, day, answer }));
    // At once, as they come: none is lost.
    await Promise.all([
      ...Array.from({ length: 20 }, () => vote('nl/tyre', '2026-11-22', 'yes')),
      vote('nl/tyre', '2026-11-22', 'no'),
      vote('nl/tyre', '2026-11-23', 'yes'),
      vote("nl/'pump", '2026-11-24', 'no'),
    ]);
    const count = (from: string | null, to: string | null) =>
      store.read((rows) => rows.countVotes({ from, to }));
    expect(await count(null, null)).toStrictEqual([
      { article: "nl/'pump", answer: 'no', count: 1 },
      { article: 'nl/tyre', answer: 'no', count: 1 },
      { article: 'nl/tyre', answer: 'yes', count: 21 },
    ]);
    expect(await count('2026-11-23', '2026-11-23')).toStrictEqual([
      { article: 'nl/tyre', answer: 'yes', count: 1 },
    ]);
    expect(await count('2026-11-25', null)).toEqual([]);
  });
}
