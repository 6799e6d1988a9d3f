import { type Selectable, sql, type Transaction } from 'kysely';

import type { Subscriber } from '#audience/store.ts';
import { leaseMs } from '#newsletter/delivery.ts';
import type { ClaimedDelivery, ClaimOptions } from '#newsletter/delivery-store.ts';
import { capped, ratedAt, type SendRate, takeFrom, waitsOf } from '#newsletter/send-rate.ts';

import { subscribersById } from './delivery-rows.ts';
import type { DeliveryTable } from './delivery-tables.ts';
import { findRates, saveRates } from './rate-rows.ts';
import { toDate } from './rows.ts';
import type { Tables } from './tables.ts';

/** By which keys the rates of a transport and of a recipient's domain are known. */
export interface RateKeys {
  readonly ofDomain: (host: string) => string;
}

/** See {@link DeliveryStore.claim}. */
export async function claimDeliveries(
  trx: Transaction<Tables>,
  { issueId, owner, now, max, transport, maxPerMinute }: ClaimOptions,
  { ofDomain }: RateKeys,
): Promise<{ readonly claimed: readonly ClaimedDelivery[]; readonly begunAt: Date }> {
  const at = now.getTime();
  const issue = await trx
    .selectFrom('issues')
    .select(['state', 'resume_at', 'created_at'])
    .where('id', '=', issueId)
    .executeTakeFirst();
  const begunAt = new Date(issue?.created_at ?? at);
  const nothing = { claimed: [], begunAt };
  if (issue?.state !== 'sending' || (issue.resume_at ?? 0) > at) return nothing;
  let due = await listDue(trx, { issueId, at, max });
  if (due.length === 0 && (await undoJump(trx, issueId, at))) {
    due = await listDue(trx, { issueId, at, max });
  }
  if (due.length === 0) return nothing;
  const people = await subscribersById(
    trx,
    due.map((row) => row.subscriber_id),
  );
  const keyOf = (row: Selectable<DeliveryTable>) =>
    domainKey(people.get(row.subscriber_id), ofDomain);
  const allowed = await within(trx, {
    ...{ due, keyOf, transport, maxPerMinute, now },
    isAll: due.length < max,
  });
  await lease(trx, { issueId, owner, at, rows: allowed });
  const claimed = allowed.map((row) => ({
    issueId,
    subscriberId: row.subscriber_id,
    mailId: row.mail_id,
    composition: row.composition,
    owner,
    epoch: row.epoch + 1,
    attempts: row.attempts,
    triedAt: toDate(row.tried_at),
    subscriber: people.get(row.subscriber_id) ?? null,
  }));
  return { claimed, begunAt };
}

/** What may be taken up at `at`: never what may have arrived. */
async function listDue(
  trx: Transaction<Tables>,
  { issueId, at, max }: { issueId: string; at: number; max: number },
): Promise<readonly Row[]> {
  await callUnknown(trx, issueId, at);
  return trx
    .selectFrom('deliveries')
    .selectAll()
    .where('issue_id', '=', issueId)
    .where('due_at', '<=', at)
    .orderBy('due_at')
    .limit(max)
    .execute();
}

/**
 * Makes due what nothing but a clock that was wrong can have put so far off, and says whether there was any: nobody is
 * to wait for 400 days because a sender once lived that far ahead.
 */
async function undoJump(trx: Transaction<Tables>, issueId: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('deliveries')
    .set({ due_at: at })
    .where('issue_id', '=', issueId)
    .where('due_at', '>', at + longestWaitMs)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Twice the longest delay between two tries. */
const longestWaitMs = 24 * 60 * 60 * 1000;

/** Whose sender said nothing for a whole lease while the mail was under way: it may have arrived. */
async function callUnknown(trx: Transaction<Tables>, issueId: string, at: number): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ state: 'unknown', due_at: null, reason: 'sender-died', finished_at: at })
    .where('issue_id', '=', issueId)
    .where('state', '=', 'in_data')
    .where('due_at', '<=', at)
    .execute();
}

type Row = Selectable<DeliveryTable>;

