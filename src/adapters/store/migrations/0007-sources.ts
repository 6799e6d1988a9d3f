import type { Kysely } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** Indexes by which a confirmation finds out whether a friend is new, however long the list is. */
export async function up(db: Kysely<Tables>, dialect: SchemaDialect): Promise<void> {
  await db.schema
    .createIndex('consents_by_address')
    .on('consents')
    .columns(['address_hash', 'kind'])
    .execute();
  await dialect.prefixIndex('subscribers', 'address_key').execute(db);
}
