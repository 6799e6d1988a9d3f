import { access, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { backUp } from '#adapters/backup/back-up.ts';
import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { tableNames } from '#adapters/store/tables.ts';

import { makeFolder } from '../support/audience.ts';
import { backupAt as now, fillPlace, quiet, restore } from '../support/backups.ts';
import { runStoreProcess } from '../support/run-store-process.ts';
import { engineNames, makePlace } from '../support/store-places.ts';

const pairs = engineNames.flatMap((from) => engineNames.map((to) => [from, to] as const));

const without = (rows: Readonly<Record<string, readonly string[]>>, ...tables: string[]) =>
  Object.fromEntries(Object.entries(rows).filter(([name]) => !tables.includes(name)));

describe.each(pairs)('a backup of %s, restored to %s', (from, to) => {
  test('holds every row of every table', async () => {
    await using source = await makePlace[from]();
    await using target = await makePlace[to]();
    await using folder = await makeFolder();
    const file = path.join(folder.path, 'a.ndjson.gz');
    await fillPlace(source.place);
    await backUp({ place: source.place, file, now, ...quiet });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder.path)).toEqual(['a.ndjson.gz']);

    await restore(target.place, file, { keepMails: true });
    const [before, after] = [await source.rows(), await target.rows()];
    expect(Object.keys(before).toSorted()).toEqual(tableNames.toSorted());
    expect(before['subscribers']).toHaveLength(4);
    expect(without(after, 'settings')).toEqual(without(before, 'settings'));
    expect(after['settings']).toEqual(expect.arrayContaining([...(before['settings'] ?? [])]));
    const again = await openAudienceStore(target.place, { now });
    await expect(again.bindKey('another')).rejects.toThrow('Restore the key');
    await again.close();
  });

  test('sends nothing again, and knows by its epoch that its memory has a gap', async () => {
    await using source = await makePlace[from]();
    await using target = await makePlace[to]();
    await using folder = await makeFolder();
    const file = path.join(folder.path, 'a.ndjson.gz');
    await fillPlace(source.place);
    await backUp({ place: source.place, file, now, ...quiet });
    expect(await restore(target.place, file)).toMatchObject({ droppedMails: 4, aside: null });

    const store = await openAudienceStore(target.place, { now, gatherMs: 0 });
    const later = new Date('2027-11-22T09:00:00Z');
    expect(await store.outbox.nextDue()).toBeNull();
    const lease = { owner: 'a', now: later, leaseUntil: later, max: 10 };
    expect(await store.outbox.claim(lease)).toEqual([]);
    await store.close();
    const rows = await target.rows();
    expect(rows['outbox']?.join()).not.toMatch(/plain|"queued"/);
    expect(rows['settings']?.join()).toMatch(/"store-epoch".*"[0-9a-f-]{36}"/);
    expect(rows['settings']?.join()).toContain('2026-11-22T09:00:00.000Z');
  });
});

describe.each(engineNames)('a backup of %s', { timeout: 60_000 }, (engine) => {
  test('taken while readers sign up holds each of them whole, and all that were answered before', async () => {
    await using source = await makePlace[engine]();
    await using target = await makePlace[engine]();
    await using folder = await makeFolder();
    const file = path.join(folder.path, 'a.ndjson.gz');
    const run = runStoreProcess([source.place, 'x', '100000']);
    await run.answering;
    await expect.poll(run.answered, { timeout: 10_000 }).toBeGreaterThan(20);
    const answered = run.answered();
    await backUp({ place: source.place, file, now, ...quiet });
    await expect.poll(run.answered, { timeout: 10_000 }).toBeGreaterThan(answered + 5);
    run.kill();
    const { lines } = await run.done;
    await restore(target.place, file);

    const rows = await target.rows();
    const people = rows['subscribers'] ?? [];
    expect(lines.slice(0, answered).filter((one) => !people.join().includes(`"${one}"`))).toEqual(
      [],
    );
    for (const table of ['subscriptions', 'consents', 'tokens', 'outbox', 'events'])
      expect(rows[table], table).toHaveLength(people.length);
  });

  test('is never put over another one', async () => {
    await using source = await makePlace[engine]();
    await using folder = await makeFolder();
    const file = path.join(folder.path, 'a.ndjson.gz');
    await fillPlace(source.place);
    await writeFile(file, 'precious');
    await expect(backUp({ place: source.place, file, now, ...quiet })).rejects.toThrow(
      'there already',
    );
    expect(await readFile(file, 'utf8')).toBe('precious');
  });

  test('is refused of a place without a store', async () => {
    await using source = await makePlace[engine]();
    await using folder = await makeFolder();
    const file = path.join(folder.path, 'a.ndjson.gz');
    await expect(backUp({ place: source.place, file, now, ...quiet })).rejects.toThrow(
      'no store yet',
    );
    await expect(access(file)).rejects.toThrow();
  });
});
