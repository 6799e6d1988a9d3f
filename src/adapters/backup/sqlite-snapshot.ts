import { access } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as breathe } from 'node:timers/promises';

import { asStoreError, busyTimeoutMs, checkIntegrity } from '../store/open-sqlite.ts';
import { storeFile } from '../store/place.ts';
import { tableNames } from '../store/tables.ts';
import type { Row, Snapshot, SnapshotTable } from './snapshot.ts';

const batchRows = 500;

/** The store in `directory`; a reader in WAL mode sees one moment for as long as its transaction lasts. */
export async function openSqliteSnapshot(directory: string): Promise<Snapshot | null> {
  const file = storeFile(directory);
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs });
    database.exec('begin');
    checkIntegrity(database, file);
    return snapshotOf(database);
  } catch (error) {
    database?.close();
    throw asStoreError(error, file);
  }
}

function snapshotOf(database: DatabaseSync): Snapshot {
  return {
    engine: 'SQLite',
    tables: tablesIn(database),
    async *rowsOf({ name, columns }, order = []) {
      const sorted = order.length === 0 ? '' : ` order by ${order.map(quoted).join(', ')}`;
      const list = columns.map(quoted).join(', ');
      const statement = database.prepare(`select ${list} from ${name}${sorted}`);
      statement.setReturnArrays(true);
      let batch: Row[] = [];
      for (const row of statement.iterate()) {
        batch.push(row as unknown as Row);
        if (batch.length < batchRows) continue;
        yield batch;
        batch = [];
        await breathe();
      }
      yield batch;
    },
    close: () => Promise.resolve(database.close()),
  };
}

/** The tables of the store in an open database. */
export function tablesIn(database: DatabaseSync): readonly SnapshotTable[] {
  return tableNames.flatMap((name) => {
    const columns = database.prepare('select name from pragma_table_info(?)').all(name);
    if (columns.length === 0) return [];
    const counted = database.prepare(`select count(*) as n from ${name}`).get();
    return {
      name,
      columns: columns.map((one) => String(one['name'])),
      rowCount: Number(counted?.['n']),
    };
  });
}

function quoted(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}
