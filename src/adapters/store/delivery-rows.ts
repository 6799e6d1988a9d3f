import type { Kysely, Selectable } from 'kysely';

import type { Subscriber } from '#audience/store.ts';
import type { DeliveryState } from '#newsletter/delivery.ts';
import type { IssueKind, IssueSending, ListedDelivery } from '#newsletter/delivery-store.ts';

import type { DeliveryTable, IssueTable } from './delivery-tables.ts';
import { toDate, toSubscriber } from './rows.ts';
import type { Tables } from './tables.ts';

export function toIssueSending(row: Selectable<IssueTable>): IssueSending {
  return {
    id: row.id,
    kind: row.kind as IssueKind,
    state: row.state as IssueSending['state'],
    note: row.note,
    epoch: row.epoch,
    dueAt: new Date(row.due_at),
    createdAt: new Date(row.created_at),
    resumeAt: toDate(row.resume_at),
    snapshot: row.snapshot,
    accepted: row.accepted,
    finishedAt: toDate(row.finished_at),
  };
}

export function listedRow(
  issueId: string,
  { subscriberId, mailId, composition, excluded }: ListedDelivery,
  now: Date,
): DeliveryTable {
  const state: DeliveryState = excluded === null ? 'queued' : 'excluded';
  return {
    issue_id: issueId,
    subscriber_id: subscriberId,
    mail_id: mailId,
    composition,
    state,
    due_at: excluded === null ? now.getTime() : null,
    owner: null,
    epoch: 0,
    attempts: 0,
    tried_at: null,
    reason: excluded,
    content: null,
    finished_at: excluded === null ? null : now.getTime(),
  };
}

/** Those of `ids` who are still there, each with the one subscription. */
export async function subscribersById(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Subscriber>> {
  if (ids.length === 0) return new Map();
  const people = await db.selectFrom('subscribers').selectAll().where('id', 'in', ids).execute();
  const subscriptions = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('subscriber_id', 'in', ids)
    .execute();
  const rows = new Map(subscriptions.map((row) => [row.subscriber_id, row]));
  return new Map(
    people.flatMap((person) => {
      const row = rows.get(person.id);
      return row ? [[person.id, toSubscriber(person, row)] as const] : [];
    }),
  );
}
