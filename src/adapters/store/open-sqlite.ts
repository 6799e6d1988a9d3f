import { statSync } from 'node:fs';
import { chmod, mkdir, statfs } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

import { StoreError } from '#audience/store.ts';

import { storeFile } from './place.ts';
import { toStoreError } from './store-error.ts';

export const busyTimeoutMs = 5000;

/** Set on opening and read back: a store that is not durable must not say that it is. */
const writerPragmas = {
  journal_mode: 'wal',
  synchronous: 2, // FULL: a commit is on disk before it is acknowledged
  busy_timeout: busyTimeoutMs,
  foreign_keys: 1,
  wal_autocheckpoint: 1000,
  journal_size_limit: 16 * 1024 * 1024,
  temp_store: 2, // MEMORY
  trusted_schema: 0,
  secure_delete: 1, // a deleted address must not stay behind in free pages
} as const;

const readerPragmas = { busy_timeout: busyTimeoutMs, trusted_schema: 0, query_only: 1 } as const;

export interface SqliteConnections {
  readonly writer: DatabaseSync;
  readonly reader: DatabaseSync;
}

/**
 * Opens the store in `directory`, which is made where it is missing and closed to other users. Throws a
 * {@link StoreError} that says what to do when the store is damaged, not writable or on a network disk.
 */
export async function openSqlite(directory: string): Promise<SqliteConnections> {
  await prepareDirectory(directory);
  const file = storeFile(directory);
  const writer = await openWriter(file);
  try {
    checkIntegrity(writer, file);
    const reader = new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs });
    setPragmas(reader, readerPragmas);
    return { writer, reader };
  } catch (error) {
    writer.close();
    throw asStoreError(error, file);
  }
}

/** Makes `directory`, closed to other users; throws a {@link StoreError} when it is no place for a store. */
export async function prepareDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await chmod(directory, 0o700);
  } catch (cause) {
    throw new StoreError(
      'read-only',
      `${directory} cannot be made or kept private. Give the user that runs the hub a directory of its own.`,
      { cause },
    );
  }
  const { type } = await statfs(directory);
  if (networkFileSystems.has(type)) {
    throw new StoreError(
      'unavailable',
      `${directory} is on a network disk, where SQLite loses data. Use a local disk.`,
    );
  }
}

// linux/magic.h: NFS, SMB, SMB2, CIFS. There SQLite's locks do not hold (https://www.sqlite.org/useovernet.html).
const networkFileSystems = new Set([0x6969, 0x517b, 0xfe534d42, 0xff534d42]);

const openTries = 20;

/** Opens the writer. Two processes that turn a new file to WAL at once clash without the busy timeout's help. */
async function openWriter(file: string): Promise<DatabaseSync> {
  for (let attempt = 1; ; attempt += 1) {
    let database: DatabaseSync | undefined;
    try {
      const before = identityOf(file);
      database = new DatabaseSync(file, { timeout: busyTimeoutMs });
      setPragmas(database, writerPragmas);
      if (before === undefined || before === identityOf(file)) return database;
      throw new StoreError('busy', `${file} is being restored`);
    } catch (error) {
      database?.close();
      const known = asStoreError(error, file);
      if (known.kind !== 'busy' || attempt === openTries) throw known;
      await sleep(10 + Math.random() * 40);
    }
  }
}

/** Which file has the name now: a restore that ends while we wait for its lock has put another one there. */
function identityOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}

function setPragmas(database: DatabaseSync, pragmas: Record<string, string | number>): void {
  for (const [name, wanted] of Object.entries(pragmas)) {
    database.exec(`pragma ${name} = ${wanted}`);
    const row = database.prepare(`pragma ${name}`).get();
    const got = row === undefined ? undefined : Object.values(row)[0];
    if (got !== wanted) {
      throw new StoreError(
        'unavailable',
        `SQLite refuses ${name} = ${wanted} and keeps ${String(got)}.`,
      );
    }
  }
}

/** Throws when the pages of the store do not fit together. */
export function checkIntegrity(database: DatabaseSync, file: string): void {
  const rows = database.prepare('pragma quick_check(1)').all();
  const verdict = rows.flatMap((row) => Object.values(row)).join('; ');
  if (verdict !== 'ok') {
    throw new StoreError(
      'corrupt',
      `${file} is damaged (${verdict}). Nothing was changed. Restore it from a backup.`,
    );
  }
}

/** What failed, in words that name `file` and what to do; throws `error` when it is not SQLite's. */
export function asStoreError(error: unknown, file: string): StoreError {
  const known = toStoreError(error);
  if (known === null) throw error;
  const remedies: Partial<Record<StoreError['kind'], string>> = {
    corrupt: `${file} is damaged or no store. Nothing was changed. Restore it from a backup.`,
    'read-only': `${file} cannot be written. Give it to the user that runs the hub.`,
    unavailable: `${file} cannot be opened. Check that the directory exists and belongs to the user that runs the hub.`,
  };
  const remedy = remedies[known.kind];
  return remedy === undefined || known.cause === undefined
    ? known
    : new StoreError(known.kind, remedy, { cause: known.cause });
}
