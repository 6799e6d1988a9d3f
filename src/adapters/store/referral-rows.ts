import { type Kysely, sql } from 'kysely';

import { mailboxOf, type ReferralReads } from '#audience/referral.ts';

import { findSubscriberBy } from './find-subscriber.ts';
import type { Tables } from './tables.ts';

/** What may be read to tell whose link brought somebody. */
export function referralReads(db: Kysely<Tables>): ReferralReads {
  return {
    findByRefCode: (refCode) => findSubscriberBy(db, 'ref_code', refCode),
    async isMailboxOfOther(key, subscriberId) {
      const { local, host } = mailboxOf(key);
      const tagged = `${literal(local)}+%@${literal(host)}`;
      const row = await db
        .selectFrom('subscribers')
        .innerJoin('subscriptions', 'subscriptions.subscriber_id', 'subscribers.id')
        .select('subscribers.id')
        .where('subscribers.id', '!=', subscriberId)
        .where('first_confirmed_at', 'is not', null)
        .where((either) =>
          either.or([
            either('address_key', '=', `${local}@${host}`),
            sql<boolean>`address_key like ${tagged} escape '!'`,
          ]),
        )
        .executeTakeFirst();
      return row !== undefined;
    },
    async wasConfirmed(addressHash) {
      const row = await db
        .selectFrom('consents')
        .select('id')
        .where('address_hash', '=', addressHash)
        .where('kind', 'in', ['confirmed', 'imported'])
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** `text` for use in a pattern, where `%` and `_` stand for themselves. */
function literal(text: string): string {
  return text.replaceAll(/[!%_]/g, '!$&');
}
