import { access, readFile, stat, statfs } from 'node:fs/promises';
import path from 'node:path';

import { openServerKey } from '#adapters/server-key.ts';
import { examineStore, type StoreReport } from '#adapters/store/examine-store.ts';
import type { Finding } from '#audience/sender/finding.ts';
import { isStoreError } from '#audience/store.ts';
import { keyFingerprint } from '#audience/tokens.ts';

import type { Environment } from '../environment.ts';

type Place = Pick<Environment, 'dataDir' | 'databaseUrl' | 'secret'>;

/** The store, its key, the disk and, by what the store knows, the clock. */
export async function checkStore(
  place: Place,
  { now, httpClock }: { now: Date; httpClock: Date | null },
): Promise<Finding[]> {
  const { dataDir, databaseUrl } = place;
  const report = await examineStore(databaseUrl ?? dataDir).catch((error: unknown) => {
    if (!isStoreError(error)) throw error;
    return error;
  });
  const store = report instanceof Error ? null : report;
  return [
    storeFinding(report, databaseUrl === undefined ? dataDir : 'PostgreSQL'),
    await keyFinding(place, store),
    await diskFinding(dataDir),
    await clockFinding(now, { store, httpClock }),
  ];
}

function storeFinding(report: StoreReport | Error, where: string): Finding {
  const check = 'Store';
  if (report instanceof Error) {
    const remedy = 'Until then sign-ups are refused; npm start does not begin.';
    return { check, status: 'problem', found: report.message, remedy };
  }
  const found =
    report.pending.length === 0
      ? `${where}: whole, can be written, tables up to date`
      : `${where}: the next start makes or changes its tables (${report.pending.join(', ')})`;
  return { check, status: 'ok', found };
}

async function keyFinding({ secret, dataDir }: Place, store: StoreReport | null): Promise<Finding> {
  const check = 'Key';
  const file = path.join(dataDir, 'key');
  const expected = store?.keyFingerprint ?? null;
  const info = secret === undefined ? await stat(file).catch(() => null) : null;
  if (secret === undefined && info === null) {
    return expected === null
      ? { check, status: 'ok', found: `the first start makes ${file}: back it up` }
      : {
          check,
          status: 'problem',
          found: `${file} is missing, and the store was made with one`,
          remedy: 'Restore it, or set FREEHOLD_SECRET to the key that the store was made with.',
        };
  }
  const bytes =
    secret === undefined ? await openServerKey(dataDir).catch(() => null) : Buffer.from(secret);
  const source = secret === undefined ? file : 'FREEHOLD_SECRET';
  if (bytes === null) {
    const found = `${file} is no key`;
    return { check, status: 'problem', found, remedy: 'Restore it from a backup.' };
  }
  if (expected !== null && keyFingerprint(bytes) !== expected) {
    const found = `${source} is not the key that the store was made with`;
    return { check, status: 'problem', found, remedy: 'Restore the key; the hub does not start.' };
  }
  if (info !== null && (info.mode & 0o077) !== 0) {
    const found = `${file} can be read by others`;
    return { check, status: 'problem', found, remedy: `chmod 600 ${file}` };
  }
  return { check, status: 'ok', found: source };
}

const megabyte = 1024 * 1024;

async function diskFinding(directory: string): Promise<Finding> {
  const check = 'Disk';
  const place = await nearest(directory);
  const { bavail, bsize } = await statfs(place);
  const free = (bavail * bsize) / megabyte;
  const found = `${Math.round(free)} MB free at ${place}`;
  if (free > 1024) return { check, status: 'ok', found };
  const remedy = 'Make room: on a full disk sign-ups are refused.';
  return { check, status: free < 200 ? 'problem' : 'warning', found, remedy };
}

async function nearest(directory: string): Promise<string> {
  const isThere = await access(directory).then(
    () => true,
    () => false,
  );
  return isThere ? directory : nearest(path.dirname(directory));
}

/** Written by systemd-timesyncd once it has set the clock (systemd-timesyncd.service(8)). */
const synchronizedMark = '/run/systemd/timesync/synchronized';

async function clockFinding(
  now: Date,
  { store, httpClock }: { store: StoreReport | null; httpClock: Date | null },
): Promise<Finding> {
  const check = 'Clock';
  const remedy = 'Set the clock and let systemd-timesyncd or chrony keep it.';
  const other = store?.clock
    ? { clock: store.clock, whose: 'the database' }
    : httpClock && { clock: httpClock, whose: 'the site' };
  if (other) {
    const seconds = Math.round(Math.abs(now.getTime() - other.clock.getTime()) / 1000);
    const found = `${seconds} s from the clock of ${other.whose}`;
    // An answer's Date has whole seconds and has travelled.
    if (seconds <= 5) return { check, status: 'ok', found };
    return { check, status: seconds > 60 ? 'problem' : 'warning', found, remedy };
  }
  const newest = store?.newest ?? null;
  if (newest !== null && newest.getTime() > now.getTime() + 60_000) {
    const found = `${now.toISOString()}, but the store knows of ${newest.toISOString()}`;
    return { check, status: 'problem', found, remedy };
  }
  const isKept = await readFile(synchronizedMark).then(
    () => true,
    () => false,
  );
  return isKept
    ? { check, status: 'ok', found: `${now.toISOString()}, kept by systemd-timesyncd` }
    : { check, status: 'not-checked', found: `${now.toISOString()}; nothing to compare it with` };
}
