import type { DatabaseSync } from 'node:sqlite';

import { Kysely, SqliteDialect, sql } from 'kysely';

import { StoreError } from '#audience/store.ts';

import { type DiskReserve, diskReserve } from './disk-reserve.ts';
import type { Engine, SchemaDialect } from './engine.ts';
import { openSqlite, type SqliteConnections } from './open-sqlite.ts';
import { sqliteOf } from './sqlite.ts';
import { type OnStoreCall, watched } from './store-calls.ts';
import type { Tables } from './tables.ts';

/**
 * The store in one file in `directory`, with one connection that writes and one that reads. Its
 * transactions begin `immediate`, so other processes wait.
 */
export async function openSqliteEngine(directory: string, onCall?: OnStoreCall): Promise<Engine> {
  const connections = await openSqlite(directory);
  return sqliteEngine(connections, { onCall, reserve: diskReserve(directory) });
}

export function sqliteEngine(
  { writer, reader }: SqliteConnections,
  {
    onCall,
    reserve = null,
  }: { onCall?: OnStoreCall | undefined; reserve?: DiskReserve | null } = {},
): Engine {
  const kyselyOn = (connection: DatabaseSync) => {
    const dialect = new SqliteDialect({ database: sqliteOf(connection) });
    return new Kysely<Tables>({ dialect: watched(dialect, onCall) });
  };
  const [db, reads] = [kyselyOn(writer), kyselyOn(reader)];
  return {
    reads,
    patienceMs: 0,
    schema: sqliteSchema,
    begin: () => db.startTransaction().execute(),
    reserve,
    async compact({ isThorough }) {
      if (isThorough) await sql`vacuum`.execute(db);
      const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
      if (rows[0]?.busy !== 0) {
        throw new StoreError('busy', 'another process reads the store: its log is not emptied');
      }
    },
    async close() {
      // On a full disk it cannot, and need not.
      await sql`pragma optimize`.execute(db).catch(() => undefined);
      reader.close();
      writer.close();
    },
  };
}

export const sqliteSchema: SchemaDialect = {
  instant: 'integer',
  tableEnd: sql`strict`,
  // `like` ignores case in SQLite and uses an index only if that does too (optoverview.html#the_like_optimization).
  prefixIndex: (table, column) =>
    sql`create index ${sql.id(`${table}_by_prefix`)} on ${sql.table(table)} (${sql.id(column)} collate nocase)`,
  refuseUpdates: (table) => [
    sql`create trigger ${sql.id(`${table}_are_final`)} before update on ${sql.table(table)}
      begin select raise(abort, 'rows of this table are never changed'); end`,
  ],
  // What `pragma optimize` keeps are counts: Node's SQLite has no SQLITE_ENABLE_STAT4.
  forgetSamples: () => Promise.resolve(),
};
