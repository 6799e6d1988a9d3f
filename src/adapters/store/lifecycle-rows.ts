import type { Kysely, Transaction } from 'kysely';

import type {
  LifecycleMailName,
  LifecycleReads,
  LifecycleRows,
} from '#audience/lifecycle/store.ts';

import { findSubscriberBy } from './find-subscriber.ts';
import { toDate } from './rows.ts';
import type { Tables } from './tables.ts';
import { triggerReads } from './trigger-rows.ts';

/** What may be read of people's silence on `db`, a connection or a transaction. */
export function lifecycleReads(db: Kysely<Tables>): LifecycleReads {
  return {
    ...triggerReads(db),
    async listQuiet({ before, ignored, after, max }) {
      const rows = await db
        .selectFrom('subscriptions')
        .select('id')
        .where('state', '=', 'confirmed')
        .where('measure', '=', 1)
        .where('id', '>', after ?? '')
        .where((row) =>
          row(row.fn.coalesce('confirmed_at', 'requested_at'), '<=', before.getTime()),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('events')
                .select('events.id')
                .whereRef('events.pid', '=', 'subscriptions.subscriber_id')
                .where('events.at', '>', before.getTime())
                .where('events.type', 'not in', ignored),
            ),
          ),
        )
        .orderBy('id')
        .limit(max)
        .execute();
      return rows.map(({ id }) => id);
    },
    async findSilence(subscriptionId, { kind, ignored }) {
      const subscriber = await findSubscriberBy(db, 'id', subscriptionId);
      if (!subscriber) return null;
      const { id: pid } = subscriber;
      const acts = db
        .selectFrom('events')
        .select(({ fn }) => fn.max('at').as('at'))
        .where('pid', '=', pid)
        .where('type', 'not in', ignored);
      const brought = db
        .selectFrom('subscriptions')
        .select(({ fn }) => fn.max('first_confirmed_at').as('at'))
        .where('referred_by', '=', pid);
      const issues = db
        .selectFrom('deliveries')
        .select(({ fn }) => fn.max('finished_at').as('at'))
        .where('subscriber_id', '=', pid)
        .where('state', '=', 'sent');
      const asked = db
        .selectFrom('lifecycle_mails')
        .select('at')
        .where('subscription_id', '=', subscriptionId)
        .where('kind', '=', kind);
      const newest = async (query: { executeTakeFirst(): Promise<{ at: unknown } | undefined> }) =>
        toInstant((await query.executeTakeFirst())?.at);
      return {
        subscriber,
        lastActAt: await newest(acts),
        lastBroughtAt: await newest(brought),
        lastIssueAt: await newest(issues),
        lastAskedAt: await newest(asked),
      };
    },
    async hearsReaders(since) {
      const heard = await db
        .selectFrom('events')
        .select('id')
        .where('type', '=', 'link.followed')
        .where('at', '>', since.getTime())
        .limit(1)
        .executeTakeFirst();
      return heard !== undefined;
    },
    async findRestoredAt() {
      const setting = await db
        .selectFrom('settings')
        .select('value')
        .where('name', '=', 'restored-at')
        .executeTakeFirst();
      return setting ? new Date(setting.value) : null;
    },
    async countMails({ subscriberId, addressHash, since }) {
      const { mails } = await db
        .selectFrom('outbox')
        .select(({ fn }) => fn.countAll().as('mails'))
        .where('address_hash', '=', addressHash)
        .where('created_at', '>', since.getTime())
        .executeTakeFirstOrThrow();
      const { issues } = await db
        .selectFrom('deliveries')
        .select(({ fn }) => fn.countAll().as('issues'))
        .where('subscriber_id', '=', subscriberId)
        .where('state', '=', 'sent')
        .where('finished_at', '>', since.getTime())
        .executeTakeFirstOrThrow();
      return Number(mails) + Number(issues);
    },
    async listLifecycleMailsOf(subscriptionId) {
      const rows = await db
        .selectFrom('lifecycle_mails')
        .select(['kind', 'at'])
        .where('subscription_id', '=', subscriptionId)
        .orderBy('kind')
        .execute();
      return rows.map(({ kind, at }) => ({ kind: kind as LifecycleMailName, at: new Date(at) }));
    },
  };
}

/** PostgreSQL gives the greatest of none, and sums, as text. */
function toInstant(value: unknown): Date | null {
  return toDate(value === null || value === undefined ? null : Number(value));
}

/** What may be changed within the transaction `trx`. */
export function lifecycleRows(trx: Transaction<Tables>): LifecycleRows {
  return {
    ...lifecycleReads(trx),
    async noteLifecycleMail({ subscriptionId, kind, at }) {
      await trx
        .insertInto('lifecycle_mails')
        .values({ subscription_id: subscriptionId, kind, at: at.getTime() })
        .onConflict((conflict) =>
          conflict.columns(['subscription_id', 'kind']).doUpdateSet({ at: at.getTime() }),
        )
        .execute();
    },
  };
}
