import { type Kysely, sql, type Transaction } from 'kysely';

import type { SubscriptionRows } from '#audience/store.ts';
import {
  type DeliveryCounts,
  type DeliveryState,
  deliveryStates,
  noDeliveries,
  remainingOf,
} from '#newsletter/delivery.ts';
import type {
  DeliveryOutcome,
  IssueSending,
  ListedDelivery,
  StoreEpoch,
} from '#newsletter/delivery-store.ts';

import { listedRow, subscribersById, toIssueSending } from './delivery-rows.ts';
import { type FoldedRows, foldOutcomes } from './outcome-rows.ts';
import { toDate } from './rows.ts';
import type { Tables } from './tables.ts';

/** The epoch of the store as it stands; `null` while it has none. */
export async function findEpoch(db: Kysely<Tables>): Promise<StoreEpoch | null> {
  const rows = await db
    .selectFrom('settings')
    .selectAll()
    .where('name', 'in', ['store-epoch', 'restored-at', 'restored-from'])
    .execute();
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const [id, at, from] = ['store-epoch', 'restored-at', 'restored-from'].map((name) =>
    values.get(name),
  );
  if (id === undefined) return null;
  const restored = at && from ? { at: new Date(at), from: new Date(from) } : null;
  return { id, restored };
}

export async function makeEpoch(trx: Transaction<Tables>, id: string): Promise<void> {
  await trx
    .insertInto('settings')
    .values({ name: 'store-epoch', value: id })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

export async function findIssue(db: Kysely<Tables>, id: string): Promise<IssueSending | null> {
  const row = await db.selectFrom('issues').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toIssueSending(row) : null;
}

export async function openIssue(
  trx: Transaction<Tables>,
  { id, kind, dueAt }: Pick<IssueSending, 'id' | 'kind' | 'dueAt'>,
  { now, epoch }: { now: Date; epoch: string },
): Promise<void> {
  await trx
    .insertInto('issues')
    .values({
      id,
      kind,
      state: 'listing',
      note: null,
      epoch,
      due_at: dueAt.getTime(),
      created_at: now.getTime(),
      resume_at: null,
      snapshot: null,
      accepted: 0,
      finished_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** SQLite takes some 32,000 values in a statement, and a delivery has 13. */
const rowsAtOnce = 500;

export async function addDeliveries(
  trx: Transaction<Tables>,
  {
    issueId,
    deliveries,
    now,
  }: { issueId: string; deliveries: readonly ListedDelivery[]; now: Date },
): Promise<void> {
  const { state } = await trx
    .selectFrom('issues')
    .select('state')
    .where('id', '=', issueId)
    .executeTakeFirstOrThrow();
  if (state !== 'listing') throw new Error(`recipients of ${issueId} are listed already`);
  for (let start = 0; start < deliveries.length; start += rowsAtOnce) {
    const rows = deliveries
      .slice(start, start + rowsAtOnce)
      .map((one) => listedRow(issueId, one, now));
    await trx
      .insertInto('deliveries')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['issue_id', 'subscriber_id']).doNothing())
      .execute();
  }
}

export async function closeListing(trx: Transaction<Tables>, issueId: string): Promise<number> {
  const { n } = await trx
    .selectFrom('deliveries')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('issue_id', '=', issueId)
    .executeTakeFirstOrThrow();
  const forgotten = await trx
    .selectFrom('delivery_totals')
    .select(({ fn }) => fn.sum('n').as('n'))
    .where('issue_id', '=', issueId)
    .executeTakeFirst();
  const snapshot = Number(n) + Number(forgotten?.n ?? 0);
  await trx
    .updateTable('issues')
    .set({ state: 'sending', snapshot })
    .where('id', '=', issueId)
    .where('state', '=', 'listing')
    .execute();
  return snapshot;
}

/** See {@link DeliveryStore.finish}. */
export async function finishIssue(
  trx: Transaction<Tables>,
  {
    id,
    now,
    eventId,
    rows,
  }: { id: string; now: Date; eventId: string; rows: Pick<SubscriptionRows, 'addEvent'> },
): Promise<boolean> {
  const counts = await countDeliveries(trx, id);
  if (remainingOf(counts) > 0) return false;
  const { numUpdatedRows } = await trx
    .updateTable('issues')
    .set({ state: 'finished', note: null, finished_at: now.getTime(), resume_at: null })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .executeTakeFirstOrThrow();
  // A digest that brings nobody anything was not sent.
  if (numUpdatedRows === 1n && counts.sent > 0) {
    const detail = { issue: id, n: String(counts.sent) };
    await rows.addEvent({
      id: eventId,
      at: now,
      type: 'issue.sent',
      pid: null,
      source: null,
      detail,
    });
  }
  return true;
}

export async function countDeliveries(
  db: Kysely<Tables>,
  issueId: string,
): Promise<DeliveryCounts> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['state', ({ fn }) => fn.countAll().as('n')])
    .where('issue_id', '=', issueId)
    .groupBy('state')
    .execute();
  const totals = await db
    .selectFrom('delivery_totals')
    .select(['state', 'n'])
    .where('issue_id', '=', issueId)
    .execute();
  const counts: Record<DeliveryState, number> = { ...noDeliveries };
  for (const { state, n } of [...rows, ...totals]) {
    const known = deliveryStates.find((one) => one === state);
    if (known) counts[known] += Number(n);
  }
  return counts;
}

