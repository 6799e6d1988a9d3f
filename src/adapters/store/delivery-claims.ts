import { type Selectable, sql, type Transaction } from 'kysely';

import type { Subscriber } from '#audience/store.ts';
import { leaseMs } from '#newsletter/delivery.ts';
import type { ClaimedDelivery, ClaimOptions } from '#newsletter/delivery-store.ts';
import { capped, ratedAt, type SendRate, takeFrom } from '#newsletter/send-rate.ts';

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
  await callUnknown(trx, issueId, at);

  const due = await trx
    .selectFrom('deliveries')
    .selectAll()
    .where('issue_id', '=', issueId)
    .where('due_at', '<=', at)
    .orderBy('due_at')
    .limit(max)
    .execute();
  if (due.length === 0) return nothing;
  const people = await subscribersById(
    trx,
    due.map((row) => row.subscriber_id),
  );
  const keyOf = (row: Selectable<DeliveryTable>) =>
    domainKey(people.get(row.subscriber_id), ofDomain);
  const allowed = await within(trx, { due, keyOf, transport, maxPerMinute, now });
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
}

/** As many of `due` as may go now; those that a domain's rate holds back are put off until it is free. */
async function within(
  trx: Transaction<Tables>,
  { due, keyOf, transport, maxPerMinute, now }: Due,
): Promise<readonly Row[]> {
  const keys = [...new Set([transport, ...due.flatMap((row) => keyOf(row) ?? [])])];
  const rates = await findRates(trx, keys);
  if (rates.size === 0 && maxPerMinute === null) return due;

  const changed = new Map<string, SendRate | null>();
  const current = (key: string) => {
    if (changed.has(key)) return changed.get(key) ?? null;
    const rate = rates.get(key) ?? null;
    const learned = rate && ratedAt(rate, now);
    return key === transport && maxPerMinute !== null
      ? capped(learned, { perMinute: maxPerMinute, freeAt: rate?.freeAt ?? now, now })
      : learned;
  };
  const take = (key: string, wanted: number): number => {
    const rate = current(key);
    if (rate !== null || rates.has(key)) changed.set(key, rate);
    if (rate === null) return wanted;
    const { taken, rate: after } = takeFrom(rate, { wanted, now });
    changed.set(key, after);
    return taken;
  };

  const allowed: Row[] = [];
  for (const [key, rows] of Map.groupBy(due.slice(0, take(transport, due.length)), keyOf)) {
    const count = key === null ? rows.length : take(key, rows.length);
    allowed.push(...rows.slice(0, count));
    const held = rows.slice(count);
    const freeAt = key === null ? undefined : current(key)?.freeAt;
    if (held.length > 0 && freeAt) await putOff(trx, { held, until: freeAt });
  }
  await saveRates(trx, changed);
  return allowed;
}

async function putOff(
  trx: Transaction<Tables>,
  { held, until }: { held: readonly Row[]; until: Date },
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({
      due_at: until.getTime(),
      state: sql<string>`case state when 'leased' then 'queued' else state end`,
    })
    .where('issue_id', '=', held[0]?.issue_id ?? '')
    .where(
      'subscriber_id',
      'in',
      held.map((row) => row.subscriber_id),
    )
    .execute();
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
