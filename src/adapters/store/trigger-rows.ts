import type { Kysely } from 'kysely';

import type { TriggerReads } from '#audience/lifecycle/trigger-store.ts';

import { findSubscriberBy } from './find-subscriber.ts';
import type { Tables } from './tables.ts';

/** What may be read of what subscribers did, on `db`, a connection or a transaction. */
export function triggerReads(db: Kysely<Tables>): TriggerReads {
  return {
    async listActed({ act, from, until, after, max }) {
      const rows = await db
        .selectFrom('events')
        .innerJoin('subscriptions', 'subscriptions.subscriber_id', 'events.pid')
        .select('subscriptions.id')
        .distinct()
        .where('events.type', '=', act)
        .where('events.at', '>', from.getTime())
        .where('events.at', '<=', until.getTime())
        .where('subscriptions.state', '=', 'confirmed')
        .where('subscriptions.id', '>', after ?? '')
        .orderBy('subscriptions.id')
        .limit(max)
        .execute();
      return rows.map(({ id }) => id);
    },
    async findActed(subscriptionId, { act, until, unless, mail }) {
      const subscriber = await findSubscriberBy(db, 'id', subscriptionId);
      if (!subscriber) return null;
      const { id: pid } = subscriber;
      const newest = (types: readonly string[]) =>
        db
          .selectFrom('events')
          .select('at')
          .where('pid', '=', pid)
          .where('type', 'in', types)
          .orderBy('at', 'desc')
          .limit(1);
      const done = await newest([act]).where('at', '<=', until.getTime()).executeTakeFirst();
      if (!done) return null;
      const since = unless.length === 0 ? undefined : await newest(unless).executeTakeFirst();
      const mailed = await db
        .selectFrom('lifecycle_mails')
        .select('at')
        .where('subscription_id', '=', subscriptionId)
        .where('kind', '=', mail)
        .executeTakeFirst();
      return {
        subscriber,
        actAt: new Date(done.at),
        unlessAt: since ? new Date(since.at) : null,
        lastMailAt: mailed ? new Date(mailed.at) : null,
      };
    },
  };
}
