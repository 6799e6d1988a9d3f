import type { Kysely, Transaction } from 'kysely';

import type { HeldReads } from '#audience/held-data.ts';
import type { HistoryReads, HistoryRows } from '#audience/history-store.ts';
import type { LifecycleReads, LifecycleRows } from '#audience/lifecycle/store.ts';
import type { Outbox } from '#audience/outbox.ts';
import type { ImportReads, ImportRows } from '#audience/portability/import-store.ts';
import {
  type Store,
  StoreError,
  type SubscriptionReads,
  type SubscriptionRows,
} from '#audience/store.ts';
import { type NoticeQueue, withNotices } from '#audience/webhook.ts';
import type { FeedbackReads, FeedbackRows } from '#feedback/store.ts';
import type { VoteReads, VoteRows } from '#feedback/useful.ts';
import type { OutcomeReads, OutcomeRows } from '#newsletter/bounces/outcome-store.ts';
import type { DeliveryStore } from '#newsletter/delivery-store.ts';
import type { FollowReads } from '#newsletter/follow-link.ts';

import { type DeliveryKeys, deliveryQueue } from './delivery-queue.ts';
import type { Engine } from './engine.ts';
import { threadReads, threadRows } from './feedback-rows.ts';
import { type CommitOptions, groupCommit } from './group-commit.ts';
import { heldReads } from './held-rows.ts';
import { followReads } from './follow-rows.ts';
import { historyReads, historyRows } from './history-rows.ts';
import { importReads, importRows } from './import-rows.ts';
import { countOldDeliveries, foldOldDeliveries } from './issue-rows.ts';
import { lifecycleReads, lifecycleRows } from './lifecycle-rows.ts';
import { migrate } from './migrate.ts';
import { openEngine } from './open-engine.ts';
import { noticeQueue, noticeRows } from './notice-rows.ts';
import { outboxOf } from './outbox-rows.ts';
import { outcomeReads, outcomeRows } from './outcome-rows.ts';
import { type ReservedWrite, reservedWrite } from './reserved-write.ts';
import type { OnStoreCall } from './store-calls.ts';
import { withStoreErrors } from './store-error.ts';
import { subscriptionReads, subscriptionRows } from './subscription-rows.ts';
import type { Tables } from './tables.ts';
import { voteReads, voteRows } from './vote-rows.ts';

type AudienceReads = SubscriptionReads &
  HistoryReads &
  FeedbackReads &
  ImportReads &
  HeldReads &
  LifecycleReads &
  FollowReads &
  OutcomeReads &
  VoteReads;
type AudienceRows = SubscriptionRows &
  HistoryRows &
  FeedbackRows &
  ImportRows &
  HeldReads &
  LifecycleRows &
  FollowReads &
  OutcomeRows &
  VoteRows;

