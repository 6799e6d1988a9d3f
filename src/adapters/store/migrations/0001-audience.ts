import { type Kysely, type SchemaModule, sql } from 'kysely';

import type { Tables } from '../tables.ts';

/** Subscribers, their subscriptions and consents, tokens, the outbox, events and suppressions. */
export async function up(db: Kysely<Tables>): Promise<void> {
  const { schema } = db;
  await peopleTables(schema);
  await ledgerTables(schema);
  await outboxTable(schema);
  for (const table of ['consents', 'events']) {
    // Append-only: rows may be forgotten, never changed.
    await sql`create trigger ${sql.raw(`${table}_are_final`)} before update on ${sql.table(table)}
      begin select raise(abort, 'rows of this table are never changed'); end`.execute(db);
  }
}

const strict = sql`strict`;

async function peopleTables(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('subscribers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('address_key', 'text', (column) => column.notNull().unique())
    .addColumn('mailbox', 'text', (column) => column.notNull())
    .addColumn('typed', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .modifyEnd(strict)
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
    .addColumn('requested_at', 'integer', (column) => column.notNull())
    .addColumn('confirmed_at', 'integer')
    .addColumn('unsubscribed_at', 'integer')
    .modifyEnd(strict)
    .execute();
  await schema
    .createTable('tokens')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('subscription_id', 'text', (column) =>
      column.notNull().references('subscriptions.id').onDelete('cascade'),
    )
    .addColumn('consent_id', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer')
    .addColumn('used_at', 'integer')
    .modifyEnd(strict)
    .execute();
  await schema
    .createIndex('tokens_by_subscription')
    .on('tokens')
    .columns(['subscription_id', 'purpose'])
    .execute();
}

/** Ledgers name a person by id without a foreign key: they outlive the person's rows. */
async function ledgerTables(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('consents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subscriber_id', 'text', (column) => column.notNull())
    .addColumn('address_hash', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) =>
      column.notNull().check(sql`kind in ('asked', 'confirmed', 'withdrawn')`),
    )
    .addColumn('at', 'integer', (column) => column.notNull())
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
    .modifyEnd(strict)
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
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('pid', 'text')
    .addColumn('v', 'integer', (column) => column.notNull())
    .addColumn('src', 'text')
    .addColumn('d', 'text')
    .modifyEnd(strict)
    .execute();
  await schema
    .createTable('suppressions')
    .addColumn('address_hash', 'text', (column) => column.primaryKey())
    .addColumn('reason', 'text', (column) =>
      column.notNull().check(sql`reason in ('bounce', 'complaint', 'erasure', 'manual')`),
    )
    .addColumn('since', 'integer', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
}

async function outboxTable(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('outbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('address_hash', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('queued', 'leased', 'sent', 'failed', 'dropped')`),
    )
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('not_before', 'integer', (column) => column.notNull())
    .addColumn('lease_until', 'integer')
    .addColumn('lease_owner', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('payload', 'text')
    .addColumn('finished_at', 'integer')
    .modifyEnd(strict)
    .execute();
  await schema.createIndex('outbox_by_due').on('outbox').columns(['state', 'not_before']).execute();
  await schema
    .createIndex('outbox_by_address')
    .on('outbox')
    .columns(['address_hash', 'created_at'])
    .execute();
}
