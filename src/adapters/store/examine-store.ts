import { access, constants } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';

import { Kysely, SqliteDialect, sql } from 'kysely';

import { StoreError } from '#audience/store.ts';

import { migrationNames } from './migrate.ts';
import { asStoreError, busyTimeoutMs, checkIntegrity } from './open-sqlite.ts';
import { isPostgres, storeFile } from './place.ts';
import { openPostgresEngine } from './postgres-engine.ts';
import { sqliteOf } from './sqlite.ts';
import { withStoreErrors } from './store-error.ts';
import type { Tables } from './tables.ts';

/** What can be seen of a store without changing it. */
export interface StoreReport {
  /** Migrations that the next start will run; all of them where there is no store yet. */
  readonly pending: readonly string[];
  /** Names the server key that hashes in the store were made with; `null` before the first start. */
  readonly keyFingerprint: string | null;
  /** When the last thing happened that the store knows of. */
  readonly newest: Date | null;
  /** The clock of the database's machine; `null` for a file. */
  readonly clock: Date | null;
}

const empty: StoreReport = {
  pending: migrationNames,
  keyFingerprint: null,
  newest: null,
  clock: null,
};

/**
 * Looks at the store at `place`, a directory or the URL of a PostgreSQL database, and changes nothing. Throws a
 * {@link StoreError} that says what to do when it could not be used.
 */
export function examineStore(place: string): Promise<StoreReport> {
  return withStoreErrors(() => (isPostgres(place) ? examinePostgres(place) : examineSqlite(place)));
}

async function examineSqlite(directory: string): Promise<StoreReport> {
  const file = storeFile(directory);
  const { R_OK, W_OK, X_OK } = constants;
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return empty;
  try {
    await access(file, R_OK | W_OK);
    await access(directory, R_OK | W_OK | X_OK);
  } catch (cause) {
    throw new StoreError(
      'read-only',
      `${file} cannot be written. Give it and its directory to the user that runs the hub.`,
      { cause },
    );
  }
  const database = openForLooking(file);
  try {
    checkIntegrity(database, file);
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqliteOf(database) }) });
    return await reportOf(db, null);
  } catch (error) {
    throw asStoreError(error, file);
  } finally {
    database.close();
  }
}

/** Not opened `readOnly`: such a connection leaves the files of the write-ahead log behind. */
function openForLooking(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
    database.exec('pragma query_only = 1');
    return database;
  } catch (error) {
    throw asStoreError(error, file);
  }
}

async function examinePostgres(url: string): Promise<StoreReport> {
  const engine = await openPostgresEngine(url);
  try {
    const { rows } = await sql<{ clock: Date; made: string | null; mayWrite: boolean }>`
      select clock_timestamp() as clock, to_regclass('migrations')::text as made,
        not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off'
        and has_schema_privilege(current_schema(), 'create') as "mayWrite"`.execute(engine.reads);
    const [row] = rows;
    if (!row?.mayWrite) {
      throw new StoreError(
        'read-only',
        'the database may not be written. Give its user the right to create tables in its schema, on the primary server.',
      );
    }
    return row.made === null
      ? { ...empty, clock: row.clock }
      : await reportOf(engine.reads, row.clock);
  } finally {
    await engine.close();
  }
}

async function reportOf(db: Kysely<Tables>, clock: Date | null): Promise<StoreReport> {
  const done = new Set(
    (await db.selectFrom('migrations').select('name').execute()).map(({ name }) => name),
  );
  const unknown = [...done].filter((name) => !migrationNames.includes(name));
  if (unknown.length > 0) {
    throw new StoreError(
      'unavailable',
      `the store was made by a later version of Freehold (it holds ${unknown.join(', ')}). Run that version.`,
    );
  }
  const key = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', 'server-key')
    .executeTakeFirst();
  const last = await db
    .selectFrom('events')
    .select((row) => row.fn.max('at').as('at'))
    .executeTakeFirst();
  return {
    pending: migrationNames.filter((name) => !done.has(name)),
    keyFingerprint: key?.value ?? null,
    newest: last?.at ? new Date(Number(last.at)) : null,
    clock,
  };
}
