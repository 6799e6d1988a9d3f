import type { DeleteResult, Transaction, UpdateResult } from 'kysely';

import type { Purged, SubscriptionRows } from '#audience/store.ts';
import { inForce } from '#audience/subscription.ts';

import { suppressionRow, toSuppression } from './rows.ts';
import type { Tables } from './tables.ts';

/** Deletes what nobody confirmed and what is remembered for too long. */
export async function purge(
  trx: Transaction<Tables>,
  { requestedBefore, mailedBefore, now }: Parameters<SubscriptionRows['purge']>[0],
): Promise<Purged> {
  const before = requestedBefore.getTime();

  const tokens = await trx
    .deleteFrom('tokens')
    .where(({ or, and, eb }) =>
      or([
        and([eb('purpose', '=', 'confirm'), eb('expires_at', '<=', now.getTime())]),
        eb('expires_at', '<', before),
      ]),
    )
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
  const wishes = await trx
    .deleteFrom('address_changes')
    .where('token_hash', 'not in', (query) =>
      query
        .selectFrom('tokens')
        .select('hash')
        .where('purpose', '=', 'change-address')
        .where('expires_at', '>', now.getTime()),
    )
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
  const consents = await unconfirmedConsents(trx).where('at', '<', before).executeTakeFirst();
  const browsers = await trx
    .deleteFrom('sign_up_browsers')
    .where('expires_at', '<=', now.getTime())
    .executeTakeFirst();
  const memory = await trx
    .deleteFrom('outbox')
    .where('created_at', '<', mailedBefore.getTime())
    .executeTakeFirst();

  const suppressions = await endSuppressions(trx, now);
  const notices = await trx.deleteFrom('notices').where('at', '<', before).executeTakeFirst();

  return {
    requests: [mails, wishes, people, consents, browsers].reduce(
      (sum, one) => sum + rowsOf(one),
      0,
    ),
    links: rowsOf(tokens),
    mails: rowsOf(memory),
    suppressions,
    notices: rowsOf(notices),
  };
}

/** Of an ended suppression only the erasure that it stood above remains. */
async function endSuppressions(trx: Transaction<Tables>, now: Date): Promise<number> {
  const ended = await trx
    .selectFrom('suppressions')
    .selectAll()
    .where('until', '<=', now.getTime())
    .execute();
  for (const row of ended) {
    await trx.deleteFrom('suppressions').where('address_hash', '=', row.address_hash).execute();
    const left = inForce(toSuppression(row), now);
    if (left) await trx.insertInto('suppressions').values(suppressionRow(left)).execute();
  }
  return ended.length;
}

function rowsOf(result: DeleteResult | UpdateResult): number {
  return Number('numDeletedRows' in result ? result.numDeletedRows : result.numUpdatedRows);
}

/** Deletes what was asked of a subscription and not confirmed; see {@link SubscriptionRows.forgetRequests}. */
export async function forgetRequests(
  trx: Transaction<Tables>,
  subscriptionId: string,
  { withPerson }: { withPerson: boolean },
): Promise<void> {
  const { subscriber_id: personId } = await trx
    .selectFrom('subscriptions')
    .select('subscriber_id')
    .where('id', '=', subscriptionId)
    .executeTakeFirstOrThrow();
  await unconfirmedConsents(trx).where('subscriber_id', '=', personId).execute();
  await trx
    .deleteFrom('tokens')
    .where('subscription_id', '=', subscriptionId)
    .where('purpose', '=', 'confirm')
    .execute();
  await trx.deleteFrom('sign_up_browsers').where('subscription_id', '=', subscriptionId).execute();
  // Their subscription goes with them.
  if (withPerson) await trx.deleteFrom('subscribers').where('id', '=', personId).execute();
}

/** The entries of the ledger that asked somebody who never said yes. */
function unconfirmedConsents(trx: Transaction<Tables>) {
  return trx
    .deleteFrom('consents')
    .where('kind', '=', 'asked')
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('consents as later')
            .select('later.id')
            .whereRef('later.asked_id', '=', 'consents.id'),
        ),
      ),
    );
}
