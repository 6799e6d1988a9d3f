import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { backUp } from '#adapters/backup/back-up.ts';
import { inspectBackup, restoreBackup } from '#adapters/backup/restore-backup.ts';
import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { makeTables, migrationNames } from '#adapters/store/migrate.ts';
import { openEngine } from '#adapters/store/open-engine.ts';
import { tableNames } from '#adapters/store/tables.ts';

import { makeFolder } from '../support/audience.ts';
import { backupAt as now, fillPlace, quiet, restore } from '../support/backups.ts';
import { restoreProcess } from '../support/restore-process.ts';
import { engineNames, makePlace, postgresRows, sqliteRows } from '../support/store-places.ts';
import { aSubscriber } from '../support/store-rows.ts';

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
