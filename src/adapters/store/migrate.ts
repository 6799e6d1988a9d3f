import type { Kysely, Transaction } from 'kysely';

import { StoreError } from '#audience/store.ts';

import type { Engine, SchemaDialect } from './engine.ts';
import { up as audience } from './migrations/0001-audience.ts';
import { up as feedback } from './migrations/0002-feedback.ts';
import { up as choices } from './migrations/0003-choices.ts';
import { up as guard } from './migrations/0004-guard.ts';
import { up as browsers } from './migrations/0005-browsers.ts';
import { up as imports } from './migrations/0006-imports.ts';
import { up as sources } from './migrations/0007-sources.ts';
import { up as totals } from './migrations/0008-totals.ts';
import { up as addressChanges } from './migrations/0009-address-changes.ts';
import { up as deliveries } from './migrations/0010-deliveries.ts';
import { up as lifecycle } from './migrations/0011-lifecycle.ts';
import { up as outcomes } from './migrations/0012-outcomes.ts';
import { up as usefulVotes } from './migrations/0013-useful-votes.ts';
import { up as letters } from './migrations/0014-letters.ts';
import { rollback } from './rollback.ts';
import type { Tables } from './tables.ts';

/** Every migration, in the order in which it runs; names and contents never change once released. */
const migrations = [
  { name: '0001-audience', up: audience },
  { name: '0002-feedback', up: feedback },
  { name: '0003-choices', up: choices },
  { name: '0004-guard', up: guard },
  { name: '0005-browsers', up: browsers },
  { name: '0006-imports', up: imports },
  { name: '0007-sources', up: sources },
  { name: '0008-totals', up: totals },
  { name: '0009-address-changes', up: addressChanges },
  { name: '0010-deliveries', up: deliveries },
  { name: '0011-lifecycle', up: lifecycle },
  { name: '0012-outcomes', up: outcomes },
  { name: '0013-useful-votes', up: usefulVotes },
  { name: '0014-letters', up: letters },
] as const;

export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

/**
 * Brings the store to this version's tables and returns the names of the migrations that ran. Of several processes
 * that start at once one does the work while the others wait for its lock and then find it done: reading and
 * writing happen in one transaction. Throws when the store was made by a later version.
 */
export async function migrate(engine: Engine, now: Date): Promise<readonly string[]> {
  const trx = await engine.begin();
  try {
    const ran = await migrateIn(trx, { schema: engine.schema, now });
    await trx.commit().execute();
    return ran;
  } catch (error) {
    await rollback(trx);
    throw error;
  }
}

/** As {@link migrate}, in a transaction of the caller's. */
export async function migrateIn(
  trx: Transaction<Tables>,
  { schema, now }: { schema: SchemaDialect; now: Date },
): Promise<readonly string[]> {
  await makeMigrationTable(trx, schema);
  const done = await appliedMigrations(trx);
  refuseUnknown(done.map(({ name }) => name));
  const names = new Set(done.map(({ name }) => name));
  const missing = migrations.filter((one) => !names.has(one.name));
  for (const { name, up } of missing) {
    await up(trx, schema);
    await trx.insertInto('migrations').values({ name, at: now.getTime() }).execute();
  }
  if (missing.length > 0) await schema.forgetSamples(trx);
  return missing.map(({ name }) => name);
}

/** Makes the tables as they were after `names`, empty, without noting that these migrations ran. */
export async function makeTables(
  trx: Transaction<Tables>,
  { schema, names }: { schema: SchemaDialect; names: readonly string[] },
): Promise<void> {
  refuseUnknown(names);
  await makeMigrationTable(trx, schema);
  for (const { name, up } of migrations) if (names.includes(name)) await up(trx, schema);
}

/** What ran when, oldest first; the store must have been migrated at least once. */
function appliedMigrations(db: Kysely<Tables>): Promise<{ name: string; at: number }[]> {
  return db.selectFrom('migrations').select(['name', 'at']).orderBy('name').execute();
}

/** Throws when a store with the migrations `names` was made by a later version. */
function refuseUnknown(names: readonly string[]): void {
  const unknown = names.filter((name) => !migrationNames.includes(name));
  if (unknown.length === 0) return;
  throw new StoreError(
    'unavailable',
    `the store was made by a later version of Freehold (it holds ${unknown.join(', ')}). Run that version, or restore a backup.`,
  );
}

async function makeMigrationTable(
  trx: Transaction<Tables>,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await trx.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('at', instant, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
}
