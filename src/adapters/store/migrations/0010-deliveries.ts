import { type Kysely, type SchemaModule, sql } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** Issues that are being or were sent, to whom, what they brought, and how fast mail may go where. */
export async function up(
  { schema }: Kysely<Tables>,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await issueTables(schema, { instant, tableEnd });
  await schema
    .createTable('deliveries')
    .addColumn('issue_id', 'text', (column) => column.notNull().references('issues.id'))
    // Nobody's row goes when a subscriber goes: what was sent still adds up.
    .addColumn('subscriber_id', 'text', (column) => column.notNull())
    .addColumn('mail_id', 'text', (column) => column.notNull().unique())
    .addColumn('composition', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) =>
      column
        .notNull()
        .check(
          sql`state in ('queued', 'leased', 'in_data', 'sent', 'deferred', 'failed', 'unknown', 'excluded')`,
        ),
    )
    // When it may be taken up: the next try of a queued or deferred one, the end of a lease; null once it is final.
    .addColumn('due_at', instant)
    .addColumn('owner', 'text')
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('tried_at', instant)
    .addColumn('reason', 'text')
    .addColumn('content', 'text')
    .addColumn('finished_at', instant)
    .addPrimaryKeyConstraint('deliveries_key', ['issue_id', 'subscriber_id'])
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createIndex('deliveries_by_due')
    .on('deliveries')
    .columns(['issue_id', 'due_at'])
    .execute();
  await schema
    .createIndex('deliveries_by_subscriber')
    .on('deliveries')
    .column('subscriber_id')
    .execute();
  await schema
    .createTable('send_rates')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('per_minute', 'integer', (column) => column.notNull())
    .addColumn('free_at', instant, (column) => column.notNull())
    .addColumn('raised_at', instant, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
}

async function issueTables(
  schema: SchemaModule,
  { instant, tableEnd }: Pick<SchemaDialect, 'instant' | 'tableEnd'>,
): Promise<void> {
  await schema
    .createTable('issues')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) =>
      column.notNull().check(sql`kind in ('issue', 'digest', 'correction')`),
    )
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('listing', 'sending', 'stopped', 'finished')`),
    )
    .addColumn('note', 'text')
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('due_at', instant, (column) => column.notNull())
    .addColumn('created_at', instant, (column) => column.notNull())
    .addColumn('resume_at', instant)
    .addColumn('snapshot', 'integer')
    .addColumn('accepted', 'integer', (column) => column.notNull())
    .addColumn('finished_at', instant)
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createTable('compositions')
    .addColumn('issue_id', 'text', (column) => column.notNull().references('issues.id'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('articles', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('compositions_key', ['issue_id', 'id'])
    .modifyEnd(tableEnd)
    .execute();
  // Deliveries of people who were erased, or of long ago: a number that names nobody.
  await schema
    .createTable('delivery_totals')
    .addColumn('issue_id', 'text', (column) => column.notNull().references('issues.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('n', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('delivery_totals_key', ['issue_id', 'state'])
    .modifyEnd(tableEnd)
    .execute();
}
