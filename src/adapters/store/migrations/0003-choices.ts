import { type Kysely, sql } from 'kysely';

import type { SchemaDialect } from '../engine.ts';
import type { Tables } from '../tables.ts';

/**
 * What a subscriber may choose, where the subscription came from, more kinds of consent, and suppressions
 * that end.
 */
export async function up(db: Kysely<Tables>, dialect: SchemaDialect): Promise<void> {
  await extendSubscriptions(db, dialect);
  await db.schema.alterTable('suppressions').addColumn('until', dialect.instant).execute();
  await rebuildConsents(db, dialect);
}

async function extendSubscriptions(db: Kysely<Tables>, { instant }: SchemaDialect): Promise<void> {
  const extend = () => db.schema.alterTable('subscriptions');
  await extend()
    .addColumn('frequency', 'text', (column) =>
      column
        .notNull()
        .defaultTo('each')
        .check(sql`frequency in ('each', 'weekly', 'monthly')`),
    )
    .execute();
  await extend().addColumn('paused_until', 'text').execute();
  await extend()
    .addColumn('measure', 'integer', (column) =>
      column
        .notNull()
        .defaultTo(0)
        .check(sql`measure in (0, 1)`),
    )
    .execute();
  await extend().addColumn('first_confirmed_at', instant).execute();
  await extend().addColumn('source', 'text').execute();
  await extend().addColumn('referred_by', 'text').execute();
  await extend().addColumn('ref_code', 'text').execute();
  await extend().addColumn('batch', 'text').execute();
  await extend()
    .addColumn('is_test', 'integer', (column) =>
      column
        .notNull()
        .defaultTo(0)
        .check(sql`is_test in (0, 1)`),
    )
    .execute();
  await db
    .updateTable('subscriptions')
    .set(({ ref }) => ({ first_confirmed_at: ref('confirmed_at') }))
    .execute();
  await db.schema
    .createIndex('subscriptions_by_ref_code')
    .unique()
    .on('subscriptions')
    .column('ref_code')
    .execute();
  await db.schema
    .createIndex('subscriptions_by_batch')
    .on('subscriptions')
    .column('batch')
    .execute();
}

const columns = [
  'id',
  'subscriber_id',
  'address_hash',
  'kind',
  'at',
  'asked_id',
  'wording',
  'wording_hash',
  'language',
  'form_version',
  'page',
  'topics',
] as const;

/** SQLite cannot change a check: the ledger moves into a new table, row by row as it is. */
async function rebuildConsents(
  db: Kysely<Tables>,
  { instant, tableEnd, refuseUpdates }: SchemaDialect,
): Promise<void> {
  await db.schema
    .createTable('consents_next')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subscriber_id', 'text', (column) => column.notNull())
    .addColumn('address_hash', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) =>
      column
        .notNull()
        .check(sql`kind in ('asked', 'confirmed', 'changed', 'withdrawn', 'imported', 'erased')`),
    )
    .addColumn('at', instant, (column) => column.notNull())
    .addColumn('asked_id', 'text')
    .addColumn('wording', 'text')
    .addColumn('wording_hash', 'text')
    .addColumn('language', 'text')
    .addColumn('form_version', 'text')
    .addColumn('page', 'text')
    .addColumn('topics', 'text')
    .addColumn('detail', 'text')
    .addCheckConstraint(
      'consents_are_whole',
      sql`case
        when kind = 'asked' then asked_id is null and wording is not null and wording_hash is not null
          and language is not null and form_version is not null and page is not null and topics is not null
        when kind = 'imported' then asked_id is null and wording is null and detail is not null
        else asked_id is not null and wording is null end`,
    )
    .modifyEnd(tableEnd)
    .execute();
  await sql`insert into consents_next (${sql.join(columns.map((name) => sql.id(name)))})
    select ${sql.join(columns.map((name) => sql.id(name)))} from consents`.execute(db);
  await db.schema.dropTable('consents').execute();
  await db.schema.alterTable('consents_next').renameTo('consents').execute();
  await db.schema.createIndex('consents_by_asked').on('consents').column('asked_id').execute();
  await db.schema
    .createIndex('consents_by_subscriber')
    .on('consents')
    .columns(['subscriber_id', 'at'])
    .execute();
  for (const statement of refuseUpdates('consents')) await statement.execute(db);
}
