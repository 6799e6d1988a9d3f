import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { access, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { domainToASCII } from 'node:url';

import { describe, expect, test } from 'vitest';

import { backUp } from '#adapters/backup/back-up.ts';
import { inspectBackup, restoreBackup } from '#adapters/backup/restore-backup.ts';
import { type AudienceStore, openAudienceStore } from '#adapters/store/audience-store.ts';
import { makeTables, migrationNames } from '#adapters/store/migrate.ts';
import { openEngine } from '#adapters/store/open-engine.ts';
import { tableNames } from '#adapters/store/tables.ts';
import { subscribe } from '#audience/sign-up.ts';

import { aHub, aSignUp, makeFolder, serverKey } from '../support/audience.ts';
import { restoreProcess } from '../support/restore-process.ts';
import { runStoreProcess } from '../support/run-store-process.ts';
import { engineNames, makePlace, postgresRows, sqliteRows } from '../support/store-places.ts';
import { aConsent, aQueuedMail, aSubscriber } from '../support/store-rows.ts';

const now = new Date('2026-11-22T09:00:00Z');
const pairs = engineNames.flatMap((from) => engineNames.map((to) => [from, to] as const));
const quiet = { onRows: () => undefined };

/** People, a consent with odd characters, a mail that is owed and the binding to a key. */
async function fillStore(store: AudienceStore, count = 3): Promise<void> {
  await store.bindKey('fingerprint');
  const context = () => ({
    ...{ store, hub: aHub(), topicIds: new Set<string>(), serverKey },
    ...{ toAscii: domainToASCII, random: randomBytes, now: new Date() },
  });
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      subscribe(aSignUp({ email: `lezer${n}@example.org` }), context()),
    ),
  );
  await store.write(async (rows) => {
    await rows.addSubscriber(aSubscriber('ada', { topics: [] }));
    await rows.addConsent(aConsent('ada', { wording: '"regel 1\n\u2028\t\\" 🚲 ĳ' }));
    await rows.queueMail(aQueuedMail('owed'));
  });
}

async function fillPlace(place: string, count?: number): Promise<void> {
  const store = await openAudienceStore(place, { now, gatherMs: 0 });
  await fillStore(store, count);
  await store.close();
}

async function restore(
  place: string,
  file: string,
  options: { mayReplace?: boolean; keepMails?: boolean } = {},
) {
  return restoreBackup(place, {
    ...{ file, facts: await inspectBackup(file), now: new Date(), epoch: randomUUID() },
    ...{ mayReplace: false, keepMails: false, beforeSwap: () => Promise.resolve(), ...quiet },
    ...options,
  });
}

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

