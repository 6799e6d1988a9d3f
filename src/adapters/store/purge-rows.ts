import type { DeleteResult, Transaction, UpdateResult } from 'kysely';

import type { SubscriptionRows } from '#audience/store.ts';

import type { Tables } from './tables.ts';

/** Deletes what nobody confirmed and what is remembered too long; returns how many rows went or lost their payload. */
export async function purge(
  trx: Transaction<Tables>,
  { requestedBefore, mailedBefore, now }: Parameters<SubscriptionRows['purge']>[0],
): Promise<number> {
  const before = requestedBefore.getTime();

  const tokens = await trx
    .deleteFrom('tokens')
    .where('purpose', '=', 'confirm')
    .where('expires_at', '<=', now.getTime())
    .executeTakeFirst();
  const mails = await trx
    .updateTable('outbox')
    .set({
      state: 'dropped',
      payload: null,
      lease_owner: null,
      lease_until: null,
      finished_at: now.getTime(),
    })
    .where('state', 'in', ['queued', 'leased'])
    .where('created_at', '<', before)
    // It asks nobody to confirm: what was verified reaches the editors, however late.
    .where('kind', '!=', 'question')
    .executeTakeFirst();
  // Their subscriptions and tokens go with them.
  const people = await trx
    .deleteFrom('subscribers')
    .where('id', 'in', (query) =>
      query
        .selectFrom('subscriptions')
        .select('subscriber_id')
        .where('state', '=', 'pending')
        .where('requested_at', '<', before),
    )
    .executeTakeFirst();
  const consents = await trx
    .deleteFrom('consents')
    .where('kind', '=', 'asked')
    .where('at', '<', before)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('consents as later')
            .select('later.id')
            .whereRef('later.asked_id', '=', 'consents.id'),
        ),
      ),
    )
    .executeTakeFirst();
  const memory = await trx
    .deleteFrom('outbox')
    .where('created_at', '<', mailedBefore.getTime())
    .executeTakeFirst();

  return [tokens, mails, people, consents, memory].reduce((sum, one) => sum + rowsOf(one), 0);
}

function rowsOf(result: DeleteResult | UpdateResult): number {
  return Number('numDeletedRows' in result ? result.numDeletedRows : result.numUpdatedRows);
}
