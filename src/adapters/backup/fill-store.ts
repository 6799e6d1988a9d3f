import { sql, type Transaction } from 'kysely';

import { makeTables } from '../store/migrate.ts';
import type { SchemaDialect } from '../store/engine.ts';
import type { Tables } from '../store/tables.ts';
import { BackupError } from './backup-error.ts';
import type { BackupPart } from './backup-format.ts';
import type { Row } from './snapshot.ts';

export interface Filling {
  readonly schema: SchemaDialect;
  /** Told when the tables are made, before their first row. */
  readonly onTables?: (() => Promise<void>) | undefined;
  /** Told after every batch how many rows are in. */
  readonly onRows: (done: number) => void;
}

// SQLite takes 32,766 values in a statement (https://www.sqlite.org/limits.html#max_variable_number), PostgreSQL 65,535.
const valuesPerStatement = 6_000;

/**
 * Makes the tables that the backup was made from and puts its rows in, in a transaction with no tables in its way.
 * References between rows are not checked here. Throws a {@link BackupError} when the backup is not whole.
 */
export async function fillStore(
  trx: Transaction<Tables>,
  parts: AsyncIterable<BackupPart>,
  { schema, onTables, onRows }: Filling,
): Promise<void> {
  let table: Extract<BackupPart, { kind: 'table' }> | undefined;
  let waiting: Row[] = [];
  let done = 0;
  const flush = async () => {
    if (!table || waiting.length === 0) return;
    await insertRows(trx, table, waiting);
    done += waiting.length;
    waiting = [];
    onRows(done);
  };
  for await (const part of parts) {
    switch (part.kind) {
      case 'header':
        await makeTables(trx, { schema, names: part.header.migrations });
        await onTables?.();
        break;
      case 'table':
        await flush();
        table = part;
        break;
      case 'row':
        waiting.push(part.row);
        if (waiting.length * part.row.length >= valuesPerStatement) await flush();
        break;
      case 'end':
        await flush();
        await checkCounts(trx, part.rows);
    }
  }
}

async function insertRows(
  trx: Transaction<Tables>,
  { name, columns }: { name: string; columns: readonly string[] },
  rows: readonly Row[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const values = sql.join(rows.map((row) => sql`(${sql.join([...row])})`));
  await sql`insert into ${sql.table(name)} (${names}) values ${values}`.execute(trx);
}

async function checkCounts(
  trx: Transaction<Tables>,
  rows: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [name, wanted] of Object.entries(rows)) {
    const counted = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(
      trx,
    );
    const got = Number(counted.rows[0]?.n);
    if (got !== wanted)
      throw new BackupError(`Of ${wanted} rows of ${name}, ${got} arrived. Nothing was changed.`);
  }
}
