import { type Kysely, sql } from 'kysely';

import { StoreError } from '#audience/store.ts';

import { up as audience } from './migrations/0001-audience.ts';
import { up as feedback } from './migrations/0002-feedback.ts';
import type { Tables } from './tables.ts';

/** Every migration, in the order in which it runs; names and contents never change once released. */
const migrations = [
  { name: '0001-audience', up: audience },
  { name: '0002-feedback', up: feedback },
] as const;

/**
 * Brings the store to this version's tables. Of several processes that start at once one does the work while the
 * others wait for its lock and then find it done: reading and writing happen in one immediate transaction.
 * Throws when the store was made by a later version.
 */
export async function migrate(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`create table if not exists migrations (name text primary key, at integer not null) strict`.execute(
      trx,
    );
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
      await up(trx);
      await trx.insertInto('migrations').values({ name, at: now.getTime() }).execute();
    }
  });
}
