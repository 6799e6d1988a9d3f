import type { Transaction } from 'kysely';

import { StoreError } from '#audience/store.ts';

import type { Engine } from './engine.ts';
import { up as audience } from './migrations/0001-audience.ts';
import { up as feedback } from './migrations/0002-feedback.ts';
import { up as choices } from './migrations/0003-choices.ts';
import { up as sources } from './migrations/0007-sources.ts';
import { up as totals } from './migrations/0008-totals.ts';
import { up as addressChanges } from './migrations/0009-address-changes.ts';
import { rollback } from './rollback.ts';
import type { Tables } from './tables.ts';

/** Every migration, in the order in which it runs; names and contents never change once released. */
const migrations = [
  { name: '0001-audience', up: audience },
  { name: '0002-feedback', up: feedback },
  { name: '0003-choices', up: choices },
  { name: '0007-sources', up: sources },
  { name: '0008-totals', up: totals },
  { name: '0009-address-changes', up: addressChanges },
] as const;

export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

/**
 * Brings the store to this version's tables. Of several processes that start at once one does the work while the
 * others wait for its lock and then find it done: reading and writing happen in one transaction.
 * Throws when the store was made by a later version.
 */
export async function migrate(engine: Engine, now: Date): Promise<void> {
  const { instant, tableEnd } = engine.schema;
  await inTransaction(engine, async (trx) => {
    await trx.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('at', instant, (column) => column.notNull())
      .modifyEnd(tableEnd)
      .execute();
    const done = await trx.selectFrom('migrations').select('name').execute();
    const names = new Set(done.map(({ name }) => name));
    const unknown = [...names].filter((name) => !migrations.some((one) => one.name === name));
    if (unknown.length > 0) {
      throw new StoreError(
        'unavailable',
        `the store was made by a later version of Freehold (it holds ${unknown.join(', ')}). Run that version, or restore a backup.`,
      );
    }
    for (const { name, up } of migrations.filter((one) => !names.has(one.name))) {
      await up(trx, engine.schema);
      await trx.insertInto('migrations').values({ name, at: now.getTime() }).execute();
    }
  });
}

async function inTransaction(
  engine: Engine,
  work: (trx: Transaction<Tables>) => Promise<void>,
): Promise<void> {
  const trx = await engine.begin();
  try {
    await work(trx);
    await trx.commit().execute();
  } catch (error) {
    await rollback(trx);
    throw error;
  }
}