describe.each(engineNames)('a restore to %s', { timeout: 60_000 }, (engine) => {
  async function prepare() {
    const source = await makePlace[engine]();
    const target = await makePlace[engine]();
    const folder = await makeFolder();
    const file = path.join(folder.path, 'a.ndjson.gz');
    await fillPlace(source.place);
    await backUp({ place: source.place, file, now, ...quiet });
    return {
      ...{ source, target, folder: folder.path, file },
      async [Symbol.asyncDispose]() {
        for (const one of [source, target, folder]) await one[Symbol.asyncDispose]();
      },
    };
  }

  test('leaves a store that holds something, unless told to replace it; then that one is kept', async () => {
    await using prepared = await prepare();
    const { target, file } = prepared;
    await fillPlace(target.place, 1);
    const before = await target.rows();
    await expect(restore(target.place, file)).rejects.toThrow(/holds \d+ rows.*--replace/);
    expect(await target.rows()).toEqual(before);

    const { aside } = await restore(target.place, file, { mayReplace: true });
    expect((await target.rows())['subscribers']).toHaveLength(4);
    const kept =
      engine === 'SQLite'
        ? sqliteRows(String(aside))
        : await postgresRows(target.place, String(aside));
    expect(kept).toEqual(before);
    const store = await openAudienceStore(target.place, { now });
    await expect(store.bindKey('fingerprint')).resolves.toBeUndefined();
    await store.close();
  });

  test('takes the place of a store that was only just made, and keeps nothing of that', async () => {
    await using prepared = await prepare();
    const { target, file } = prepared;
    const fresh = await openAudienceStore(target.place, { now });
    await fresh.bindKey('of another machine');
    await fresh.close();
    expect((await restore(target.place, file)).aside).toBeNull();
    expect((await target.rows())['subscribers']).toHaveLength(4);
    expect((await target.rows())['settings']?.join()).not.toContain('another machine');
  });

  test('that is killed leaves the old store or the new one, and the next restore works', async () => {
    await using prepared = await prepare();
    const { target, file } = prepared;
    await fillPlace(target.place, 1);
    const before = await target.rows();
    for (const moment of ['rows', 'swap', '0', '2']) {
      const argv = [restoreProcess, target.place, file, moment];
      const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit'] });
      const [status, signal] = await once(child, 'exit');
      if (/^\d/.test(moment)) expect(signal ?? status).toBeOneOf(['SIGKILL', 0]);
      else expect(signal).toBe('SIGKILL');
      const after = await target.rows();
      const isNew = after['settings']?.join().includes('store-epoch') ?? false;
      if (!isNew) expect(after).toEqual(before);
      else expect(after['subscribers']).toHaveLength(4);
      expect(isNew && !/^\d/.test(moment)).toBe(false);
      const store = await openAudienceStore(target.place, { now });
      await store.close();
    }
    await restore(target.place, file, { mayReplace: true });
    expect((await target.rows())['subscribers']).toHaveLength(4);
    if (engine === 'SQLite')
      expect((await readdir(target.place)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('refuses a file that was cut off anywhere, and leaves the old store', async () => {
    await using prepared = await prepare();
    const { target, file, folder } = prepared;
    await fillPlace(target.place, 1);
    const before = await target.rows();
    const bytes = await readFile(file);
    const cut = path.join(folder, 'cut.ndjson.gz');
    for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
      await writeFile(cut, bytes.subarray(0, Math.floor(bytes.length * share)));
      await expect(inspectBackup(cut), `${share}`).rejects.toMatchObject({ name: 'BackupError' });
      const facts = await inspectBackup(file);
      const options = { now, epoch: 'e', mayReplace: true, keepMails: false, ...quiet };
      const beforeSwap = () => Promise.reject(new Error('came too far'));
      // The file is damaged after it was looked at.
      await expect(
        restoreBackup(target.place, { ...options, facts, file: cut, beforeSwap }),
      ).rejects.toMatchObject({ name: 'BackupError' });
    }
    expect(await target.rows()).toEqual(before);
  });

  test('brings the tables of an older version to this one', async () => {
    await using old = await makePlace[engine]();
    await using target = await makePlace[engine]();
    await using folder = await makeFolder();
    const file = path.join(folder.path, 'a.ndjson.gz');
    await fillFirstVersion(old.place);
    await backUp({ place: old.place, file, now, ...quiet });
    await restore(target.place, file);
    const rows = await target.rows();
    expect(Object.keys(rows).toSorted()).toEqual(tableNames.toSorted());
    expect(rows['migrations']).toHaveLength(migrationNames.length);
    expect(rows['subscribers']).toEqual((await old.rows())['subscribers']);
    expect(rows['subscribers']).toHaveLength(1);
  });
});

/** A store as the first version left it, with one person in it. */
async function fillFirstVersion(place: string): Promise<void> {
  const engine = await openEngine(place);
  const trx = await engine.begin();
  await makeTables(trx, { schema: engine.schema, names: ['0001-audience'] });
  await trx.insertInto('migrations').values({ name: '0001-audience', at: 1 }).execute();
  const names = { address_key: 'ada@example.org', mailbox: 'ada@example.org' };
  await trx
    .insertInto('subscribers')
    .values({ id: 'ada', ...names, typed: 'Ada@example.org', created_at: now.getTime() })
    .execute();
  await trx.commit().execute();
  await engine.close();
}

describe('a restore to SQLite, when the hub runs', () => {
  test('is refused, since that hub would go on with the old store; afterwards it works', async () => {
    await using source = await makePlace.SQLite();
    const file = path.join(source.place, 'a.ndjson.gz');
    await fillPlace(source.place);
    await backUp({ place: source.place, file, now, ...quiet });
    const hub = await openAudienceStore(source.place, { now });
    await expect(restore(source.place, file, { mayReplace: true })).rejects.toThrow('Stop it');
    await hub.write((rows) => rows.addSubscriber(aSubscriber('eve')));
    await hub.close();
    await restore(source.place, file, { mayReplace: true });
    expect((await source.rows())['subscribers']).toHaveLength(4);
  });

  test('a damaged store is kept as it is, and leaves no log for the new one', async () => {
    await using source = await makePlace.SQLite();
    const file = path.join(source.place, 'a.ndjson.gz');
    await fillPlace(source.place);
    await backUp({ place: source.place, file, now, ...quiet });
    const store = path.join(source.place, 'audience.sqlite');
    const junk = 'no database at all\n'.repeat(400);
    for (const end of ['', '-wal']) await writeFile(`${store}${end}`, junk);
    await expect(restore(source.place, file)).rejects.toThrow('is damaged');
    const { aside } = await restore(source.place, file, { mayReplace: true });
    expect(await readFile(String(aside), 'utf8')).toBe(junk);
    await expect(access(`${store}-wal`)).rejects.toThrow();
    expect((await source.rows())['subscribers']).toHaveLength(4);
  });
});
