import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readShownReaders } from '#adapters/shown-readers.ts';
import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { readStore } from '#adapters/store/read-store.ts';
import { countReaders } from '#adapters/store/reader-count.ts';
import { countSources } from '#adapters/store/source-counts.ts';
import { channels, type EventSource } from '#audience/events.ts';
import type { Subscription } from '#audience/subscription.ts';
import { sourcesReport } from '#reports/sources.ts';

import { aHub, day, makeFolder } from '../support/audience.ts';
import { makeSchema } from '../support/postgres-schema.ts';
import { aConsent, after, aSubscriber, now } from '../support/store-rows.ts';

const engines = [
  [
    'SQLite',
    async () => {
      const folder = await makeFolder();
      return { place: folder.path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const schema = await makeSchema();
      return { place: schema.url, [Symbol.asyncDispose]: () => schema[Symbol.asyncDispose]() };
    },
  ],
] as const;

type Changes = Partial<Subscription> & { readonly suppressedUntil?: Date | null };

/** A store at `place` with one subscriber for each of `people`, confirmed unless it says otherwise. */
async function fill(place: string, people: readonly Changes[]) {
  const store = await openAudienceStore(place, { now, gatherMs: 0 });
  await store.write(async (rows) => {
    for (const [index, { suppressedUntil, ...changes }] of people.entries()) {
      const name = `p${index}`;
      const beginning = { state: 'confirmed', firstConfirmedAt: now } as const;
      await rows.addSubscriber(aSubscriber(name, { ...beginning, ...changes }));
      await rows.addConsent(aConsent(name));
      if (suppressedUntil === undefined) continue;
      await rows.addSuppression({
        ...{ addressHash: `hash-${name}`, reason: 'bounce', since: now, source: 'test' },
        until: suppressedUntil,
      });
    }
  });
  await store.close();
}

describe.each(engines)('reading a store on %s', (_engine, open) => {
  test('counts who is a subscriber now, and nobody else', async () => {
    await using opened = await open();
    const { place } = opened;
    const read = (at: Date) => readStore(place, (db) => countReaders(db, at));
    expect(await read(now)).toBeNull();
    await fill(place, [
      {},
      { pausedUntil: '2027-01-01' },
      { batch: 'b1' },
      { state: 'pending' },
      { state: 'unsubscribed' },
      { isTest: true },
      { suppressedUntil: null },
      { suppressedUntil: after(day) },
    ]);
    expect(await read(now)).toBe(3);
    expect(await read(after(2 * day))).toBe(4);
  });

  test('counts how they came, and the report adds up to who is a subscriber', async () => {
    await using opened = await open();
    const { place } = opened;
    const name = fc.constantFrom('winter', "'; --", 'linkedin', 'nl/band');
    const source: fc.Arbitrary<EventSource> = fc.record(
      { channel: fc.constantFrom(...channels), campaign: name, platform: name, article: name },
      { requiredKeys: ['channel'] },
    );
    const person: fc.Arbitrary<Changes> = fc.record({
      source: fc.option(source, { nil: null }),
      state: fc.constantFrom('confirmed', 'confirmed', 'pending', 'unsubscribed'),
      isTest: fc.boolean(),
      batch: fc.option(fc.constantFrom('b1', 'b2'), { nil: null }),
      firstConfirmedAt: fc.constantFrom(now, after(day), after(2 * day)),
    });
    const people = fc.sample(person, { numRuns: 200, seed: 7 });
    await fill(place, people);

    const counting = (period: { from: Date | null; before: Date | null }) =>
      readStore(place, (db) => countSources(db, period)).then((counts) => counts ?? []);
    const wanted = people.filter(({ state, isTest }) => state === 'confirmed' && !isTest);
    const expected = wanted.map(({ source = null, batch = null }) => ({ source, batch, count: 1 }));
    const report = sourcesReport(await counting({ from: null, before: null }));
    expect(report).toEqual(sourcesReport(expected));
    expect(report.total).toBe(wanted.length);

    const middle = await counting({ from: after(day), before: after(2 * day) });
    expect(sourcesReport(middle).total).toBe(
      wanted.filter(({ firstConfirmedAt }) => firstConfirmedAt?.getTime() === after(day).getTime())
        .length,
    );
  });

  test('makes no store and changes none', async () => {
    await using opened = await open();
    const { place } = opened;
    await fill(place, [{}]);
    await expect(
      readStore(place, (db) => db.deleteFrom('subscribers').execute()),
    ).rejects.toMatchObject({ name: 'StoreError', kind: 'read-only' });
    expect(await readStore(place, (db) => countReaders(db, now))).toBe(1);
  });
});

describe('readShownReaders', () => {
  const { newsletter } = aHub();
  const hub = { newsletter: { ...newsletter, readers: { peers: { nl: 'fietsers' } } } };

  async function shown(dataDir: string, databaseUrl?: string) {
    const remarks: string[] = [];
    const place = { dataDir, databaseUrl };
    const remark = (line: string) => void remarks.push(line);
    return { number: await readShownReaders(hub, { place, now, remark }), remarks };
  }

  test.each(engines)('shows a number from 51 subscribers on, on %s', async (_engine, open) => {
    await using opened = await open();
    const { place } = opened;
    await fill(
      place,
      Array.from({ length: 50 }, () => ({})),
    );
    const url = place.startsWith('postgres') ? place : undefined;
    expect(await shown(place, url)).toEqual({ number: null, remarks: [] });
    const store = await openAudienceStore(place, { now });
    const fiftyFirst = aSubscriber('one-more', { state: 'confirmed', firstConfirmedAt: now });
    await store.write((rows) => rows.addSubscriber(fiftyFirst));
    expect(await shown(place, url)).toEqual({ number: 50, remarks: [] });
    await store.close();
  });

  test('shows none where there is no store, and makes none', async () => {
    await using folder = await makeFolder();
    const dataDir = path.join(folder.path, 'data');
    expect(await shown(dataDir)).toEqual({ number: null, remarks: [] });
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('shows none and says why when the store cannot be read', async () => {
    await using folder = await makeFolder();
    await writeFile(path.join(folder.path, 'audience.sqlite'), 'no database'.repeat(500));
    const damaged = await shown(folder.path);
    expect(damaged).toMatchObject({ number: null });
    expect(damaged.remarks.join()).toContain('the store cannot be read');

    const absent = await shown(folder.path, 'postgres://a:geheim@127.0.0.1:1/hub');
    expect(absent.remarks.join()).toContain('the store cannot be read');
    expect(absent.remarks.join()).not.toContain('geheim');
  });
});
