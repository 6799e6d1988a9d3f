import { type Kysely, sql, type Transaction } from 'kysely';

import type { ConsentBasis } from '#audience/consent.ts';
import type { SubscriptionReads, SubscriptionRows } from '#audience/store.ts';
import { suppressedAlso } from '#audience/subscription.ts';

import { addressChangeReads, addressChangeRows } from './address-change-rows.ts';
import { browserReads, browserRows, useUpCodes } from './browser-rows.ts';
import { findSubscriberBy } from './find-subscriber.ts';
import { limitReads, limitRows } from './limit-rows.ts';
import { forgetRequests, purge } from './purge-rows.ts';
import { referralReads } from './referral-rows.ts';
import {
  consentRow,
  eventRow,
  subscriberRow,
  subscriptionRow,
  suppressionRow,
  toConsent,
  toPastMail,
  tokenRow,
  toSubscriber,
  toSuppression,
  toToken,
} from './rows.ts';
import type { Tables } from './tables.ts';

/** What may be read of subscriptions on `db`, a connection or a transaction. */
export function subscriptionReads(db: Kysely<Tables>): SubscriptionReads {
  return {
    ...referralReads(db),
    ...addressChangeReads(db),
    ...limitReads(db),
    ...browserReads(db),
    async findSubscriber(addressKey) {
      const row = await db
        .selectFrom('subscribers')
        .selectAll()
        .where('address_key', '=', addressKey)
        .executeTakeFirst();
      // Asked in any case: the time of a look-up is the same for who is there and who is not.
      const subscription = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('subscriber_id', '=', row?.id ?? '')
        .executeTakeFirst();
      return row && subscription ? toSubscriber(row, subscription) : null;
    },
    findSubscriberOf: (subscriptionId) => findSubscriberBy(db, 'id', subscriptionId),
    async findSuppression(addressHash) {
      const row = await db
        .selectFrom('suppressions')
        .selectAll()
        .where('address_hash', '=', addressHash)
        .executeTakeFirst();
      return row ? toSuppression(row) : null;
    },
    async findToken(hash, purpose) {
      const row = await db
        .selectFrom('tokens')
        .selectAll()
        .where('hash', '=', hash)
        .where('purpose', '=', purpose)
        .executeTakeFirst();
      return row ? toToken(row) : null;
    },
    async findAsked(consentId) {
      const basis = await findBasis(db, consentId);
      return basis?.kind === 'asked' ? basis : null;
    },
    findBasis: (consentId) => findBasis(db, consentId),
    async listConsents(subscriberId) {
      const rows = await db
        .selectFrom('consents')
        .selectAll()
        .where('subscriber_id', '=', subscriberId)
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map(toConsent);
    },
    async listMails(addressHash, since) {
      const rows = await db
        .selectFrom('outbox')
        .select(['kind', 'created_at'])
        .where('address_hash', '=', addressHash)
        .where('created_at', '>=', since.getTime())
        .orderBy('created_at')
        .execute();
      return rows.map(toPastMail);
    },
  };
}

async function findBasis(db: Kysely<Tables>, consentId: string): Promise<ConsentBasis | null> {
  const row = await db
    .selectFrom('consents')
    .selectAll()
    .where('id', '=', consentId)
    .executeTakeFirst();
  const consent = row && toConsent(row);
  return consent?.kind === 'asked' || consent?.kind === 'imported' ? consent : null;
}

/** What may be changed within the transaction `trx`. */
export function subscriptionRows(trx: Transaction<Tables>): SubscriptionRows {
  return {
    ...subscriptionReads(trx),
    ...addressChangeRows(trx),
    ...limitRows(trx),
    ...browserRows(trx),
    async addSubscriber(subscriber) {
      await trx.insertInto('subscribers').values(subscriberRow(subscriber)).execute();
      await trx
        .insertInto('subscriptions')
        .values(subscriptionRow(subscriber.subscription))
        .execute();
    },
    async saveSubscription(subscription) {
      const { id, ...changes } = subscriptionRow(subscription);
      await trx.updateTable('subscriptions').set(changes).where('id', '=', id).execute();
    },
    async addConsent(consent) {
      await trx.insertInto('consents').values(consentRow(consent)).execute();
    },
    async addToken(token) {
      await trx
        .insertInto('tokens')
        .values(tokenRow(token))
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .execute();
    },
    async removeTokens(subscriptionId, purposes) {
      await trx
        .deleteFrom('tokens')
        .where('subscription_id', '=', subscriptionId)
        .where('purpose', 'in', purposes)
        .execute();
    },
    async markConfirmTokensUsed(subscriptionId, at) {
      await trx
        .updateTable('tokens')
        .set({ used_at: at.getTime() })
        .where('subscription_id', '=', subscriptionId)
        .where('purpose', '=', 'confirm')
        .where('used_at', 'is', null)
        .execute();
      await useUpCodes(trx, subscriptionId, at);
    },
    forgetRequests: (subscriptionId, options) => forgetRequests(trx, subscriptionId, options),
    async addEvent(event) {
      await trx
        .insertInto('events')
        .values(eventRow(event))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    async queueMail({ id, kind, key, addressHash, createdAt, notBefore = createdAt, payload }) {
      await trx
        .insertInto('outbox')
        .values({
          id,
          kind,
          key,
          address_hash: addressHash,
          state: 'queued',
          created_at: createdAt.getTime(),
          not_before: notBefore.getTime(),
          lease_until: null,
          lease_owner: null,
          attempts: 0,
          payload: JSON.stringify(payload),
          finished_at: null,
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
    },
    async addSuppression(added) {
      const known = await subscriptionReads(trx).findSuppression(added.addressHash);
      const row = suppressionRow(suppressedAlso(known, added));
      await trx
        .insertInto('suppressions')
        .values(row)
        .onConflict((conflict) => conflict.column('address_hash').doUpdateSet(row))
        .execute();
    },
    async liftSuppression(addressHash) {
      await trx.deleteFrom('suppressions').where('address_hash', '=', addressHash).execute();
    },
    async rehearse(work) {
      await sql`savepoint rehearsal`.execute(trx);
      await work();
      await sql`rollback to savepoint rehearsal`.execute(trx);
      await sql`release savepoint rehearsal`.execute(trx);
    },
    purge: (limits) => purge(trx, limits),
  };
}
