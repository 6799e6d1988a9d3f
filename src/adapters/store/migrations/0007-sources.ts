import type { Kysely } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/**
 * Indexes by which a confirmation finds out whether a friend is new, however long the list is, and what is owed to
 * another system.
 */
export async function up(db: Kysely<Tables>, dialect: SchemaDialect): Promise<void> {
  await db.schema
    .createIndex('consents_by_address')
    .on('consents')
    .columns(['address_hash', 'kind'])
    .execute();
  await dialect.prefixIndex('subscribers', 'address_key').execute(db);
  await db.schema
    .createTable('notices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('pid', 'text', (column) => column.notNull())
    .addColumn('at', dialect.instant, (column) => column.notNull())
    .addColumn('not_before', dialect.instant, (column) => column.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .modifyEnd(dialect.tableEnd)
    .execute();
  await db.schema.createIndex('notices_by_due').on('notices').column('not_before').execute();
  await db.schema.createIndex('notices_by_person').on('notices').column('pid').execute();
}
