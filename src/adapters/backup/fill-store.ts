import { CompiledQuery, sql, type Transaction } from 'kysely';

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
  let insert: Insert | undefined;
  const waiting: Row[] = [];
  let done = 0;
  const flush = async (atLeast: number) => {
    while (insert && waiting.length >= atLeast && waiting.length > 0) {
      const rows = waiting.splice(0, insert.rowsAtOnce);
      await insert.run(rows);
      done += rows.length;
      onRows(done);
    }
  };
  for await (const part of parts) {
    switch (part.kind) {
      case 'header':
        await makeTables(trx, { schema, names: part.header.migrations });
        await onTables?.();
        break;
      case 'table':
        await flush(0);
        insert = insertInto(trx, part);
        break;
      case 'rows':
        waiting.push(...part.rows);
        await flush(insert?.rowsAtOnce ?? 0);
        break;
      case 'end':
        await flush(0);
        await checkCounts(trx, part.rows);
    }
  }
}

interface Insert {
  readonly rowsAtOnce: number;
  run(rows: readonly Row[]): Promise<void>;
}

/** Puts many rows into a table by one statement, whose text is made once for each number of rows. */
function insertInto(
  trx: Transaction<Tables>,
  { name, columns }: { name: string; columns: readonly string[] },
): Insert {
  const texts = new Map<number, string>();
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const bestTextIn = (count: number) => {
    const row = sql`(${sql.join(columns.map(() => null))})`;
    const values = sql.join(Array.from({ length: count }, () => row));
    return sql`insert into ${sql.table(name)} (${names}) values ${values}`.compile(trx).sql;
  };
  return {
    rowsAtOnce: Math.max(1, Math.floor(valuesPerStatement / columns.length)),
    async run(rows) {
      const text = texts.get(rows.length) ?? bestTextIn(rows.length);
      texts.set(rows.length, text);
      await trx.executeQuery(CompiledQuery.raw(text, rows.flat()));
    },
  };
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
