import pg from 'pg';

import { getTypeParser } from '../store/postgres-engine.ts';
import { explained } from '../store/postgres-pool.ts';
import { tableNames } from '../store/tables.ts';
import type { Row, Snapshot, SnapshotTable } from './snapshot.ts';

const batchRows = 500;

/** The store in the database at `url`, read through cursors in one transaction that sees one moment. */
export async function openPostgresSnapshot(url: string): Promise<Snapshot | null> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2000,
    application_name: 'freehold-backup',
    types: { getTypeParser },
  });
  // A connection that breaks is told to the query under way.
  client.on('error', () => undefined);
  try {
    await explained(() => client.connect());
    await explained(() =>
      client.query('begin transaction isolation level repeatable read, read only'),
    );
    const tables = await explained(() => tablesIn(client));
    return {
      engine: 'PostgreSQL',
      tables,
      rowsOf: (table) => rowsOf(table, client),
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function* rowsOf(
  { name, columns }: SnapshotTable,
  client: pg.Client,
): AsyncIterable<readonly Row[]> {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  await explained(() =>
    client.query(`declare freehold_rows no scroll cursor for select ${list} from ${name}`),
  );
  const fetch = { text: `fetch ${batchRows} from freehold_rows`, rowMode: 'array' } as const;
  for (;;) {
    const { rows } = await explained(() => client.query<Row[]>(fetch));
    yield rows as unknown as readonly Row[];
    if (rows.length < batchRows) break;
  }
  await explained(() => client.query('close freehold_rows'));
}

async function tablesIn(client: pg.Client): Promise<readonly SnapshotTable[]> {
  const { rows } = await client.query<{ table_name: string; columns: string[] }>(
    `select table_name, array_agg(column_name::text order by ordinal_position) as columns
     from information_schema.columns
     where table_schema = current_schema() and table_name = any($1) group by table_name`,
    [tableNames],
  );
  const columnsOf = new Map(rows.map((row) => [row.table_name, row.columns]));
  const tables: SnapshotTable[] = [];
  for (const name of tableNames) {
    const columns = columnsOf.get(name);
    if (!columns) continue;
    const counted = await client.query<{ n: number }>(`select count(*) as n from ${name}`);
    tables.push({ name, columns, rowCount: Number(counted.rows[0]?.n) });
  }
  return tables;
}
