import { type Kysely, sql } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** Token buckets, the places of mails that strangers cause, and proofs of work that are used up. */
export async function up(
  { schema }: Kysely<Tables>,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await schema
    .createTable('limits')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('full_at', instant, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createTable('places')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('lane', 'text', (column) => column.notNull().check(sql`lane in ('shared', 'kept')`))
    .addColumn('at', instant, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await schema.createIndex('places_by_lane').on('places').columns(['lane', 'at']).execute();
  await schema
    .createTable('burned_proofs')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('until', instant, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
}
