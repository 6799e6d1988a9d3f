import { isPostgres } from '../store/place.ts';
import type { Tables } from '../store/tables.ts';
import { openPostgresSnapshot } from './postgres-snapshot.ts';
import { openSqliteSnapshot } from './sqlite-snapshot.ts';

/** What a table can hold on every engine. */
export type Value = string | number | null;

export type Row = readonly Value[];

export interface SnapshotTable {
  readonly name: keyof Tables;
  readonly columns: readonly string[];
  readonly rowCount: number;
}

/** A store at one moment, while others go on writing. */
export interface Snapshot {
  readonly engine: 'SQLite' | 'PostgreSQL';
  /** Those of the store's tables that are there: none in an empty database. */
  readonly tables: readonly SnapshotTable[];
  /**
   * The rows of a table in batches, values in the order of its columns. With `order`, the names of columns, they
   * come sorted by these, text by its bytes: alike on every engine.
   */
  rowsOf(table: SnapshotTable, order?: readonly string[]): AsyncIterable<readonly Row[]>;
  close(): Promise<void>;
}

/**
 * Opens the store at `place` for reading, as it is at this moment, and changes nothing; `null` when there is none.
 * Throws a `StoreError` when it is damaged or cannot be reached. The caller closes it, soon: until then the
 * database keeps what is deleted meanwhile.
 */
export function openSnapshot(place: string): Promise<Snapshot | null> {
  return isPostgres(place) ? openPostgresSnapshot(place) : openSqliteSnapshot(place);
}

/** The names of the migrations that made the tables. */
export async function migrationsIn(snapshot: Snapshot): Promise<readonly string[]> {
  const table = snapshot.tables.find(({ name }) => name === 'migrations');
  if (!table) return [];
  const names: string[] = [];
  for await (const rows of snapshot.rowsOf(table))
    for (const row of rows) names.push(String(row[table.columns.indexOf('name')]));
  return names.toSorted();
}

/** Whether a table is the hub's own bookkeeping, so that a store with rows in no other table counts as empty. */
export function isBookkeeping(table: string): boolean {
  return table === 'migrations' || table === 'settings';
}

/** How many rows there are that are no bookkeeping. */
export function contentRows(tables: readonly SnapshotTable[]): number {
  return tables
    .filter(({ name }) => !isBookkeeping(name))
    .reduce((sum, { rowCount }) => sum + rowCount, 0);
}
