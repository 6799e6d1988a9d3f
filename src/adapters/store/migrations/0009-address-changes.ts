import type { Kysely } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** Wishes of subscribers to be mailed at another address, until they are confirmed there. */
export async function up(
  { schema }: Kysely<Tables>,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await schema
    .createTable('address_changes')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('subscription_id', 'text', (column) =>
      column.notNull().references('subscriptions.id').onDelete('cascade'),
    )
    .addColumn('address_key', 'text', (column) => column.notNull())
    .addColumn('mailbox', 'text', (column) => column.notNull())
    .addColumn('typed', 'text', (column) => column.notNull())
    .addColumn('created_at', instant, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createIndex('address_changes_by_subscription')
    .on('address_changes')
    .column('subscription_id')
    .execute();
}
