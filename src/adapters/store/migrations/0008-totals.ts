import type { Kysely } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/**
 * Counts that outlive the people they count, what is needed to go on counting who is still here, and suppressions
 * that remember an erasure.
 */
export async function up(
  { schema }: Kysely<Tables>,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await schema
    .createTable('daily_totals')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('campaign', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('imported_on', 'text', (column) => column.notNull())
    .addColumn('n', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('daily_totals_by_all', [
      'day',
      'kind',
      'channel',
      'platform',
      'campaign',
      'topic',
      'imported_on',
    ])
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createTable('cohort_totals')
    .addColumn('campaign', 'text', (column) => column.notNull())
    .addColumn('joined_on', 'text', (column) => column.notNull())
    .addColumn('age', 'integer', (column) => column.notNull())
    .addColumn('joined', 'integer', (column) => column.notNull())
    .addColumn('lost', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('cohort_totals_by_all', ['campaign', 'joined_on', 'age'])
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createTable('folded_relationships')
    .addColumn('subscriber_id', 'text', (column) =>
      column.primaryKey().references('subscribers.id').onDelete('cascade'),
    )
    .addColumn('joined_on', 'text', (column) => column.notNull())
    .addColumn('is_import', 'integer', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('campaign', 'text', (column) => column.notNull())
    .addColumn('is_active', 'integer', (column) => column.notNull())
    .addColumn('left_on', 'text')
    .modifyEnd(tableEnd)
    .execute();
  await schema.alterTable('suppressions').addColumn('erased_since', instant).execute();
  await schema.createIndex('events_by_time').on('events').column('at').execute();
  await schema.createIndex('events_by_person').on('events').columns(['pid', 'at']).execute();
}
