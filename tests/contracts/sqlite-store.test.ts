import { migrationNames } from '#adapters/store/migrate.ts';
import { open, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describe, expect, test } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { groupCommit } from '#adapters/store/group-commit.ts';
import { migrate } from '#adapters/store/migrate.ts';
import { openSqlite } from '#adapters/store/open-sqlite.ts';
import { sqliteEngine } from '#adapters/store/sqlite-engine.ts';
import { sqliteOf } from '#adapters/store/sqlite.ts';
import { subscriptionRows } from '#adapters/store/subscription-rows.ts';
import { purgeUnconfirmed } from '#audience/purge.ts';
import { subscribe } from '#audience/sign-up.ts';

import { aSignUp, bytesBelow, day, makeFolder, openAudience } from '../support/audience.ts';
import { runStoreProcess } from '../support/run-store-process.ts';
import { aSubscriber } from '../support/store-rows.ts';

const now = new Date('2026-11-22T09:00:00Z');

describe('sqliteOf', () => {
  const insert = 'insert into t values (?, ?, ?)';

  function openMemory() {
    const database = new DatabaseSync(':memory:');
    database.exec('create table t (a any, b any, c any) strict');
    return sqliteOf(database);
  }

  test.each([
    ['a Date', new Date(0)],
    ['true', true],
    ['false', false],
    ['undefined', undefined],
    ['an object', {}],
    ['an array', []],
  ])('refuses %s in every place', (_name, wrong) => {
    const database = openMemory();
    for (const place of [0, 1, 2]) {
      const values = [1, 2, 3].map((value, index) => (index === place ? wrong : value));
      expect(() => database.prepare(insert).run(values)).toThrow(TypeError);
    }
    expect(database.prepare('select * from t').all([])).toEqual([]);
  });

  test.each([[null], [0], [1.5], [Date.UTC(2026, 0)], ['tekst'], [''], [new Uint8Array([1, 2])]])(
    'gives %j back from every place',
    (value) => {
      const database = openMemory();
      database.prepare(insert).run([value, value, value]);
      expect(database.prepare('select * from t').all([])).toEqual([
        { a: value, b: value, c: value },
      ]);
    },
  );
});

describe('openSqlite', () => {
  test('is durable, strict about references and forgets deleted bytes', async () => {
    await using folder = await makeFolder();
    const { writer, reader } = await openSqlite(folder.path);
    const pragma = (name: string) => Object.values(writer.prepare(`pragma ${name}`).get() ?? {})[0];
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('busy_timeout')).toBe(5000);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('secure_delete')).toBe(1);
    expect(() => reader.exec('create table x (a)')).toThrow();
    reader.close();
    writer.close();
  });

  test('keeps its folder to itself', async () => {
    await using folder = await makeFolder();
    const inside = path.join(folder.path, 'data');
    await (await openAudienceStore(inside, { now })).close();
    expect((await stat(inside)).mode & 0o777).toBe(0o700);
  });

  test('refuses a file that is no store and leaves it as it is', async () => {
    await using folder = await makeFolder();
    await writeFile(
      path.join(folder.path, 'audience.sqlite'),
      'a shopping list, certainly no database\n'.repeat(50),
    );
    const before = await bytesBelow(folder.path);
    await expect(openAudienceStore(folder.path, { now })).rejects.toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('Restore it from a backup'),
    });
    expect((await bytesBelow(folder.path)).equals(before)).toBe(true);
  });

  test('refuses a store with a damaged page', async () => {
    await using folder = await makeFolder();
    const store = await openAudienceStore(folder.path, { now });
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        store.write((rows) => rows.addSubscriber(aSubscriber(`p${n}`))),
      ),
    );
    await store.close();
    const file = await open(path.join(folder.path, 'audience.sqlite'), 'r+');
    const { size } = await file.stat();
    for (let page = 4096; page < size; page += 4096)
      await file.write(Buffer.alloc(64, 0xff), 0, 64, page);
    await file.close();
    await expect(openAudienceStore(folder.path, { now })).rejects.toMatchObject({
      kind: 'corrupt',
    });
  });

  test('refuses a store of a later version', async () => {
    await using folder = await makeFolder();
    await (await openAudienceStore(folder.path, { now })).close();
    const database = new DatabaseSync(path.join(folder.path, 'audience.sqlite'));
    database.exec("insert into migrations values ('9999-far-future', 0)");
    database.close();
    await expect(openAudienceStore(folder.path, { now })).rejects.toThrow('9999-far-future');
  });
});

