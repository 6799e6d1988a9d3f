import type { Kysely, Transaction } from 'kysely';
import { describe, expect, test } from 'vitest';

import type { Engine } from '#adapters/store/engine.ts';
import { migrate } from '#adapters/store/migrate.ts';
import { up as audience } from '#adapters/store/migrations/0001-audience.ts';
import { up as feedback } from '#adapters/store/migrations/0002-feedback.ts';
import { openPostgresEngine } from '#adapters/store/postgres-engine.ts';
import { openSqliteEngine } from '#adapters/store/sqlite-engine.ts';
import { subscriptionReads } from '#adapters/store/subscription-rows.ts';
import type { Tables } from '#adapters/store/tables.ts';

import { makeFolder } from '../support/audience.ts';
import { makeSchema } from '../support/postgres-schema.ts';
import { aConsent, aSubscriber, now } from '../support/store-rows.ts';

const engines = [
  ['SQLite', openOnSqlite],
  ['PostgreSQL', openOnPostgres],
] as const;

describe.each(engines)('migrate on %s', (_, open) => {
  test('keeps the rows of the first version, with nothing chosen and every consent as it was', async () => {
    await using opened = await open();
    const { engine } = opened;
    await inTransaction(engine, async (trx) => {
      await audience(trx, engine.schema);
      await feedback(trx, engine.schema);
      await addFirstVersionRows(trx);
      await addMigrationsTable(trx, engine);
    });

    await migrate(engine, now);

    const rows = subscriptionReads(engine.reads);
    const expected = aSubscriber('ada', {
      state: 'confirmed',
      confirmedAt: now,
      firstConfirmedAt: now,
    });
    expect(await rows.findSubscriber('ada@example.org')).toStrictEqual(expected);
    expect(await rows.listConsents('person-ada')).toStrictEqual([
      aConsent(),
      {
        kind: 'confirmed',
        id: 'confirmed-ada',
        subscriberId: 'person-ada',
        addressHash: 'hash-ada',
        at: now,
        askedId: 'asked-ada',
      },
    ]);
    await expect(engine.reads.updateTable('consents').set({ at: 0 }).execute()).rejects.toThrow();
  });
});

async function addFirstVersionRows(db: Kysely<Tables>): Promise<void> {
  const at = now.getTime();
  await db
    .insertInto('subscribers')
    .values({
      id: 'person-ada',
      address_key: 'ada@example.org',
      mailbox: 'ada@example.org',
      typed: 'ada@example.org',
      created_at: at,
    })
    .execute();
  const subscription = {
    id: 'subscription-ada',
    subscriber_id: 'person-ada',
    state: 'confirmed',
    language: 'nl',
    topics: '["repair","sums"]',
    consent_id: 'asked-ada',
    requested_at: at,
    confirmed_at: at,
    unsubscribed_at: null,
  };
  await db
    .insertInto('subscriptions')
    .values(subscription as never)
    .execute();
  const { wording, wordingHash } = aConsent();
  const entry = { subscriber_id: 'person-ada', address_hash: 'hash-ada', at };
  const nothing = { wording: null, wording_hash: null, language: null, form_version: null };
  await db
    .insertInto('consents')
    .values([
      {
        ...entry,
        id: 'asked-ada',
        kind: 'asked',
        asked_id: null,
        wording,
        wording_hash: wordingHash,
        language: 'nl',
        form_version: '1',
        page: '/nieuwsbrief/',
        topics: '[]',
      },
      {
        ...entry,
        ...nothing,
        id: 'confirmed-ada',
        kind: 'confirmed',
        asked_id: 'asked-ada',
        page: null,
        topics: null,
      },
    ] as never)
    .execute();
}

async function addMigrationsTable(trx: Transaction<Tables>, engine: Engine): Promise<void> {
  await trx.schema
    .createTable('migrations')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('at', engine.schema.instant, (column) => column.notNull())
    .execute();
  await trx
    .insertInto('migrations')
    .values(['0001-audience', '0002-feedback'].map((name) => ({ name, at: now.getTime() })))
    .execute();
}

async function inTransaction(
  engine: Engine,
  work: (trx: Transaction<Tables>) => Promise<void>,
): Promise<void> {
  const trx = await engine.begin();
  await work(trx);
  await trx.commit().execute();
}

type Opened = Promise<{ readonly engine: Engine } & AsyncDisposable>;

async function openOnSqlite(): Opened {
  const folder = await makeFolder();
  const engine = await openSqliteEngine(folder.path);
  return {
    engine,
    async [Symbol.asyncDispose]() {
      await engine.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function openOnPostgres(): Opened {
  const schema = await makeSchema();
  const engine = await openPostgresEngine(schema.url);
  return {
    engine,
    async [Symbol.asyncDispose]() {
      await engine.close();
      await schema[Symbol.asyncDispose]();
    },
  };
}
