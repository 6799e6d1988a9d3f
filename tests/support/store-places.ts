import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import pg from 'pg';

import { makeFolder } from './audience.ts';
import { makeSchema } from './postgres-schema.ts';

/** A place for a store of one engine that lives as long as a test. */
export interface StorePlace extends AsyncDisposable {
  /** What `openAudienceStore` takes. */
  readonly place: string;
  /** Every row of every table as text, in an order of its own, read without the store's own code. */
  rows(): Promise<Readonly<Record<string, readonly string[]>>>;
}

export const makePlace = {
  async SQLite(): Promise<StorePlace> {
    const folder = await makeFolder();
    return {
      place: folder.path,
      rows: () => Promise.resolve(sqliteRows(path.join(folder.path, 'audience.sqlite'))),
      [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
    };
  },
  async PostgreSQL(): Promise<StorePlace> {
    const schema = await makeSchema();
    return {
      place: schema.url,
      rows: () => postgresRows(schema.url),
      [Symbol.asyncDispose]: () => schema[Symbol.asyncDispose](),
    };
  },
} as const;

export type EngineName = keyof typeof makePlace;

export const engineNames = Object.keys(makePlace) as EngineName[];

/** The rows of the store in `file`. */
export function sqliteRows(file: string): Record<string, string[]> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database
      .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'")
      .all();
    return Object.fromEntries(
      tables.map(({ name }) => {
        const rows = database.prepare(`select * from ${String(name)}`).all();
        return [String(name), rows.map(rowText).toSorted()];
      }),
    );
  } finally {
    database.close();
  }
}

/** The rows of the store at `url`; `schema` is another one of the same database. */
export async function postgresRows(
  url: string,
  schema?: string,
): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (schema !== undefined) await client.query(`set search_path to ${schema}`);
    const { rows: tables } = await client.query<{ name: string }>(
      'select tablename as name from pg_tables where schemaname = current_schema()',
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`select * from ${name}`);
      found[name] = rows.map(rowText).toSorted();
    }
    return found;
  } finally {
    await client.end();
  }
}

/** Engines give whole numbers as numbers or as text. */
function rowText(row: Record<string, unknown>): string {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    value === null ? null : String(value),
  ]);
  return JSON.stringify(values.toSorted());
}
