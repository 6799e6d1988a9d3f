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

const headerSchema = z.strictObject({
  freehold: z.literal('backup'),
  format: z.number(),
  at: z.iso.datetime(),
  engine: z.string(),
  migrations: z.array(z.string()).min(1),
  rows: z.number(),
});

const tableSchema = z.strictObject({
  table: z.enum(tableNames as [keyof Tables, ...(keyof Tables)[]]),
  columns: z.array(z.string()).min(1),
});

const endSchema = z.strictObject({
  end: z.strictObject({
    rows: z.record(z.string(), z.number()),
    sha256: z.string(),
  }),
});

export type BackupHeader = z.infer<typeof headerSchema>;

export type BackupPart =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'table'; readonly name: keyof Tables; readonly columns: readonly string[] }
  | { readonly kind: 'row'; readonly row: Row }
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

function isPortable(value: unknown): value is Value {
  return value === null || typeof value === 'string' || Number.isFinite(value);
}

/** What the lines of a backup say. Throws a {@link BackupError} where they are not what was written. */
export async function* partsOf(lines: AsyncIterable<string>): AsyncGenerator<BackupPart> {
  const hash = createHash('sha256');
  const rows: Record<string, number> = {};
  let number = 0;
  let table: z.infer<typeof tableSchema> | undefined;
  let isEnded = false;
  for await (const line of lines) {
    number += 1;
    if (isEnded) throw damaged(number, 'something follows its end');
    const value = parsedLine(line, number);
    if (number === 1) {
      yield { kind: 'header', header: headerIn(value) };
    } else if (Array.isArray(value)) {
      const row: readonly unknown[] = value;
      if (!table || row.length !== table.columns.length || !row.every(isPortable))
        throw damaged(number, 'this is no row');
      rows[table.table] = (rows[table.table] ?? 0) + 1;
      yield { kind: 'row', row };
    } else if (tableSchema.safeParse(value).success) {
      table = tableSchema.parse(value);
      if (table.table in rows) throw damaged(number, `${table.table} comes twice`);
      rows[table.table] = 0;
      yield { kind: 'table', name: table.table, columns: table.columns };
    } else {
      const end = endSchema.safeParse(value);
      if (!end.success) throw damaged(number, 'this line means nothing here');
      if (end.data.end.sha256 !== hash.digest('hex') || !sameCounts(end.data.end.rows, rows))
        throw damaged(number, 'it is not what was written');
      isEnded = true;
      yield { kind: 'end', rows };
    }
    if (!isEnded) hash.update(`${line}\n`);
  }
  if (!isEnded) throw damaged(number, 'its end is missing');
}

function parsedLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw damaged(number, number === 1 ? 'this is no backup of Freehold' : 'it cannot be read');
  }
}

function headerIn(value: unknown): BackupHeader {
  const parsed = headerSchema.safeParse(value);
  if (!parsed.success) throw damaged(1, 'this is no backup of Freehold');
  const { format } = parsed.data;
  if (format !== formatVersion) {
    throw new BackupError(
      `This backup has format ${format}, and this version of Freehold reads ${formatVersion}. Restore it with the version that made it.`,
    );
  }
  return parsed.data;
}

function sameCounts(
  stated: Readonly<Record<string, number>>,
  counted: Readonly<Record<string, number>>,
): boolean {
  const names = new Set([...Object.keys(stated), ...Object.keys(counted)]);
  return [...names].every((name) => stated[name] === counted[name]);
}

function damaged(line: number, why: string): BackupError {
  return new BackupError(
    `This backup is damaged or not whole: line ${line}: ${why}. Nothing was changed. Take another one.`,
  );
}
