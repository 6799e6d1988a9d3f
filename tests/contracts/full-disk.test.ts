import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { domainToASCII } from 'node:url';

import { describe, expect, test } from 'vitest';

import { storeOn } from '#adapters/store/audience-store.ts';
import { type DiskReserve, diskReserve } from '#adapters/store/disk-reserve.ts';
import { migrate } from '#adapters/store/migrate.ts';
import { openSqlite } from '#adapters/store/open-sqlite.ts';
import { sqliteEngine } from '#adapters/store/sqlite-engine.ts';
import { erase } from '#audience/erasure.ts';
import { unsubscribe } from '#audience/leaving.ts';
import { purgeUnconfirmed } from '#audience/purge.ts';
import { subscribe } from '#audience/sign-up.ts';
import { hashToken, unsubscribeToken } from '#audience/tokens.ts';

import { aHub, aSignUp, makeFolder, serverKey } from '../support/audience.ts';
import { aConsent, aSubscriber } from '../support/store-rows.ts';

const now = new Date('2026-11-22T09:00:00Z');
const mebibyte = 1024 * 1024;

const pages = (database: DatabaseSync) =>
  Number(Object.values(database.prepare('pragma page_count').get() ?? {})[0]);

/**
 * A store on a disk that is as full as SQLite is told it is: it then fails for want of a page as on a real one. The
 * reserve is as large as a few pages.
 */
async function openOnSmallDisk() {
  const folder = await makeFolder();
  const connections = await openSqlite(folder.path);
  const { writer } = connections;
  const allow = (count: number) => writer.exec(`pragma max_page_count = ${count}`);
  let isKept = true;
  const reserve: DiskReserve = {
    allowsWrites: () => Promise.resolve(isKept),
    keep: () => Promise.resolve(isKept),
    spend() {
      isKept = false;
      allow(pages(writer) + 20);
      return Promise.resolve();
    },
  };
  const engine = sqliteEngine(connections, { reserve });
  await migrate(engine, now);
  const store = storeOn(engine, { gatherMs: 0 });
  const context = () => ({
    ...{ store, hub: aHub(), topicIds: new Set<string>(), serverKey, timeZone: 'UTC' },
    ...{ toAscii: domainToASCII, random: randomBytes, now },
  });
  return {
    store,
    context,
    isKept: () => isKept,
    signUp: (name: string) => subscribe(aSignUp({ email: `${name}@example.org` }), context()),
    async addConfirmed(name: string) {
      await store.write(async (rows) => {
        await rows.addSubscriber(aSubscriber(name, { state: 'confirmed', confirmedAt: now }));
        await rows.addConsent(aConsent(name));
        await rows.addToken({
          hash: hashToken('unsubscribe', unsubscribeToken(serverKey, `subscription-${name}`)),
          ...{ purpose: 'unsubscribe', subscriptionId: `subscription-${name}`, consentId: null },
          ...{ createdAt: now, expiresAt: null, usedAt: null },
        });
      });
      return unsubscribeToken(serverKey, `subscription-${name}`);
    },
    /** Signs people up, and then writes the least there is, until nothing fits any more. */
    async fill() {
      allow(1);
      const signUp = (name: string) =>
        subscribe(aSignUp({ email: `${name}@example.org` }), context());
      const event = (id: string) =>
        store.write((rows) =>
          rows.addEvent({ id, at: now, type: 'sub.left', pid: null, source: null }),
        );
      for (const write of [signUp, event]) {
        let failure: unknown = null;
        for (let n = 0; failure === null; n += 1) {
          failure = await write(`vol${n}`).then(
            () => null,
            (error: unknown) => error,
          );
        }
        expect(failure).toMatchObject({ name: 'StoreError', kind: 'full' });
      }
    },
    makeRoom() {
      allow(1_000_000);
      isKept = true;
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe('on a full disk', () => {
  test('nobody can sign up, everybody can leave, and both can when there is room again', async () => {
    await using disk = await openOnSmallDisk();
    const tokens = [];
    for (const name of ['ada', 'bob', 'cas']) tokens.push(await disk.addConfirmed(name));
    await disk.fill();
    for (const token of tokens)
      expect(await unsubscribe(token, disk.context())).toMatchObject({ kind: 'unsubscribed' });
    expect(disk.isKept()).toBe(false);
    await expect(disk.signUp('dirk')).rejects.toMatchObject({ kind: 'full' });
    const found = await disk.store.read((rows) => rows.findSubscriber('ada@example.org'));
    expect(found?.subscription.state).toBe('unsubscribed');

    disk.makeRoom();
    expect(await disk.signUp('dirk')).toEqual({ kind: 'accepted' });
  });

  test('who wants to be erased is erased', async () => {
    await using disk = await openOnSmallDisk();
    await disk.addConfirmed('ada');
    await disk.fill();
    expect(await erase('person-ada', disk.context())).toMatchObject({ kind: 'erased' });
    expect(await disk.store.read((rows) => rows.findSubscriber('ada@example.org'))).toBeNull();
  });

  test('what nobody confirmed is forgotten in its time', async () => {
    await using disk = await openOnSmallDisk();
    await disk.fill();
    const later = new Date(now.getTime() + 8 * 24 * 60 * 60 * 1000);
    const { requests } = await purgeUnconfirmed({ store: disk.store, now: later });
    expect(requests).toBeGreaterThan(0);
    expect(await disk.store.read((rows) => rows.findSubscriber('vol0@example.org'))).toBeNull();
  });

  test('the store says that it takes no sign-ups, once the reserve is spent', async () => {
    await using disk = await openOnSmallDisk();
    const token = await disk.addConfirmed('ada');
    await expect(disk.store.checkWritable()).resolves.toBeUndefined();
    await disk.fill();
    await unsubscribe(token, disk.context());
    await expect(disk.store.checkWritable()).rejects.toMatchObject({ kind: 'full' });
  });
});

describe('diskReserve', () => {
  test('takes real room for its owner only, gives it back, and takes it again', async () => {
    await using folder = await makeFolder();
    const reserve = diskReserve(folder.path, { bytes: 2 * mebibyte });
    const file = path.join(folder.path, 'reserve');
    expect(await reserve.keep()).toBe(true);
    const { size, blocks, mode } = await stat(file);
    expect({ size, mode: mode & 0o777 }).toEqual({ size: 2 * mebibyte, mode: 0o600 });
    expect(blocks * 512).toBeGreaterThanOrEqual(size);

    await reserve.spend();
    await expect(stat(file)).rejects.toThrow('ENOENT');
    expect(await reserve.allowsWrites()).toBe(false);
    const other = diskReserve(folder.path, { bytes: 2 * mebibyte });
    expect(await other.allowsWrites()).toBe(true);
    expect(await other.keep()).toBe(true);
    expect(await reserve.allowsWrites()).toBe(true);
  });

  test('keeps what is there as it is', async () => {
    await using folder = await makeFolder();
    const reserve = diskReserve(folder.path, { bytes: mebibyte });
    await reserve.keep();
    const before = await readFile(path.join(folder.path, 'reserve'));
    await reserve.keep();
    expect((await readFile(path.join(folder.path, 'reserve'))).equals(before)).toBe(true);
  });

  test('is not made, and ordinary writes are refused, where there is no room for it', async () => {
    await using folder = await makeFolder();
    const reserve = diskReserve(folder.path, { bytes: 2 ** 52 });
    expect(await reserve.keep()).toBe(false);
    expect(await reserve.allowsWrites()).toBe(false);
    await expect(stat(path.join(folder.path, 'reserve'))).rejects.toThrow('ENOENT');
  });
});