interface Due {
  readonly due: readonly Row[];
  readonly keyOf: (row: Row) => string | null;
  readonly transport: string;
  readonly maxPerMinute: number | null;
  readonly now: Date;
  /** Whether nothing else of the issue is due. */
  readonly isAll: boolean;
}

/** As many of `due` as may go now; those that a domain's rate holds back are put off until it is free. */
async function within(
  trx: Transaction<Tables>,
  { due, keyOf, transport, maxPerMinute, now, isAll }: Due,
): Promise<readonly Row[]> {
  const keys = [...new Set([transport, ...due.flatMap((row) => keyOf(row) ?? [])])];
  const rates = await findRates(trx, keys);
  if (rates.size === 0 && maxPerMinute === null) return due;

  const rateOf = (key: string): SendRate | null => {
    const rate = rates.get(key) ?? null;
    const learned = rate && ratedAt(rate, now);
    return key === transport && maxPerMinute !== null
      ? capped(learned, { perMinute: maxPerMinute, freeAt: rate?.freeAt ?? now, now })
      : learned;
  };
  const changed = new Map<string, SendRate | null>();
  const take = (key: string, wanted: number): number => {
    const rate = rateOf(key);
    if (rate === null) {
      if (rates.has(key)) changed.set(key, null);
      return wanted;
    }
    const { taken, rate: after } = takeFrom(rate, { wanted, now });
    changed.set(key, after);
    return taken;
  };

  // The transport is asked last: what a domain holds back takes nothing of its share.
  const wanted = [...Map.groupBy(due, keyOf)].flatMap(([key, rows]) =>
    key === null ? rows : rows.slice(0, allowedOf(rateOf(key), rows.length, now)),
  );
  const allowed = wanted.slice(0, take(transport, wanted.length));
  const going = new Set(allowed);
  const inOrder = new Set(wanted);
  for (const [key, rows] of Map.groupBy(due, keyOf)) {
    if (key === null) continue;
    take(key, rows.filter((row) => going.has(row)).length);
    const rate = changed.get(key);
    const held = rows.filter((row) => !inOrder.has(row));
    if (rate && held.length > 0) await putOff(trx, { held, rate, isAll });
  }
  await saveRates(trx, changed);
  return allowed;
}

function allowedOf(rate: SendRate | null, wanted: number, now: Date): number {
  return rate === null ? wanted : takeFrom(rate, { wanted, now }).taken;
}

async function putOff(
  trx: Transaction<Tables>,
  { held, rate, isAll }: { held: readonly Row[]; rate: SendRate; isAll: boolean },
): Promise<void> {
  const waits = waitsOf(rate, { held: held.length, isAll });
  for (const [index, row] of held.entries()) {
    await trx
      .updateTable('deliveries')
      .set({
        due_at: waits[index]?.getTime() ?? null,
        state: sql<string>`case state when 'leased' then 'queued' else state end`,
      })
      .where('issue_id', '=', row.issue_id)
      .where('subscriber_id', '=', row.subscriber_id)
      .execute();
  }
}

async function lease(
  trx: Transaction<Tables>,
  {
    issueId,
    owner,
    at,
    rows,
  }: { issueId: string; owner: string; at: number; rows: readonly Row[] },
): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .updateTable('deliveries')
    .set({ state: 'leased', owner, due_at: at + leaseMs, epoch: sql`epoch + 1` })
    .where('issue_id', '=', issueId)
    .where(
      'subscriber_id',
      'in',
      rows.map((row) => row.subscriber_id),
    )
    .execute();
}

function domainKey(
  subscriber: Subscriber | undefined,
  ofDomain: (host: string) => string,
): string | null {
  const key = subscriber?.address.key;
  return key === undefined ? null : ofDomain(key.slice(key.lastIndexOf('@') + 1));
}

/** Prolongs the leases that `owner` still has. */
export async function renewLeases(
  trx: Transaction<Tables>,
  { issueId, owner, now }: { issueId: string; owner: string; now: Date },
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ due_at: now.getTime() + leaseMs })
    .where('issue_id', '=', issueId)
    .where('owner', '=', owner)
    .where('state', 'in', ['leased', 'in_data'])
    .where('due_at', '>', now.getTime())
    .execute();
}
