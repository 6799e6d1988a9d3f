import { createHash } from 'node:crypto';

import { z } from 'zod';

import { type Tables, tableNames } from '../store/tables.ts';
import { BackupError } from './backup-error.ts';
import { migrationsIn, type Row, type Snapshot, type Value } from './snapshot.ts';

/**
 * A backup is gzipped NDJSON, the same for every engine: a header, for each table a line with its name and columns
 * followed by a line for each row, and at the end how many rows there are and the SHA-256 of all lines before.
 * Instants are milliseconds since 1970 UTC, as in the store.
 */
export const formatVersion = 1;

export const headerSchema = z.strictObject({
  freehold: z.literal('backup'),
  format: z.number(),
  at: z.iso.datetime(),
  engine: z.string(),
  migrations: z.array(z.string()).min(1),
  rows: z.number(),
});

export const tableSchema = z.strictObject({
  table: z.enum(tableNames as [keyof Tables, ...(keyof Tables)[]]),
  columns: z.array(z.string()).min(1),
});

export const endSchema = z.strictObject({
  end: z.strictObject({
    rows: z.record(z.string(), z.number()),
    sha256: z.string(),
  }),
});

export type BackupHeader = z.infer<typeof headerSchema>;

export type BackupPart =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'table'; readonly name: keyof Tables; readonly columns: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  /** Comes last, and only when nothing is missing or altered. */
  | { readonly kind: 'end'; readonly rows: Readonly<Record<string, number>> };

/** The lines of a backup of `snapshot`, each with its line break, several at a time. */
export async function* backupLines(
  snapshot: Snapshot,
  { now, onRows }: { now: Date; onRows: (written: number, total: number) => void },
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const hashed = (lines: string) => {
    hash.update(lines);
    return lines;
  };
  const total = snapshot.tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const header: BackupHeader = {
    ...{ freehold: 'backup', format: formatVersion, at: now.toISOString() },
    ...{ engine: snapshot.engine, migrations: [...(await migrationsIn(snapshot))], rows: total },
  };
  yield hashed(`${JSON.stringify(header)}\n`);

  let written = 0;
  for (const table of snapshot.tables) {
    const { name, columns, rowCount } = table;
    yield hashed(`${JSON.stringify({ table: name, columns })}\n`);
    const before = written;
    for await (const rows of snapshot.rowsOf(table)) {
      if (rows.length === 0) continue;
      yield hashed(rows.map((row) => `${JSON.stringify(portable(row, name))}\n`).join(''));
      written += rows.length;
      onRows(written, total);
    }
    if (written - before !== rowCount) throw new BackupError(`${name} was not read whole.`);
  }
  const rows = Object.fromEntries(snapshot.tables.map(({ name, rowCount }) => [name, rowCount]));
  yield `${JSON.stringify({ end: { rows, sha256: hash.digest('hex') } })}\n`;
}

/** `row`, of which every value means the same on every engine and in JSON. */
function portable(row: Row, table: string): Row {
  if (row.every(isPortable)) return row;
  throw new TypeError(`${table} holds something else than text, numbers and null`);
}

/** Whether a value means the same on every engine and in JSON. */
export function isPortable(value: unknown): value is Value {
  return value === null || typeof value === 'string' || Number.isFinite(value);
}
