import { type Kysely, sql } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** The imports that were made. */
export async function up(
  { schema }: Kysely<Tables>,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await schema
    .createTable('imports')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('file_hash', 'text', (column) => column.notNull())
    .addColumn('proof', 'text')
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('running', 'done', 'undone')`),
    )
    .addColumn('started_at', instant, (column) => column.notNull())
    .addColumn('counts', 'text')
    .modifyEnd(tableEnd)
    .execute();
  await schema.createIndex('imports_by_file').on('imports').column('file_hash').execute();
}
