import type { Snapshot, SnapshotTable, Value } from '../backup/snapshot.ts';
import { type ColumnKinds, recordOf } from './cells.ts';
import { travels } from './travels.ts';
import type { Batch } from './write-export.ts';

/** The rows of a table as lines of NDJSON, its key first and then its columns by name. */
export async function* ledgerLines(
  snapshot: Snapshot,
  table: SnapshotTable,
  onRow: (row: Readonly<Record<string, Value>>) => void,
): AsyncGenerator<Batch> {
  const travel = travels[table.name];
  if (travel.kind !== 'ledger') return;
  const key: readonly string[] = travel.key;
  const kinds = columnKinds(table.name);
  const rest = table.columns.filter((name) => !key.includes(name)).toSorted();
  const places = [...key, ...rest].map((name) => [name, table.columns.indexOf(name)] as const);
  for await (const batch of snapshot.rowsOf(table, key)) {
    const lines = batch.map((row) => {
      const values = Object.fromEntries(places.map(([name, at]) => [name, row[at] ?? null]));
      onRow(values);
      return `${JSON.stringify(recordOf(values, kinds))}\n`;
    });
    if (lines.length > 0) yield { text: lines.join(''), rows: lines.length };
  }
}

/** How the columns of a table of the ledger are written. */
export function columnKinds(name: keyof typeof travels): ColumnKinds {
  const travel = travels[name];
  if (travel.kind !== 'ledger') return { instants: [], json: [] };
  return { instants: travel.instants, json: 'json' in travel ? travel.json : [] };
}
