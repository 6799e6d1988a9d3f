import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import pg from 'pg';

import { StoreError } from '#audience/store.ts';

import { isPostgres, storeFile } from './place.ts';
import { sqliteOf } from './sqlite.ts';
import { withStoreErrors } from './store-error.ts';
import type { Tables } from './tables.ts';

const patienceMs = 5000;

/**
 * What `work` reads from the store at `place`, a directory or the URL of a PostgreSQL database; `null` where there is
 * no store yet. Changes nothing and makes nothing, also beside a hub that runs. Throws a `StoreError` when a store
 * that is there cannot be read.
 */
export async function readStore<T>(
  place: string,
  work: (db: Kysely<Tables>) => Promise<T>,
): Promise<T | null> {
  return withStoreErrors(() =>
    isPostgres(place) ? readPostgres(place, work) : readSqlite(storeFile(place), work),
  );
}

async function readSqlite<T>(
  file: string,
  work: (db: Kysely<Tables>) => Promise<T>,
): Promise<T | null> {
  if (!existsSync(file)) return null;
  const database = new DatabaseSync(file, { readOnly: true, timeout: patienceMs });
  try {
    const dialect = new SqliteDialect({ database: sqliteOf(database) });
    return await work(new Kysely<Tables>({ dialect }));
  } catch (error) {
    throw error instanceof Error && /^no such (?:table|column)/.test(error.message)
      ? anotherVersion(error)
      : error;
  } finally {
    database.close();
  }
}

async function readPostgres<T>(
  url: string,
  work: (db: Kysely<Tables>) => Promise<T>,
): Promise<T | null> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: patienceMs,
    statement_timeout: 60_000,
    application_name: 'freehold-reader',
  });
  // Without a listener the end of an idle connection would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await db.transaction().setAccessMode('read only').execute(work);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    // errcodes-appendix.html: undefined_table, undefined_column
    if (error.code === '42P01') return null;
    throw error.code === '42703' ? anotherVersion(error) : error;
  } finally {
    await db.destroy();
  }
}

function anotherVersion(cause: unknown): StoreError {
  const message =
    'the store is of an older version of Freehold; npm start brings it up to date, then try again';
  return new StoreError('unavailable', message, { cause });
}
