import { type Kysely, type SchemaModule, sql } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** Subscribers, their subscriptions and consents, tokens, the outbox, events and suppressions. */
export async function up(db: Kysely<Tables>, dialect: SchemaDialect): Promise<void> {
  const { schema } = db;
  await peopleTables(schema, dialect);
  await ledgerTables(schema, dialect);
  await outboxTable(schema, dialect);
  for (const table of ['consents', 'events']) {
    // Append-only: rows may be forgotten, never changed.
    for (const statement of dialect.refuseUpdates(table)) await statement.execute(db);
  }
}

async function peopleTables(
  schema: SchemaModule,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await schema
    .createTable('subscribers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('address_key', 'text', (column) => column.notNull().unique())
    .addColumn('mailbox', 'text', (column) => column.notNull())
    .addColumn('typed', 'text', (column) => column.notNull())
    .addColumn('created_at', instant, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createTable('subscriptions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subscriber_id', 'text', (column) =>
      column.notNull().unique().references('subscribers.id').onDelete('cascade'),
    )
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('pending', 'confirmed', 'unsubscribed')`),
    )
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('consent_id', 'text', (column) => column.notNull())
    .addColumn('requested_at', instant, (column) => column.notNull())
    .addColumn('confirmed_at', instant)
    .addColumn('unsubscribed_at', instant)
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createTable('tokens')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('subscription_id', 'text', (column) =>
      column.notNull().references('subscriptions.id').onDelete('cascade'),
    )
    .addColumn('consent_id', 'text')
    .addColumn('created_at', instant, (column) => column.notNull())
    .addColumn('expires_at', instant)
    .addColumn('used_at', instant)
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createIndex('tokens_by_subscription')
    .on('tokens')
    .columns(['subscription_id', 'purpose'])
    .execute();
}

/** Ledgers name a person by id without a foreign key: they outlive the person's rows. */
async function ledgerTables(
  schema: SchemaModule,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await schema
    .createTable('consents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subscriber_id', 'text', (column) => column.notNull())
    .addColumn('address_hash', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) =>
      column.notNull().check(sql`kind in ('asked', 'confirmed', 'withdrawn')`),
    )
    .addColumn('at', instant, (column) => column.notNull())
    .addColumn('asked_id', 'text')
    .addColumn('wording', 'text')
    .addColumn('wording_hash', 'text')
    .addColumn('language', 'text')
    .addColumn('form_version', 'text')
    .addColumn('page', 'text')
    .addColumn('topics', 'text')
    .addCheckConstraint(
      'consents_are_complete',
      sql`case kind when 'asked' then asked_id is null and wording is not null and wording_hash is not null
        and language is not null and form_version is not null and page is not null and topics is not null
        else asked_id is not null and wording is null end`,
    )
    .modifyEnd(tableEnd)
    .execute();
  await schema.createIndex('consents_by_asked').on('consents').column('asked_id').execute();
  await schema
    .createIndex('consents_by_subscriber')
    .on('consents')
    .columns(['subscriber_id', 'at'])
    .execute();
  await schema
    .createTable('events')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', instant, (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('pid', 'text')
    .addColumn('v', 'integer', (column) => column.notNull())
    .addColumn('src', 'text')
    .addColumn('d', 'text')
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createTable('suppressions')
    .addColumn('address_hash', 'text', (column) => column.primaryKey())
    .addColumn('reason', 'text', (column) =>
      column.notNull().check(sql`reason in ('bounce', 'complaint', 'erasure', 'manual')`),
    )
    .addColumn('since', instant, (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
}

async function outboxTable(
  schema: SchemaModule,
  { instant, tableEnd }: SchemaDialect,
): Promise<void> {
  await schema
    .createTable('outbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('address_hash', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('queued', 'leased', 'sent', 'failed', 'dropped')`),
    )
    .addColumn('created_at', instant, (column) => column.notNull())
    .addColumn('not_before', instant, (column) => column.notNull())
    .addColumn('lease_until', instant)
    .addColumn('lease_owner', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('payload', 'text')
    .addColumn('finished_at', instant)
    .modifyEnd(tableEnd)
    .execute();
  await schema.createIndex('outbox_by_due').on('outbox').columns(['state', 'not_before']).execute();
  await schema
    .createIndex('outbox_by_address')
    .on('outbox')
    .columns(['address_hash', 'created_at'])
    .execute();
}
