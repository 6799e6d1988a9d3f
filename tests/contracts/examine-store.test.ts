import { chmod, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { examineStore } from '#adapters/store/examine-store.ts';
import { migrationNames } from '#adapters/store/migrate.ts';

import { bytesBelow, makeFolder } from '../support/audience.ts';
import { makeSchema } from '../support/postgres-schema.ts';

const places: [string, () => Promise<AsyncDisposable & { place: string }>][] = [
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
];

describe.each(places)('examineStore on %s', (engine, open) => {
  const now = new Date('2026-11-22T09:00:00Z');

  test('says of a place without a store what the first start makes, and makes nothing', async () => {
    await using opened = await open();
    for (let n = 0; n < 2; n += 1) {
      const report = await examineStore(opened.place);
      expect(report).toMatchObject({ pending: migrationNames, keyFingerprint: null, newest: null });
      expect(report.clock === null).toBe(engine === 'SQLite');
    }
  });

  test('knows the key, the last event, and that nothing is pending', async () => {
    await using opened = await open();
    const store = await openAudienceStore(opened.place, { now });
    await store.bindKey('0123456789abcdef');
    await store.write((rows) =>
      rows.addEvent({ id: 'e1', at: now, type: 'sub.left', pid: null, source: null }),
    );
    const report = await examineStore(opened.place);
    expect(report).toMatchObject({ pending: [], keyFingerprint: '0123456789abcdef', newest: now });
    await store.close();
  });
});

describe('examineStore', () => {
  test('tells a damaged file, and leaves it', async () => {
    await using folder = await makeFolder();
    await writeFile(path.join(folder.path, 'audience.sqlite'), 'x'.repeat(8192));
    const before = await bytesBelow(folder.path);
    await expect(examineStore(folder.path)).rejects.toMatchObject({ kind: 'corrupt' });
    expect(await bytesBelow(folder.path)).toEqual(before);
    expect(await readdir(folder.path)).toEqual(['audience.sqlite']);
  });

  test('tells a database that does not answer', async () => {
    const url = 'postgres://freehold:geheim@127.0.0.1:1/freehold';
    await expect(examineStore(url)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.not.stringContaining('geheim'),
    });
  });

  test('looks at a store that is in use, and at one that was closed', async () => {
    await using folder = await makeFolder();
    const store = await openAudienceStore(folder.path, { now: new Date() });
    expect(await examineStore(folder.path)).toMatchObject({ pending: [] });
    await store.close();
    await chmod(path.join(folder.path, 'audience.sqlite'), 0o600);
    expect(await examineStore(folder.path)).toMatchObject({ pending: [] });
  });
});
