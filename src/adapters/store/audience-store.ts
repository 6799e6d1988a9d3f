import { Kysely, SqliteDialect, sql, type Transaction } from 'kysely';

import type { Outbox } from '#audience/outbox.ts';
import {
  type Store,
  StoreError,
  type SubscriptionReads,
  type SubscriptionRows,
} from '#audience/store.ts';
import type { FeedbackReads, FeedbackRows } from '#feedback/store.ts';

import { threadReads, threadRows } from './feedback-rows.ts';
import { groupCommit } from './group-commit.ts';
import { migrate } from './migrate.ts';
import { openSqlite } from './open-sqlite.ts';
import { outboxOf } from './outbox-rows.ts';
import { sqliteOf } from './sqlite.ts';
import { withStoreErrors } from './store-error.ts';
import { subscriptionReads, subscriptionRows } from './subscription-rows.ts';
import type { Tables } from './tables.ts';

type AudienceReads = SubscriptionReads & FeedbackReads;
type AudienceRows = SubscriptionRows & FeedbackRows;

/** The audience's store: subscriptions, questions and the outbox on one engine. */
export interface AudienceStore extends Store<AudienceReads, AudienceRows> {
  readonly outbox: Outbox;
  /**
   * Remembers the fingerprint of the server key that hashes in this store were made with. Throws when it was
   * another: then suppressions would recognise nobody.
   */
  bindKey(fingerprint: string): Promise<void>;
  /** Makes deleted rows leave the log as well as the tables. */
  compact(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly now: Date;
  /** How long writes are gathered into one commit. */
  readonly gatherMs?: number;
}

/** Opens the store in `directory`, making it where it is missing. The caller closes it. */
export async function openAudienceStore(
  directory: string,
  { now, gatherMs = 5 }: StoreOptions,
): Promise<AudienceStore> {
  const { writer, reader } = await openSqlite(directory);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqliteOf(writer) }) });
  const reads = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqliteOf(reader) }) });
  let isOpen = true;
  try {
    await withStoreErrors(() => migrate(db, now));
  } catch (error) {
    reader.close();
    writer.close();
    throw error;
  }
  const commits = groupCommit(db, { gatherMs });

  const whileOpen = <T>(work: () => Promise<T>): Promise<T> =>
    isOpen
      ? withStoreErrors(work)
      : Promise.reject(new StoreError('unavailable', 'the store is closed'));

  return {
    read: (work) => whileOpen(() => work(audienceReads(reads))),
    write: (work) => whileOpen(() => commits.write((trx) => work(audienceRows(trx)))),
    outbox: outboxOf(reads, { ...commits, write: (work) => whileOpen(() => commits.write(work)) }),
    bindKey: (fingerprint) => whileOpen(() => bindKey(db, fingerprint)),
    compact: () =>
      whileOpen(async () => {
        await sql`pragma wal_checkpoint(truncate)`.execute(db);
      }),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await commits.drain();
      await sql`pragma optimize`.execute(db);
      reader.close();
      writer.close();
    },
  };
}

function audienceReads(db: Kysely<Tables>): AudienceReads {
  return { ...subscriptionReads(db), ...threadReads(db) };
}

function audienceRows(trx: Transaction<Tables>): AudienceRows {
  return { ...subscriptionRows(trx), ...threadRows(trx) };
}

async function bindKey(db: Kysely<Tables>, fingerprint: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ name: 'server-key', value: fingerprint })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { value } = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', 'server-key')
    .executeTakeFirstOrThrow();
  if (value !== fingerprint) {
    throw new StoreError(
      'unavailable',
      'the server key is not the one this store was made with: unsubscribe links and the list of suppressed addresses would stop working. Restore the key.',
    );
  }
}
