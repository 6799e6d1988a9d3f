import { sql, type Transaction } from 'kysely';

import type { OutcomeAccess } from '#newsletter/bounces/outcome-store.ts';
import { recordBounce, type RecordContext } from '#newsletter/bounces/record-outcome.ts';
import type { Settlement } from '#newsletter/delivery-store.ts';

import type { Tables } from './tables.ts';

export interface EndingContext {
  readonly now: Date;
  readonly hashOf: (addressKey: string) => string;
  /** Of the events; made before the transaction, so that running it again writes the same. */
  readonly eventIds: ReadonlyMap<string, string>;
  readonly alert: RecordContext['alert'];
  readonly rows: OutcomeAccess;
}

/** Writes down how tries ended, those that ended alike in one statement. */
export async function settleDeliveries(
  trx: Transaction<Tables>,
  settlements: readonly Settlement[],
  context: EndingContext,
): Promise<void> {
  const groups = Map.groupBy(settlements, (one) =>
    JSON.stringify([
      one.issueId,
      one.owner,
      one.epoch,
      one.state,
      one.reason,
      one.dueAt,
      one.isTry,
    ]),
  );
  for (const group of groups.values()) {
    const changed = await settleAlike(trx, group, context.now);
    await countAccepted(trx, group, changed);
  }
  await recordRefusals(settlements, context);
}

async function settleAlike(
  trx: Transaction<Tables>,
  group: readonly Settlement[],
  now: Date,
): Promise<number> {
  const [first] = group;
  if (!first) return 0;
  const { issueId, owner, epoch, state, reason, dueAt, isTry } = first;
  const isEnd = dueAt === null;
  const { numUpdatedRows } = await trx
    .updateTable('deliveries')
    .set({
      state,
      reason,
      due_at: dueAt?.getTime() ?? null,
      finished_at: isEnd ? now.getTime() : null,
      ...(isTry && {
        attempts: sql`attempts + 1`,
        tried_at: sql`coalesce(tried_at, ${now.getTime()})`,
      }),
    })
    .where('issue_id', '=', issueId)
    .where('owner', '=', owner)
    .where('epoch', '=', epoch)
    // An answer that comes after all ends an unknown one.
    .where('state', 'in', ['leased', 'in_data', 'unknown'])
    .where(
      'subscriber_id',
      'in',
      group.map(({ subscriberId }) => subscriberId),
    )
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Written by this very transaction when it ran before, and its commit was not heard of. */
async function alreadySent(
  trx: Transaction<Tables>,
  group: readonly Settlement[],
): Promise<number> {
  const [first] = group;
  if (first?.state !== 'sent') return 0;
  const { n } = await trx
    .selectFrom('deliveries')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('issue_id', '=', first.issueId)
    .where('owner', '=', first.owner)
    .where('epoch', '=', first.epoch)
    .where('state', '=', 'sent')
    .where(
      'subscriber_id',
      'in',
      group.map(({ subscriberId }) => subscriberId),
    )
    .executeTakeFirstOrThrow();
  return Number(n);
}

/**
 * Counts what servers took, whatever the rows say: more of it than recipients stops the issue. `changed` rows are
 * sure to be new.
 */
async function countAccepted(
  trx: Transaction<Tables>,
  group: readonly Settlement[],
  changed: number,
): Promise<void> {
  const [first] = group;
  if (first?.state !== 'sent') return;
  const isRepeated = changed < group.length;
  const accepted = isRepeated ? group.length - (await alreadySent(trx, group)) + changed : changed;
  if (accepted === 0) return;
  const isTooMany = sql<boolean>`state = 'sending' and accepted + ${accepted} > snapshot`;
  await trx
    .updateTable('issues')
    .set({
      accepted: sql`accepted + ${accepted}`,
      state: sql`case when ${isTooMany} then 'stopped' else state end`,
      note: sql`case when ${isTooMany} then ${tooManyAccepted} else note end`,
    })
    .where('id', '=', first.issueId)
    .execute();
}

const tooManyAccepted =
  'the server took more mails than there are recipients: somebody may get it twice. Do not go on before you know why';

/** What refusals say about those who were mailed. */
async function recordRefusals(
  settlements: readonly Settlement[],
  { now, hashOf, eventIds, alert, rows }: EndingContext,
): Promise<void> {
  for (const { bounce, issueId, subscriberId, triedAt } of settlements) {
    const eventId = eventIds.get(subscriberId);
    if (!bounce || eventId === undefined) continue;
    const delivery = { issueId, subscriberId, triedAt: triedAt ?? now };
    const context = { now, hashOf, eventId, alert };
    await recordBounce({ ...bounce, delivery }, { rows, context });
  }
}
