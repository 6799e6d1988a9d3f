import type { Kysely, Transaction } from 'kysely';

import type { AddressChangeReads, AddressChangeRows } from '#audience/address-change-store.ts';

import type { Tables } from './tables.ts';

/** What may be read of address changes on `db`, a connection or a transaction. */
export function addressChangeReads(db: Kysely<Tables>): AddressChangeReads {
  return {
    async findAddressChange(tokenHash) {
      const row = await db
        .selectFrom('address_changes')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      if (!row) return null;
      return {
        tokenHash: row.token_hash,
        subscriptionId: row.subscription_id,
        address: { typed: row.typed, mailbox: row.mailbox, key: row.address_key },
        createdAt: new Date(row.created_at),
      };
    },
  };
}

/** What may be changed within the transaction `trx`. */
export function addressChangeRows(trx: Transaction<Tables>): AddressChangeRows {
  return {
    ...addressChangeReads(trx),
    async addAddressChange({ tokenHash, subscriptionId, address, createdAt }) {
      await trx
        .insertInto('address_changes')
        .values({
          token_hash: tokenHash,
          subscription_id: subscriptionId,
          address_key: address.key,
          mailbox: address.mailbox,
          typed: address.typed,
          created_at: createdAt.getTime(),
        })
        .execute();
    },
    async removeAddressChanges(subscriptionId) {
      await trx
        .deleteFrom('address_changes')
        .where('subscription_id', '=', subscriptionId)
        .execute();
      await trx
        .deleteFrom('tokens')
        .where('subscription_id', '=', subscriptionId)
        .where('purpose', '=', 'change-address')
        .execute();
    },
    async moveSubscriber(id, { key, mailbox, typed }) {
      await trx
        .updateTable('subscribers')
        .set({ address_key: key, mailbox, typed })
        .where('id', '=', id)
        .execute();
    },
  };
}
