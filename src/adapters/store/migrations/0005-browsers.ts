import type { Kysely } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** The browsers that sent a sign-up, known by the hash of their cookie. */
export async function up(
  { schema }: Kysely<Tables>,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await schema
    .createTable('sign_up_browsers')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('address_hash', 'text', (column) => column.notNull())
    .addColumn('subscription_id', 'text', (column) =>
      column.references('subscriptions.id').onDelete('cascade'),
    )
    .addColumn('consent_id', 'text')
    .addColumn('code_hash', 'text')
    .addColumn('mailed_at', instant)
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('expires_at', instant, (column) => column.notNull())
    .addColumn('used_at', instant)
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createIndex('sign_up_browsers_by_subscription')
    .on('sign_up_browsers')
    .column('subscription_id')
    .execute();
  await schema
    .createIndex('sign_up_browsers_by_expiry')
    .on('sign_up_browsers')
    .column('expires_at')
    .execute();
}
