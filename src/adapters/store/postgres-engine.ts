import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';

import type { Engine, SchemaDialect } from './engine.ts';
import { compactPostgres } from './postgres-compact.ts';
import { explainingPool } from './postgres-pool.ts';
import { rollback } from './rollback.ts';
import { type OnStoreCall, watched } from './store-calls.ts';
import { type Tables, tableNames } from './tables.ts';

/** One number for all Freehold processes on a database; any other would do (explicit-locking.html#ADVISORY-LOCKS). */
const writersLock = 7_346_521;

/** A server that restarts is back within this time; until then writes wait instead of failing. */
const restartMs = 5000;

/**
 * The store in the PostgreSQL database at `url`, which several processes may share: they write one
 * after the other, and an answer is given after the server has flushed the commit to disk. When `isPatient`, statements
 * may take as long as they need.
 */
export async function openPostgresEngine(
  url: string,
  { onCall, isPatient = false }: { onCall?: OnStoreCall | undefined; isPatient?: boolean } = {},
): Promise<Engine> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 2000,
    statement_timeout: isPatient ? 0 : 5000,
    idle_in_transaction_session_timeout: isPatient ? 0 : 10_000,
    application_name: 'freehold',
    types: { getTypeParser },
  });
  const dialect = new PostgresDialect({ pool: explainingPool(pool) });
  const db = new Kysely<Tables>({ dialect: watched(dialect, onCall) });
  return {
    reads: db,
    patienceMs: restartMs,
    schema: postgresSchema,
    async begin() {
      const trx = await db.startTransaction().execute();
      try {
        await sql`set local synchronous_commit = on`.execute(trx);
        await lockWriters(trx);
        return trx;
      } catch (error) {
        await rollback(trx);
        throw error;
      }
    },
    reserve: null,
    compact: (options) => compactPostgres(url, options),
    close: () => db.destroy(),
  };
}

/** Keeps everybody else who writes to a store in this database waiting until the end of `trx`. */
export async function lockWriters(trx: Transaction<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${writersLock})`.execute(trx);
}

// A bigint comes as text unless told otherwise; milliseconds since 1970 fit in a number.
const bigintType = 20;
export const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: string) =>
  type === bigintType ? Number : pg.types.getTypeParser(type, format as 'text');

export const postgresSchema: SchemaDialect = {
  instant: 'bigint',
  tableEnd: sql``,
  // indexes-opclass.html: other collations than C need it
  prefixIndex: (table, column) =>
    sql`create index ${sql.id(`${table}_by_prefix`)} on ${sql.table(table)} (${sql.id(column)} text_pattern_ops)`,
  refuseUpdates: (table) => [
    sql`create or replace function ${sql.id(`${table}_are_final`)}() returns trigger language plpgsql as
      $$ begin raise exception 'rows of this table are never changed'; end $$`,
    sql`create trigger ${sql.id(`${table}_are_final`)} before update on ${sql.table(table)}
      for each row execute function ${sql.id(`${table}_are_final`)}()`,
  ],
  // https://www.postgresql.org/docs/current/view-pg-stats.html: most_common_vals and histogram_bounds are values of rows
  async forgetSamples(trx) {
    const { rows } = await sql<{ table: string; column: string }>`
      select table_name as "table", column_name as "column" from information_schema.columns
      where table_schema = current_schema() and table_name = any(${tableNames})
        and data_type = 'text'`.execute(trx);
    for (const { table, column } of rows) {
      await sql`alter table ${sql.id(table)} alter column ${sql.id(column)} set statistics 0`.execute(
        trx,
      );
    }
  },
};
