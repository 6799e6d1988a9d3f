import type { Kysely, Transaction } from 'kysely';

import type { LimitReads, LimitRows } from '#audience/limit-store.ts';
import type { Lane } from '#audience/places.ts';

import type { Tables } from './tables.ts';

/** What may be read of limits on `db`, a connection or a transaction. */
export function limitReads(db: Kysely<Tables>): LimitReads {
  return {
    async findFillings(keys) {
      if (keys.length === 0) return new Map();
      const rows = await db.selectFrom('limits').selectAll().where('key', 'in', keys).execute();
      return new Map(rows.map(({ key, full_at }) => [key, new Date(full_at)]));
    },
    async findPlaces(nth) {
      const { shared, kept } = await db
        .selectNoFrom(({ selectFrom }) => {
          const nthPlace = (lane: Lane) =>
            selectFrom('places')
              .select('at')
              .where('lane', '=', lane)
              .orderBy('at', 'desc')
              .limit(1)
              .offset(nth[lane] - 1)
              .as(lane);
          return [nthPlace('shared'), nthPlace('kept')];
        })
        .executeTakeFirstOrThrow();
      return { shared: toDate(shared), kept: toDate(kept) };
    },
  };
}

/** What may be changed within the transaction `trx`. */
export function limitRows(trx: Transaction<Tables>): LimitRows {
  return {
    ...limitReads(trx),
    async saveFillings(fillings) {
      const rows = [...fillings].map(([key, fullAt]) => ({ key, full_at: fullAt.getTime() }));
      if (rows.length === 0) return;
      await trx
        .insertInto('limits')
        .values(rows)
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet(({ ref }) => ({ full_at: ref('excluded.full_at') })),
        )
        .execute();
    },
    async addPlace({ id, lane, at }) {
      await trx
        .insertInto('places')
        .values({ id, lane, at: at.getTime() })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    async burnProof(hash, until) {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('burned_proofs')
        .values({ hash, until: until.getTime() })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .executeTakeFirstOrThrow();
      return Number(numInsertedOrUpdatedRows) === 1;
    },
    async purgeLimits({ now, placesBefore }) {
      const fillings = await trx
        .deleteFrom('limits')
        .where('full_at', '<=', now.getTime())
        .executeTakeFirst();
      const places = await trx
        .deleteFrom('places')
        .where('at', '<', placesBefore.getTime())
        .executeTakeFirst();
      const proofs = await trx
        .deleteFrom('burned_proofs')
        .where('until', '<=', now.getTime())
        .executeTakeFirst();
      return [fillings, places, proofs].reduce((sum, one) => sum + Number(one.numDeletedRows), 0);
    },
  };
}

function toDate(value: number | null): Date | null {
  return value === null ? null : new Date(value);
}