/** The audience's store: subscriptions, questions and the outbox on one engine. */
export interface AudienceStore extends Store<AudienceReads, AudienceRows> {
  readonly outbox: Outbox;
  /** What is owed to another system. */
  readonly notices: NoticeQueue;
  /** Issues on their way to subscribers. */
  deliveries(keys: DeliveryKeys): DeliveryStore;
  /** Who was sent what by issues that were begun before an instant: how many rows, and turning them into numbers. */
  readonly oldDeliveries: {
    count(before: Date): Promise<number>;
    fold(before: Date): Promise<number>;
  };
  /**
   * Remembers the fingerprint of the server key that hashes in this store were made with. Throws when it was
   * another: then suppressions would recognise nobody.
   */
  bindKey(fingerprint: string): Promise<void>;
  /** Makes deleted rows leave the files of the store; see {@link Engine.compact}. */
  compact(options?: { isThorough?: boolean }): Promise<void>;
  /** Keeps room on the disk for essential writes; false when there is none, so that ordinary ones are refused. */
  keepReserve(): Promise<boolean>;
  /** Throws a `StoreError` when an ordinary write could not be done now. Changes nothing. */
  checkWritable(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions extends CommitOptions {
  readonly now: Date;
  /** Told of every statement; for tests. */
  readonly onCall?: OnStoreCall | undefined;
}

/**
 * Opens the store at `place`, a directory or the URL of a PostgreSQL database, and makes its tables where
 * they are missing. The caller closes it.
 */
export async function openAudienceStore(
  place: string,
  { now, onCall, ...commitOptions }: StoreOptions,
): Promise<AudienceStore> {
  const engine = await openEngine(place, onCall);
  try {
    await withStoreErrors(() => migrate(engine, now));
  } catch (error) {
    await engine.close();
    throw error;
  }
  return storeOn(engine, commitOptions);
}

/** The store on an open engine with its tables; closing it closes the engine. */
export function storeOn(engine: Engine, commitOptions: CommitOptions): AudienceStore {
  const { reads } = engine;
  let isOpen = true;
  const commits = groupCommit(engine, commitOptions);
  const write = reservedWrite(commits, engine.reserve);

  const underway = new Set<Promise<unknown>>();
  const whileOpen = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!isOpen) throw new StoreError('unavailable', 'the store is closed');
    const working = withStoreErrors(work);
    underway.add(working);
    try {
      return await working;
    } finally {
      underway.delete(working);
    }
  };

  return {
    read: (work) => whileOpen(() => work(audienceReads(reads))),
    write: (work, how) => whileOpen(() => write((trx) => work(audienceRows(trx)), how)),
    outbox: outboxOf(reads, {
      write: (work) => whileOpen(() => commits.write(work)),
      writeEssential: (work) => whileOpen(() => write(work, { isEssential: true })),
    }),
    notices: noticeQueue(reads, {
      write: (work) => whileOpen(() => commits.write(work)),
    }),
    deliveries: (keys) =>
      deliveryQueue(
        reads,
        {
          write: (work) => whileOpen(() => commits.write(work)),
          writeEssential: (work) => whileOpen(() => write(work, { isEssential: true })),
          rowsOf: audienceRows,
        },
        keys,
      ),
    oldDeliveries: {
      count: (before) => whileOpen(() => countOldDeliveries(reads, before)),
      async fold(before) {
        for (let sum = 0; ;) {
          const part = await whileOpen(() =>
            commits.write((trx) => foldOldDeliveries(trx, before)),
          );
          if (part === 0) return sum;
          sum += part;
        }
      },
    },
    bindKey: (fingerprint) => whileOpen(() => commits.write((trx) => bindKey(trx, fingerprint))),
    compact: ({ isThorough = false } = {}) => whileOpen(() => engine.compact({ isThorough })),
    keepReserve: () => whileOpen(async () => (await engine.reserve?.keep()) ?? true),
    checkWritable: () => whileOpen(() => checkWritable(write)),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await Promise.allSettled(underway);
      await engine.close();
    },
  };
}

function audienceReads(db: Kysely<Tables>): AudienceReads {
  return {
    ...subscriptionReads(db),
    ...historyReads(db),
    ...threadReads(db),
    ...importReads(db),
    ...heldReads(db),
    ...outcomeReads(db),
    ...lifecycleReads(db),
    ...followReads(db),
    ...voteReads(db),
  };
}

function audienceRows(trx: Transaction<Tables>): AudienceRows {
  const rows = {
    ...subscriptionRows(trx),
    ...historyRows(trx),
    ...threadRows(trx),
    ...importRows(trx),
    ...heldReads(trx),
    ...outcomeRows(trx),
    ...lifecycleRows(trx),
    ...followReads(trx),
    ...voteRows(trx),
  };
  return withNotices(rows, noticeRows(trx));
}

const undone = Symbol('undone');

/** Writes a row and undoes it, which finds a store that is locked, read-only or gone; nothing reaches the disk. */
async function checkWritable(write: ReservedWrite): Promise<void> {
  try {
    await write(async (trx) => {
      await trx.insertInto('settings').values({ name: 'probe', value: '' }).execute();
      throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
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