describe('the tables', () => {
  test.each(['consents', 'events'])('never change a row of %s', async (table) => {
    await using audience = await openAudience();
    await subscribe(aSignUp(), audience.context());
    await using database = rawDatabase(audience.folder);
    expect(() => database.exec(`update ${table} set at = 0`)).toThrow('never changed');
  });

  test('hold the hash of a token and never the token, once the mail is out', async () => {
    await using audience = await openAudience();
    await subscribe(aSignUp(), audience.context());
    const [mail] = await audience.deliver();
    const token = new URL(mail?.link ?? 'x:').searchParams.get('token') ?? '';
    await audience.store.compact();
    expect(token).toHaveLength(43);
    expect((await bytesBelow(audience.folder)).includes(token)).toBe(false);
  });

  test('hold no byte of an address that was not confirmed in time', async () => {
    await using audience = await openAudience();
    await subscribe(aSignUp({ email: 'Vergeet.Mij@example.org' }), audience.context());
    expect((await bytesBelow(audience.folder)).includes('Vergeet.Mij')).toBe(true);
    audience.clock.pass(7 * day + 1);
    await purgeUnconfirmed({ store: audience.store, now: audience.clock() });
    await audience.store.compact();
    const bytes = (await bytesBelow(audience.folder)).toString('latin1').toLowerCase();
    expect(bytes).not.toContain('vergeet.mij');
  });
});

describe('groupCommit', () => {
  async function openWriter(folder: string) {
    const { writer, reader } = await openSqlite(folder);
    const engine = sqliteEngine({ writer, reader });
    await migrate(engine, now);
    reader.close();
    return { writer, commits: groupCommit(engine, { gatherMs: 0 }) };
  }

  test('says that the disk is full, keeps nothing of it, and goes on when there is room', async () => {
    await using folder = await makeFolder();
    const { writer, commits } = await openWriter(folder.path);
    const add = (name: string) =>
      commits.write((trx) => subscriptionRows(trx).addSubscriber(aSubscriber(name)));
    writer.exec('pragma max_page_count = 1');
    const names = Array.from({ length: 400 }, (_, n) => `p${n}`);
    const outcomes = await Promise.allSettled(names.map(add));
    const failed = outcomes.filter((one) => one.status === 'rejected');
    expect(failed.length).toBeGreaterThan(0);
    for (const { reason } of failed)
      expect(reason).toMatchObject({ name: 'StoreError', kind: 'full' });

    const kept = writer.prepare('select count(*) as n from subscribers').get();
    expect(kept?.['n']).toBe(outcomes.length - failed.length);
    writer.exec('pragma max_page_count = 1000000');
    await expect(add('later')).resolves.toBeUndefined();
    writer.close();
  });

  test('waits for another process that has the lock for a moment', async () => {
    await using folder = await makeFolder();
    const { writer, commits } = await openWriter(folder.path);
    writer.exec('pragma busy_timeout = 1');
    await using other = rawDatabase(folder.path);
    other.exec('begin immediate');
    const writing = commits.write((trx) => subscriptionRows(trx).addSubscriber(aSubscriber()));
    await new Promise((resolve) => setTimeout(resolve, 4));
    other.exec('rollback');
    await expect(writing).resolves.toBeUndefined();
    writer.close();
  });

  test('gives up with a word for it when the lock stays', async () => {
    await using folder = await makeFolder();
    const { writer, commits } = await openWriter(folder.path);
    writer.exec('pragma busy_timeout = 1');
    await using other = rawDatabase(folder.path);
    other.exec('begin immediate');
    const writing = commits.write((trx) => subscriptionRows(trx).addSubscriber(aSubscriber()));
    await expect(writing).rejects.toMatchObject({ kind: 'busy' });
    other.exec('rollback');
    writer.close();
  });
});

describe('several processes', { timeout: 60_000 }, () => {
  test('open a fresh store at once, and all write', async () => {
    await using folder = await makeFolder();
    const runs = ['a', 'b', 'c'].map((prefix) => runStoreProcess([folder.path, prefix, '5']));
    const results = await Promise.all(runs.map(({ done }) => done));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    await using database = rawDatabase(folder.path);
    expect(database.prepare('select count(*) as n from subscribers').get()?.['n']).toBe(15);
    const done = database.prepare('select name from migrations order by name').all();
    expect(done.map(({ name }) => name)).toEqual(migrationNames);
  });

  test('a sign-up that was answered is there, whole, after the process was killed', async () => {
    await using folder = await makeFolder();
    const answered: string[] = [];
    for (const prefix of ['x', 'y']) {
      const run = runStoreProcess([folder.path, prefix, '100000']);
      await run.answering;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 150));
      run.kill();
      const { lines } = await run.done;
      answered.push(...lines.filter((line) => line.endsWith('@example.org')));
    }
    expect(answered.length).toBeGreaterThan(0);
    await using database = rawDatabase(folder.path);
    const addresses = new Set(
      database
        .prepare('select mailbox from subscribers')
        .all()
        .map((row) => row['mailbox']),
    );
    expect(answered.filter((address) => !addresses.has(address))).toEqual([]);
    for (const table of ['subscriptions', 'consents', 'tokens', 'outbox', 'events']) {
      expect(database.prepare(`select count(*) as n from ${table}`).get()?.['n']).toBe(
        addresses.size,
      );
    }
  });
});

function rawDatabase(folder: string): DatabaseSync & AsyncDisposable {
  const database = new DatabaseSync(path.join(folder, 'audience.sqlite'));
  return Object.assign(database, {
    [Symbol.asyncDispose]: () => Promise.resolve(database.close()),
  });
}
