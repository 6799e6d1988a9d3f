import type { Selectable, Transaction } from 'kysely';

import { inForce } from '#audience/subscription.ts';
import type { DataAnswer, DataRequest } from '#newsletter/delivery-store.ts';

import type { DeliveryTable } from './delivery-tables.ts';
import { toSuppression } from './rows.ts';
import type { SubscriberTable, SubscriptionTable, Tables } from './tables.ts';

export interface DataContext {
  readonly now: Date;
  /** The day in the hub's time zone, by which pauses end. */
  readonly today: string;
  readonly hashOf: (addressKey: string) => string;
}

/**
 * Decides for mails whose server is ready to take them, and writes that their bytes may be under way. Whoever left,
 * paused, was suppressed or moved until this moment gets nothing.
 */
export async function beginDeliveries(
  trx: Transaction<Tables>,
  requests: readonly DataRequest[],
  context: DataContext,
): Promise<readonly DataAnswer[]> {
  if (requests.length === 0) return [];
  const ids = requests.map(({ subscriberId }) => subscriberId);
  const rows = await trx
    .selectFrom('deliveries')
    .innerJoin('issues', 'issues.id', 'deliveries.issue_id')
    .select(['issue_id', 'subscriber_id', 'owner', 'deliveries.epoch as epoch'])
    .where('issue_id', 'in', [...new Set(requests.map(({ issueId }) => issueId))])
    .where('subscriber_id', 'in', ids)
    .where('deliveries.state', '=', 'leased')
    .where('deliveries.due_at', '>', context.now.getTime())
    .where('issues.state', '=', 'sending')
    .execute();
  const people = await peopleById(trx, ids);
  const suppressed = await suppressedAmong(trx, [...people.values()], context);

  const rowsBySubscriber = Map.groupBy(rows, (row) => row.subscriber_id);
  const answers = requests.map((request): DataAnswer => {
    const own = rowsBySubscriber.get(request.subscriberId) ?? [];
    const isOurs = own.some((row) => isOf(row, request));
    if (!isOurs) return { kind: 'lost' };
    const person = people.get(request.subscriberId);
    const reason = whyNot(person, { request, suppressed, today: context.today });
    return reason === null ? { kind: 'go' } : { kind: 'withdrawn', reason };
  });
  for (const [index, request] of requests.entries()) {
    const answer = answers[index];
    if (answer?.kind === 'withdrawn') await withdraw(trx, { request, answer, now: context.now });
  }
  await markInData(trx, {
    requests: requests.filter((_, index) => answers[index]?.kind === 'go'),
    now: context.now,
  });
  return answers;
}

/** The person is to be mailed at another address by now: the delivery begins anew. */
export const moved = 'moved';

function whyNot(
  person: Person | undefined,
  {
    request,
    suppressed,
    today,
  }: { request: DataRequest; suppressed: ReadonlySet<string>; today: string },
): string | null {
  if (!person) return 'gone';
  const { state, paused_until: pausedUntil } = person;
  if (state !== 'confirmed') return 'left';
  if (suppressed.has(person.id)) return 'suppressed';
  if (pausedUntil !== null && pausedUntil > today) return 'paused';
  return person.mailbox === request.mailbox ? null : moved;
}

/** As much of a subscriber as decides in the last moment. */
type Person = Pick<Selectable<SubscriberTable>, 'id' | 'mailbox' | 'address_key'> &
  Pick<Selectable<SubscriptionTable>, 'state' | 'paused_until'>;

async function peopleById(
  trx: Transaction<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Person>> {
  const rows = await trx
    .selectFrom('subscribers')
    .innerJoin('subscriptions', 'subscriptions.subscriber_id', 'subscribers.id')
    .select(['subscribers.id as id', 'mailbox', 'address_key', 'state', 'paused_until'])
    .where('subscribers.id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function suppressedAmong(
  trx: Transaction<Tables>,
  people: readonly Person[],
  { now, hashOf }: DataContext,
): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set();
  const byHash = new Map(people.map(({ id, address_key }) => [hashOf(address_key), id]));
  const rows = await trx
    .selectFrom('suppressions')
    .selectAll()
    .where('address_hash', 'in', [...byHash.keys()])
    .execute();
  const inEffect = rows.filter((row) => inForce(toSuppression(row), now) !== null);
  return new Set(inEffect.flatMap((row) => byHash.get(row.address_hash) ?? []));
}

function isOf(
  row: Pick<Selectable<DeliveryTable>, 'issue_id' | 'subscriber_id' | 'owner' | 'epoch'>,
  request: DataRequest,
): boolean {
  return (
    row.issue_id === request.issueId &&
    row.subscriber_id === request.subscriberId &&
    row.owner === request.owner &&
    row.epoch === request.epoch
  );
}

async function withdraw(
  trx: Transaction<Tables>,
  { request, answer, now }: { request: DataRequest; answer: { reason: string }; now: Date },
): Promise<void> {
  const { issueId, subscriberId, owner, epoch } = request;
  const change =
    answer.reason === moved
      ? { state: 'queued', due_at: now.getTime(), reason: null }
      : { state: 'excluded', due_at: null, reason: answer.reason, finished_at: now.getTime() };
  await trx
    .updateTable('deliveries')
    .set(change)
    .where('issue_id', '=', issueId)
    .where('subscriber_id', '=', subscriberId)
    .where('owner', '=', owner)
    .where('epoch', '=', epoch)
    .execute();
}

async function markInData(
  trx: Transaction<Tables>,
  { requests, now }: { requests: readonly DataRequest[]; now: Date },
): Promise<void> {
  const groups = Map.groupBy(requests, ({ issueId, owner, content }) =>
    JSON.stringify([issueId, owner, content]),
  );
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const { issueId, owner, content } = first;
    const { numUpdatedRows } = await trx
      .updateTable('deliveries')
      .set(({ fn, val }) => ({
        state: 'in_data',
        content,
        tried_at: fn.coalesce('tried_at', val(now.getTime())),
      }))
      .where('issue_id', '=', issueId)
      .where('owner', '=', owner)
      .where('state', '=', 'leased')
      .where(
        'subscriber_id',
        'in',
        group.map(({ subscriberId }) => subscriberId),
      )
      .executeTakeFirstOrThrow();
    if (Number(numUpdatedRows) !== group.length) {
      throw new Error(`${group.length} deliveries begin, ${numUpdatedRows} rows changed`);
    }
  }
}
