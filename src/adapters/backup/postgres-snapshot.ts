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
      rowsOf: (table, order = []) => rowsOf(table, { client, order }),
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function* rowsOf(
  { name, columns }: SnapshotTable,
  { client, order }: { client: pg.Client; order: readonly string[] },
): AsyncIterable<readonly Row[]> {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  // One for each table, so that two can be read side by side.
  const cursor = `freehold_${name}`;
  const sorted = await sortedBy(order, { name, client });
  await explained(() =>
    client.query(`declare ${cursor} no scroll cursor for select ${list} from ${name}${sorted}`),
  );
  const fetch = { text: `fetch ${batchRows} from ${cursor}`, rowMode: 'array' } as const;
  for (;;) {
    const { rows } = await explained(() => client.query<Row[]>(fetch));
    yield rows as unknown as readonly Row[];
    if (rows.length < batchRows) break;
  }
  await explained(() => client.query(`close ${cursor}`));
}

/** Text by its bytes, as SQLite sorts it, whatever the database's own collation. */
async function sortedBy(
  order: readonly string[],
  { name, client }: { name: string; client: pg.Client },
): Promise<string> {
  if (order.length === 0) return '';
  const { rows } = await explained(() =>
    client.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = current_schema() and table_name = $1 and data_type = 'text'`,
      [name],
    ),
  );
  const texts = new Set(rows.map((row) => row.name));
  const terms = order.map((column) => {
    const quoted = client.escapeIdentifier(column);
    return texts.has(column) ? `${quoted} collate "C"` : quoted;
  });
  return ` order by ${terms.join(', ')}`;
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
