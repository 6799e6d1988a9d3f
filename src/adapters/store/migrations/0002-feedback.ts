import { type Kysely, sql } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** Threads that belong to a person, and the questions that begin them. */
export async function up(
  { schema }: Kysely<Tables>,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await schema
    .createTable('threads')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('awaiting-verification', 'open')`),
    )
    .addColumn('started_at', instant, (column) => column.notNull())
    .addColumn('opened_at', instant)
    .addCheckConstraint('open_threads_are_dated', sql`(state = 'open') = (opened_at is not null)`)
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createIndex('threads_by_state')
    .on('threads')
    .columns(['state', 'started_at'])
    .execute();
  await schema
    .createTable('questions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('thread_id', 'text', (column) =>
      column.notNull().unique().references('threads.id').onDelete('cascade'),
    )
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('address_key', 'text', (column) => column.notNull())
    .addColumn('mailbox', 'text', (column) => column.notNull())
    .addColumn('typed', 'text', (column) => column.notNull())
    .addColumn('address_hash', 'text', (column) => column.notNull())
    .addColumn('page', 'text', (column) => column.notNull())
    .addColumn('asked_at', instant, (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createIndex('questions_by_address')
    .on('questions')
    .columns(['address_hash', 'asked_at'])
    .execute();
}
