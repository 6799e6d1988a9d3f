import type { Kysely } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** Which mails silence caused, so that nobody is asked twice about the same one. */
export async function up(
  { schema }: Kysely<Tables>,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await schema
    .createTable('lifecycle_mails')
    .addColumn('subscription_id', 'text', (column) =>
      column.notNull().references('subscriptions.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('lifecycle_mails_key', ['subscription_id', 'kind'])
    .modifyEnd(tableEnd)
    .execute();
}
