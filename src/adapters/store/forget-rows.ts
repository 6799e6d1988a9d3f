import type { Transaction } from 'kysely';

import type { ForgottenPerson } from '#audience/history-store.ts';

import { foldDeliveries } from './issue-rows.ts';
import type { Tables } from './tables.ts';

/** Deletes a person from every table but the consent ledger and the suppressions. */
export async function forgetPerson(
  trx: Transaction<Tables>,
  { subscriber, addressHashes }: ForgottenPerson,
): Promise<void> {
  const asked = await trx
    .selectFrom('questions')
    .select('thread_id')
    .where('address_hash', 'in', addressHashes)
    .execute();
  const threads = asked.map(({ thread_id }) => thread_id);

  const ownIds = [...threads, ...(subscriber ? [subscriber.subscription.id] : [])];
  await trx
    .deleteFrom('outbox')
    .where(({ or, eb }) =>
      or([
        eb('address_hash', 'in', addressHashes),
        // Also a mail about the person to somebody else: a question to the editors, a new address not yet confirmed.
        ...ownIds.map((id) => eb('payload', 'like', `%"${id}"%`)),
        ...threads.map((id) => eb('key', '=', `question:${id}`)),
      ]),
    )
    .execute();
  await trx.deleteFrom('sign_up_browsers').where('address_hash', 'in', addressHashes).execute();
  // Their questions go with them.
  if (threads.length > 0) await trx.deleteFrom('threads').where('id', 'in', threads).execute();
  await trx.deleteFrom('sign_up_browsers').where('address_hash', 'in', addressHashes).execute();
  if (subscriber === null) return;

  await trx.deleteFrom('events').where('pid', '=', subscriber.id).execute();
  await forgetReferrer(trx, subscriber.id);
  await foldDeliveries(trx, { subscriberIds: [subscriber.id] });
  await trx
    .updateTable('subscriptions')
    .set({ referred_by: null })
    .where('referred_by', '=', subscriber.id)
    .execute();
  // The subscription, its tokens and all else that hangs on it go with it.
  await trx.deleteFrom('subscribers').where('id', '=', subscriber.id).execute();
}

/** That people came by somebody's link still counts; by whose is forgotten. Events are never changed, so written anew. */
async function forgetReferrer(trx: Transaction<Tables>, referrerId: string): Promise<void> {
  const referrals = await trx
    .selectFrom('events')
    .selectAll()
    .where('type', '=', 'referral.confirmed')
    .where('pid', 'in', (query) =>
      query
        .selectFrom('subscriptions')
        .select('subscriber_id')
        .where('referred_by', '=', referrerId),
    )
    .execute();
  for (const referral of referrals) {
    await trx.deleteFrom('events').where('id', '=', referral.id).execute();
    await trx
      .insertInto('events')
      .values({ ...referral, d: null })
      .execute();
  }
}
