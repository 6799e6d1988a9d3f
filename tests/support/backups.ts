import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { domainToASCII } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

import { inspectBackup, restoreBackup } from '#adapters/backup/restore-backup.ts';
import { type AudienceStore, openAudienceStore } from '#adapters/store/audience-store.ts';
import { subscribe } from '#audience/sign-up.ts';

import { aHub, aSignUp, serverKey } from './audience.ts';
import { aConsent, aQueuedMail, aSubscriber } from './store-rows.ts';

/** The moment of the backups of these tests. */
export const backupAt = new Date('2026-11-22T09:00:00Z');

export const quiet = { onRows: () => undefined };

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

/** Makes a store at `place`, with one person more than `count` and as many mails that are owed. */
export async function fillPlace(place: string, count?: number): Promise<void> {
  const store = await openAudienceStore(place, { now: backupAt, gatherMs: 0 });
  await fillStore(store, count);
  await store.close();
}

/** Restores as the command does. */
export async function restore(
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

/**
 * Writes the backup `from` to `to` with other lines before its end. The end fits them again, unless `keepsEnd`:
 * then it is the one that was written for the old lines.
 */
export async function rewriteBackup(
  from: string,
  to: string,
  change: (lines: readonly string[]) => readonly string[],
  { keepsEnd = false }: { keepsEnd?: boolean } = {},
): Promise<void> {
  const old = gunzipSync(await readFile(from))
    .toString()
    .split('\n')
    .slice(0, -1);
  const lines = change(old.slice(0, -1));
  const text = lines.map((line) => `${line}\n`).join('');
  const rows: Record<string, number> = {};
  let table = '';
  for (const line of lines) {
    const value: unknown = JSON.parse(line);
    if (Array.isArray(value)) rows[table] = (rows[table] ?? 0) + 1;
    else if (typeof value === 'object' && value !== null && 'table' in value) {
      table = String(value.table);
      rows[table] = 0;
    }
  }
  const sha256 = createHash('sha256').update(text).digest('hex');
  const end = keepsEnd ? old.at(-1) : JSON.stringify({ end: { rows, sha256 } });
  await writeFile(to, gzipSync(`${text}${end}\n`));
}
