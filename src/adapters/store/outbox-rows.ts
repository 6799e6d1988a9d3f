import type { Kysely, Selectable } from 'kysely';

import type { ClaimedMail, Outbox } from '#audience/outbox.ts';

import type { GroupCommit } from './group-commit.ts';
import { withStoreErrors } from './store-error.ts';
import type { OutboxTable, Tables } from './tables.ts';

interface OutboxWrites {
  readonly write: GroupCommit['write'];
  /** Also when the disk is full: a mail that went out must not go out again. */
  readonly writeEssential: GroupCommit['write'];
}

/** The outbox on the store's own table; claims and ends commit together with other writes. */
export function outboxOf(reader: Kysely<Tables>, { write, writeEssential }: OutboxWrites): Outbox {
  return {
    claim: ({ owner, leaseUntil, now, max }) =>
      write(async (trx) => {
        const due = await trx
          .selectFrom('outbox')
          .select('id')
          .where((either) =>
            either.or([
              either.and([
                either('state', '=', 'queued'),
                either('not_before', '<=', now.getTime()),
              ]),
              either.and([
                either('state', '=', 'leased'),
                either('lease_until', '<=', now.getTime()),
              ]),
            ]),
          )
          .orderBy('created_at')
          .orderBy('id')
          .limit(max)
          .execute();
        if (due.length === 0) return [];
        const rows = await trx
          .updateTable('outbox')
          .set({ state: 'leased', lease_owner: owner, lease_until: leaseUntil.getTime() })
          .where(
            'id',
            'in',
            due.map(({ id }) => id),
          )
          .returningAll()
          .execute();
        // The order of RETURNING is nobody's promise.
        return rows.map(toClaimed).toSorted((a, b) => a.id.localeCompare(b.id, 'en'));
      }),
    renew: (id, { owner, leaseUntil }) =>
      write(async (trx) => {
        const result = await trx
          .updateTable('outbox')
          .set({ lease_until: leaseUntil.getTime() })
          .where('id', '=', id)
          .where('state', '=', 'leased')
          .where('lease_owner', '=', owner)
          .executeTakeFirst();
        return result.numUpdatedRows === 1n;
      }),
    finish: (id, { owner, state, now }) =>
      writeEssential(async (trx) => {
        const result = await trx
          .updateTable('outbox')
          .set({
            state,
            payload: null,
            lease_owner: null,
            lease_until: null,
            finished_at: now.getTime(),
          })
          .where('id', '=', id)
          .where('state', '=', 'leased')
          .where('lease_owner', '=', owner)
          .executeTakeFirst();
        return result.numUpdatedRows === 1n;
      }),
    postpone: (id, { owner, notBefore, attempts }) =>
      write(async (trx) => {
        const result = await trx
          .updateTable('outbox')
          .set({
            state: 'queued',
            not_before: notBefore.getTime(),
            attempts,
            lease_owner: null,
            lease_until: null,
          })
          .where('id', '=', id)
          .where('state', '=', 'leased')
          .where('lease_owner', '=', owner)
          .executeTakeFirst();
        return result.numUpdatedRows === 1n;
      }),
    listKnown: (ids) =>
      withStoreErrors(async () => {
        if (ids.length === 0) return [];
        const rows = await reader
          .selectFrom('outbox')
          .select('id')
          .where('id', 'in', ids)
          .execute();
        const issues = await reader
          .selectFrom('deliveries')
          .select('mail_id as id')
          .where('mail_id', 'in', ids)
          .execute();
        return [...rows, ...issues].map(({ id }) => id);
      }),
    nextDue: () =>
      withStoreErrors(async () => {
        const { queued, leased } = await reader
          .selectFrom('outbox')
          .select(({ fn }) => [
            fn.min('not_before').filterWhere('state', '=', 'queued').as('queued'),
            fn.min('lease_until').filterWhere('state', '=', 'leased').as('leased'),
          ])
          .where('state', 'in', ['queued', 'leased'])
          .executeTakeFirstOrThrow();
        const times = [queued, leased].filter((time) => time !== null);
        return times.length === 0 ? null : new Date(Math.min(...times.map(Number)));
      }),
  };
}

function toClaimed(row: Selectable<OutboxTable>): ClaimedMail {
  // Kind and payload went in as a pair, so they come out as one.
  return {
    id: row.id,
    kind: row.kind,
    key: row.key,
    addressHash: row.address_hash,
    createdAt: new Date(row.created_at),
    attempts: row.attempts,
    payload: JSON.parse(row.payload ?? '{}'),
  } as ClaimedMail;
}
