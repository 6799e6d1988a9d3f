import type { Kysely } from 'kysely';

import type { Subscriber } from '#audience/store.ts';

import { toSubscriber } from './rows.ts';
import type { Tables } from './tables.ts';

/** Whose subscription has this `column`, one of those that no two share; `null` where none has. */
export async function findSubscriberBy(
  db: Kysely<Tables>,
  column: 'id' | 'ref_code',
  value: string,
): Promise<Subscriber | null> {
  const subscription = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where(column, '=', value)
    .executeTakeFirst();
  if (!subscription) return null;
  const row = await db
    .selectFrom('subscribers')
    .selectAll()
    .where('id', '=', subscription.subscriber_id)
    .executeTakeFirst();
  return row ? toSubscriber(row, subscription) : null;
}
