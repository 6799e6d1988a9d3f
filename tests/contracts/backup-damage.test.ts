import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { backUp } from '#adapters/backup/back-up.ts';
import { inspectBackup } from '#adapters/backup/restore-backup.ts';
import { openAudienceStore } from '#adapters/store/audience-store.ts';

import { makeFolder } from '../support/audience.ts';
import { rewriteBackup } from '../support/backups.ts';
import { aConsent, aSubscriber } from '../support/store-rows.ts';

const now = new Date('2026-11-22T09:00:00Z');

async function aBackup() {
  const folder = await makeFolder();
  const store = await openAudienceStore(folder.path, { now, gatherMs: 0 });
  await store.write(async (rows) => {
    for (const name of ['ada', 'bob', 'eve']) {
      await rows.addSubscriber(aSubscriber(name));
      await rows.addConsent(aConsent(name));
    }
  });
  await store.close();
  const file = path.join(folder.path, 'a.ndjson.gz');
  await backUp({ place: folder.path, file, now, onRows: () => undefined });
  const other = path.join(folder.path, 'b.ndjson.gz');
  return { ...{ file, other }, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

type Change = (lines: readonly string[]) => readonly string[];

const changeLine =
  (pattern: RegExp, to: string): Change =>
  (lines) =>
    lines.map((line) => line.replace(pattern, to));

describe('inspectBackup', () => {
  test('refuses a file of which any one byte is another', async () => {
    await using backup = await aBackup();
    const bytes = await readFile(backup.file);
    const accepted: number[] = [];
    // Eight bytes of check and length follow the packed text, whose last byte may end in bits that nobody reads (RFC 1951 §3.2.3).
    const lastPacked = bytes.length - 9;
    for (let at = 0; at < bytes.length; at += 7) {
      if (at === lastPacked) continue;
      // RFC 1952 §2.3: bytes 4 to 9 of the gzip header are a time, flags and a system, and hold nothing of ours
      if (at >= 4 && at <= 9) continue;
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 0x20;
      await writeFile(backup.other, altered);
      await inspectBackup(backup.other).then(
        () => accepted.push(at),
        (error: unknown) => expect(error).toMatchObject({ name: 'BackupError' }),
      );
    }
    expect(bytes.length).toBeGreaterThan(500);
    expect(accepted).toEqual([]);
  });

  test('refuses a file that was packed again after any one character of it was changed', async () => {
    await using backup = await aBackup();
    const text = gunzipSync(await readFile(backup.file)).toString();
    const accepted: number[] = [];
    for (let at = 0; at < text.length; at += 11) {
      const character = text[at] === 'x' ? 'y' : 'x';
      await writeFile(backup.other, gzipSync(text.slice(0, at) + character + text.slice(at + 1)));
      await inspectBackup(backup.other).then(
        () => accepted.push(at),
        (error: unknown) => expect(error).toMatchObject({ name: 'BackupError' }),
      );
    }
    expect(accepted).toEqual([]);
  });

  test.each<[string, Change]>([
    ['a row less', (lines) => lines.filter((line) => !line.startsWith('["person-bob"'))],
    ['rows in another order', (lines) => lines.toSorted()],
    ['a table less', (lines) => lines.filter((line) => !line.includes('"table":"tokens"'))],
    ['another moment', changeLine(/2026-11-22/, '2027-11-22')],
  ])('refuses a backup with %s than was written', async (_what, change) => {
    await using backup = await aBackup();
    await rewriteBackup(backup.file, backup.other, change, { keepsEnd: true });
    await expect(inspectBackup(backup.other)).rejects.toThrow('damaged or not whole');
  });

  test.each<[string, Change, string]>([
    ['a table that no store has', changeLine(/"table":"tokens"/, '"table":"spoons"'), 'damaged'],
    ['a table twice', (lines) => [...lines, '{"table":"tokens","columns":["hash"]}'], 'twice'],
    ['a row that is too short', (lines) => [...lines, '[1]'], 'no row'],
    ['a value in a value', changeLine(/"person-bob"/, '{"a":1}'), 'no row'],
    ['a later format', changeLine(/"format":1/, '"format":2'), 'format 2'],
    ['another beginning', changeLine(/"freehold":"backup"/, '"freehold":"poem"'), 'no backup'],
  ])('refuses a backup with %s, though its sum fits', async (_what, change, reason) => {
    await using backup = await aBackup();
    await rewriteBackup(backup.file, backup.other, change);
    await expect(inspectBackup(backup.other)).rejects.toThrow(reason);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('a shopping list')],
    ['a packed text', gzipSync('a shopping list\n')],
    ['a packed nothing', gzipSync('')],
  ])('refuses a file of %s', async (_what, bytes) => {
    await using folder = await makeFolder();
    const file = path.join(folder.path, 'a.ndjson.gz');
    await writeFile(file, bytes);
    await expect(inspectBackup(file)).rejects.toMatchObject({ name: 'BackupError' });
  });
});
