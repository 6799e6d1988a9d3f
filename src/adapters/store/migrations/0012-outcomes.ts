import { type Kysely, sql } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** What became of deliveries after a server took them, and which reports of it were taken in. */
export async function up(
  { schema }: Kysely<Tables>,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await schema
    .createTable('outcomes')
    .addColumn('issue_id', 'text', (column) => column.notNull().references('issues.id'))
    .addColumn('subscriber_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) =>
      column.notNull().check(sql`kind in ('bounced', 'complained')`),
    )
    .addColumn('judgement', 'text', (column) =>
      column.check(sql`judgement in ('hard', 'soft', 'ours')`),
    )
    .addColumn('status', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('outcomes_key', ['issue_id', 'subscriber_id', 'kind'])
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createIndex('outcomes_by_subscriber')
    .on('outcomes')
    .column('subscriber_id')
    .execute();
  // Outcomes of people who were erased: a number that names nobody.
  await schema
    .createTable('outcome_totals')
    .addColumn('issue_id', 'text', (column) => column.notNull().references('issues.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('n', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('outcome_totals_key', ['issue_id', 'kind'])
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createTable('seen_reports')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('until', instant, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
}
