import type { Kysely, Selectable, Transaction } from 'kysely';

import type { FormatId } from '#audience/portability/formats.ts';
import type {
  Arrival,
  ImportBatch,
  ImportReads,
  ImportRows,
} from '#audience/portability/import-store.ts';
import type { OutcomeCounts } from '#audience/portability/outcomes.ts';

import {
  consentRow,
  eventRow,
  subscriberRow,
  subscriptionRow,
  tokenRow,
  toSubscriber,
  toSuppression,
} from './rows.ts';
import type { ImportTable, Tables } from './tables.ts';

/** What may be read of imports on `db`, a connection or a transaction. */
export function importReads(db: Kysely<Tables>): ImportReads {
  return {
    async listStandings(keys) {
      if (keys.length === 0) return [];
      const addressKeys = keys.map(({ addressKey }) => addressKey);
      const hashes = keys.map(({ addressHash }) => addressHash);
      const people = await db
        .selectFrom('subscribers')
        .selectAll()
        .where('address_key', 'in', addressKeys)
        .execute();
      const ids = people.map(({ id }) => id);
      const subscriptions =
        ids.length === 0
          ? []
          : await db
              .selectFrom('subscriptions')
              .leftJoin('consents', 'consents.id', 'subscriptions.consent_id')
              .selectAll('subscriptions')
              .select('consents.kind as basis')
              .where('subscriptions.subscriber_id', 'in', ids)
              .execute();
      const suppressions = await db
        .selectFrom('suppressions')
        .selectAll()
        .where('address_hash', 'in', hashes)
        .execute();
      const personBy = new Map(people.map((row) => [row.address_key, row]));
      const subscriptionBy = new Map(subscriptions.map((row) => [row.subscriber_id, row]));
      const suppressionBy = new Map(suppressions.map((row) => [row.address_hash, row]));
      return keys.map(({ addressKey, addressHash }) => {
        const person = personBy.get(addressKey);
        const subscription = person && subscriptionBy.get(person.id);
        const suppression = suppressionBy.get(addressHash);
        return {
          subscriber: subscription ? toSubscriber(person, subscription) : null,
          isImported: subscription?.basis === 'imported',
          suppression: suppression ? toSuppression(suppression) : null,
        };
      });
    },
    async findImport(id) {
      const row = await db
        .selectFrom('imports')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toImport(row) : null;
    },
    async findUnfinishedImport(fileHash) {
      const row = await db
        .selectFrom('imports')
        .selectAll()
        .where('file_hash', '=', fileHash)
        .where('state', '=', 'running')
        .orderBy('started_at', 'desc')
        .executeTakeFirst();
      return row ? toImport(row) : null;
    },
    async listImports() {
      const rows = await db
        .selectFrom('imports')
        .selectAll()
        .orderBy('started_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(toImport);
    },
    async countArrivals(batch) {
      const { count } = await db
        .selectFrom('subscriptions')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('batch', '=', batch)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

/** What may be changed within the transaction `trx`. */
export function importRows(trx: Transaction<Tables>): ImportRows {
  return {
    ...importReads(trx),
    async saveImport({ id, format, fileHash, proof, state, startedAt, counts }) {
      const changes = {
        proof,
        state,
        counts: counts === null ? null : JSON.stringify(counts),
      };
      await trx
        .insertInto('imports')
        .values({
          id,
          format,
          file_hash: fileHash,
          started_at: startedAt.getTime(),
          ...changes,
        })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
        .execute();
    },
    addArrivals: (arrivals) => addArrivals(trx, arrivals),
    removeArrivals: (batch, max) => removeArrivals(trx, { batch, max }),
    async liftSuppressionsFrom(source) {
      const { numDeletedRows } = await trx
        .deleteFrom('suppressions')
        .where('source', '=', source)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

async function addArrivals(trx: Transaction<Tables>, arrivals: readonly Arrival[]): Promise<void> {
  if (arrivals.length === 0) return;
  const subscribers = arrivals.map(({ subscriber }) => subscriber);
  await trx.insertInto('subscribers').values(subscribers.map(subscriberRow)).execute();
  await trx
    .insertInto('subscriptions')
    .values(subscribers.map(({ subscription }) => subscriptionRow(subscription)))
    .execute();
  await trx
    .insertInto('consents')
    .values(arrivals.map(({ consent }) => consentRow(consent)))
    .execute();
  await trx
    .insertInto('tokens')
    .values(arrivals.map(({ token }) => tokenRow(token)))
    .execute();
  const events = arrivals.flatMap(({ event }) => (event === null ? [] : [eventRow(event)]));
  if (events.length > 0) await trx.insertInto('events').values(events).execute();
}

async function removeArrivals(
  trx: Transaction<Tables>,
  { batch, max }: { batch: string; max: number },
): Promise<number> {
  const rows = await trx
    .selectFrom('subscriptions')
    .select('subscriber_id')
    .where('batch', '=', batch)
    // Whatever else is written of a person was their own doing, or follows from it.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('consents')
            .select('consents.id')
            .whereRef('consents.subscriber_id', '=', 'subscriptions.subscriber_id')
            .where('kind', '!=', 'imported'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('events')
            .select('events.id')
            .whereRef('pid', '=', 'subscriptions.subscriber_id')
            .where('type', '!=', 'sub.imported'),
        ),
      ),
    )
    .limit(max)
    .execute();
  const people = rows.map((row) => row.subscriber_id);
  if (people.length === 0) return 0;
  // Their subscriptions and tokens go with them.
  await trx.deleteFrom('subscribers').where('id', 'in', people).execute();
  await trx.deleteFrom('consents').where('subscriber_id', 'in', people).execute();
  await trx.deleteFrom('events').where('pid', 'in', people).execute();
  return people.length;
}

function toImport(row: Selectable<ImportTable>): ImportBatch {
  return {
    id: row.id,
    format: row.format as FormatId,
    fileHash: row.file_hash,
    proof: row.proof,
    state: row.state as ImportBatch['state'],
    startedAt: new Date(row.started_at),
    counts: row.counts === null ? null : (JSON.parse(row.counts) as OutcomeCounts),
  };
}
