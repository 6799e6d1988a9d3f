import { type Kysely, sql } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** How often readers found an article useful or not, per day: a number that names nobody. */
export async function up({ schema }: Kysely<Tables>, { tableEnd }: SchemaDialect): Promise<void> {
  await schema
    .createTable('useful_votes')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull().check(sql`answer in ('yes', 'no')`))
    .addColumn('n', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('useful_votes_key', ['article', 'day', 'answer'])
    .modifyEnd(tableEnd)
    .execute();
}