export async function listOutcomes(
  db: Kysely<Tables>,
  issueId: string,
  { after, max }: { after: string | null; max: number },
): Promise<readonly DeliveryOutcome[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['subscriber_id', 'mail_id', 'state', 'reason', 'attempts', 'due_at', 'finished_at'])
    .where('issue_id', '=', issueId)
    .where('subscriber_id', '>', after ?? '')
    .orderBy('subscriber_id')
    .limit(max)
    .execute();
  const people = await subscribersById(
    db,
    rows.map((row) => row.subscriber_id),
  );
  return rows.map((row) => ({
    issueId,
    subscriberId: row.subscriber_id,
    mailId: row.mail_id,
    state: row.state as DeliveryState,
    reason: row.reason,
    address: people.get(row.subscriber_id)?.address.typed ?? null,
    attempts: row.attempts,
    dueAt: toDate(row.due_at),
    endedAt: toDate(row.finished_at),
  }));
}

/** Turns deliveries into numbers that name nobody, so that all still adds up; returns how many. */
export async function foldDeliveries(
  trx: Transaction<Tables>,
  { issueIds, subscriberIds }: FoldedRows,
): Promise<number> {
  if (subscriberIds.length === 0) return 0;
  await foldOutcomes(trx, { issueIds, subscriberIds });
  const rows = await trx
    .selectFrom('deliveries')
    .select(['issue_id', 'state', ({ fn }) => fn.countAll().as('n')])
    .where('subscriber_id', 'in', subscriberIds)
    .$if(issueIds !== undefined, (query) => query.where('issue_id', 'in', issueIds ?? []))
    .groupBy(['issue_id', 'state'])
    .execute();
  for (const { issue_id, state, n } of rows) {
    await trx
      .insertInto('delivery_totals')
      .values({ issue_id, state: endOf(state), n: Number(n) })
      .onConflict((conflict) =>
        conflict
          .columns(['issue_id', 'state'])
          .doUpdateSet({ n: sql`delivery_totals.n + ${Number(n)}` }),
      )
      .execute();
  }
  await trx
    .deleteFrom('deliveries')
    .where('subscriber_id', 'in', subscriberIds)
    .$if(issueIds !== undefined, (query) => query.where('issue_id', 'in', issueIds ?? []))
    .execute();
  return rows.reduce((sum, { n }) => sum + Number(n), 0);
}

/** What was still to be sent is not: it counts among those that got nothing. */
function endOf(state: string): string {
  if (state === 'in_data') return 'unknown';
  return ['queued', 'leased', 'deferred'].includes(state) ? 'excluded' : state;
}

/** How many deliveries there are of issues that were begun before an instant. */
export async function countOldDeliveries(db: Kysely<Tables>, before: Date): Promise<number> {
  const { n } = await db
    .selectFrom('deliveries')
    .innerJoin('issues', 'issues.id', 'deliveries.issue_id')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('issues.created_at', '<', before.getTime())
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Turns some deliveries of such issues into numbers that name nobody; returns how many, 0 when none are left. */
export async function foldOldDeliveries(trx: Transaction<Tables>, before: Date): Promise<number> {
  const rows = await trx
    .selectFrom('deliveries')
    .innerJoin('issues', 'issues.id', 'deliveries.issue_id')
    .select(['issue_id', 'subscriber_id'])
    .where('issues.created_at', '<', before.getTime())
    .orderBy('issue_id')
    .limit(foldedAtOnce)
    .execute();
  const [first] = rows;
  if (!first) return 0;
  const own = rows.filter(({ issue_id }) => issue_id === first.issue_id);
  return foldDeliveries(trx, {
    issueIds: [first.issue_id],
    subscriberIds: own.map(({ subscriber_id }) => subscriber_id),
  });
}

/** Few enough that a sign-up never waits long for the transaction. */
const foldedAtOnce = 1000;
