import { sql, type Transaction } from 'kysely';

import { withStoreErrors } from '../store/store-error.ts';
import { oddReference } from './backup-error.ts';
import { lockWriters, openPostgresEngine, postgresSchema } from '../store/postgres-engine.ts';
import { rollback } from '../store/rollback.ts';
import { type Tables, tableNames } from '../store/tables.ts';
import {
  type Replacement,
  type RestoreTarget,
  stampOf,
  type StoreMaker,
} from './restore-target.ts';
import { isBookkeeping } from './snapshot.ts';

/**
 * The store in the database at `url`. The new one is made in a schema of its own and takes the place of the old one
 * at the end, all in one transaction: until then readers and writers have the old store to themselves.
 */
export function postgresTarget(url: string): RestoreTarget {
  return {
    async replace(maker, replacement) {
      const engine = await openPostgresEngine(url, { isPatient: true });
      try {
        return await withStoreErrors(async () => {
          const trx = await engine.reads.startTransaction().execute();
          try {
            const aside = await replaceIn(trx, maker, replacement);
            await trx.commit().execute();
            return aside;
          } catch (error) {
            await rollback(trx);
            throw error;
          }
        });
      } finally {
        await engine.close();
      }
    },
  };
}

async function replaceIn(
  trx: Transaction<Tables>,
  maker: StoreMaker,
  { now, judge, beforeSwap }: Replacement,
): Promise<string | null> {
  const {
    rows: [{ home, path } = { home: 'public', path: 'public' }],
  } = await sql<{ home: string; path: string }>`
    select current_schema() as home, current_setting('search_path') as path`.execute(trx);
  judge({ rows: await rowsIn(trx, home) });

  const fresh = `freehold_new_${stampOf(now)}`;
  await sql`create schema ${sql.id(fresh)}`.execute(trx);
  await searchIn(trx, fresh);
  let references: readonly Reference[] = [];
  await maker.fill(trx, {
    schema: postgresSchema,
    async onTables() {
      references = await dropReferences(trx, fresh);
    },
  });
  await addReferences(trx, references);
  await maker.finish(trx, { schema: postgresSchema });

  await lockWriters(trx);
  const rows = await rowsIn(trx, home);
  judge({ rows });
  const aside = `freehold_before_${stampOf(now)}`;
  await sql`create schema ${sql.id(aside)}`.execute(trx);
  await moveStore(trx, { from: home, to: aside });
  await moveStore(trx, { from: fresh, to: home });
  await sql`drop schema ${sql.id(fresh)}`.execute(trx);
  await searchIn(trx, path);
  await beforeSwap();
  if (rows > 0) return aside;
  await sql`drop schema ${sql.id(aside)} cascade`.execute(trx);
  return null;
}

async function searchIn(trx: Transaction<Tables>, path: string): Promise<void> {
  await sql`select set_config('search_path', ${path}, true)`.execute(trx);
}

/** How many rows about people the store in `schema` holds. */
async function rowsIn(trx: Transaction<Tables>, schema: string): Promise<number> {
  let sum = 0;
  for (const name of await tablesIn(trx, schema)) {
    if (isBookkeeping(name)) continue;
    const table = sql.id(schema, name);
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${table}`.execute(trx);
    sum += Number(rows[0]?.n);
  }
  return sum;
}

async function tablesIn(trx: Transaction<Tables>, schema: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = ${schema} and tablename = any(${tableNames})`.execute(trx);
  return rows.map(({ name }) => name);
}

/** Moves the store's tables, with what belongs to them, and the functions of their triggers. */
async function moveStore(
  trx: Transaction<Tables>,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const names = await tablesIn(trx, from);
  const { rows: functions } = await sql<{ name: string }>`
    select distinct p.proname as name from pg_trigger t
    join pg_proc p on p.oid = t.tgfoid join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and n.nspname = ${from} and p.pronamespace = n.oid
      and c.relname = any(${names})`.execute(trx);
  for (const name of names)
    await sql`alter table ${sql.id(from, name)} set schema ${sql.id(to)}`.execute(trx);
  for (const { name } of functions)
    await sql`alter function ${sql.id(from, name)}() set schema ${sql.id(to)}`.execute(trx);
}

interface Reference {
  readonly table: string;
  readonly name: string;
  /** As SQL. */
  readonly definition: string;
}

/** Lets rows come in any order; adding the references again checks all of them at once. */
async function dropReferences(
  trx: Transaction<Tables>,
  schema: string,
): Promise<readonly Reference[]> {
  const { rows } = await sql<Reference>`
    select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.connamespace = ${schema}::regnamespace`.execute(trx);
  for (const { table, name } of rows)
    await sql`alter table ${sql.id(table)} drop constraint ${sql.id(name)}`.execute(trx);
  return rows;
}

async function addReferences(
  trx: Transaction<Tables>,
  references: readonly Reference[],
): Promise<void> {
  for (const { table, name, definition } of references) {
    try {
      await sql`alter table ${sql.id(table)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(
        trx,
      );
    } catch (error) {
      // foreign_key_violation
      if (!(error instanceof Error && 'code' in error && error.code === '23503')) throw error;
      throw oddReference(table);
    }
  }
}
