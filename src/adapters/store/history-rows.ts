import type { Kysely, Selectable, Transaction } from 'kysely';

import type { AudienceEvent, AudienceEventType, EventSource } from '#audience/events.ts';
import type { History, Relationship } from '#audience/folding.ts';
import type { HistoryReads, HistoryRows } from '#audience/history-store.ts';

import { forgetPerson } from './forget-rows.ts';
import { toSubscriber } from './rows.ts';
import type { EventTable, FoldedRelationshipTable, Tables } from './tables.ts';
import { addTotals, toCohortTotal, toDailyTotal } from './total-rows.ts';

/** What may be read of what people did, on `db`, a connection or a transaction. */
export function historyReads(db: Kysely<Tables>): HistoryReads {
  return {
    async findSubscriberById(id) {
      const row = await db
        .selectFrom('subscribers')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      const subscription =
        row &&
        (await db
          .selectFrom('subscriptions')
          .selectAll()
          .where('subscriber_id', '=', id)
          .executeTakeFirst());
      return row && subscription ? toSubscriber(row, subscription) : null;
    },
    async listWishedAddresses(subscriptionId) {
      const rows = await db
        .selectFrom('address_changes')
        .select(['typed', 'mailbox', 'address_key as key'])
        .where('subscription_id', '=', subscriptionId)
        .orderBy('created_at')
        .execute();
      return rows.map(({ typed, mailbox, key }) => ({ typed, mailbox, key }));
    },
    async findHistory(pid) {
      const [history] = await historiesOf(db, [pid]);
      return history ?? { pid, relationship: null, events: [], isTest: false };
    },
    async listHistories({ after, max }) {
      const ofEvents = await db
        .selectFrom('events')
        .select('pid as id')
        .distinct()
        .where('pid', '>', after ?? '')
        .orderBy('pid')
        .limit(max)
        .execute();
      const folded = await db
        .selectFrom('folded_relationships')
        .select('subscriber_id as id')
        .where('subscriber_id', '>', after ?? '')
        .orderBy('subscriber_id')
        .limit(max)
        .execute();
      const ids = [...new Set([...ofEvents, ...folded].flatMap(({ id }) => id ?? []))];
      return historiesOf(db, ids.toSorted(byCodePoint).slice(0, max));
    },
    async listPeopleWithEventsBefore(before, max) {
      const rows = await db
        .selectFrom('events')
        .select('pid')
        .distinct()
        .where('pid', 'is not', null)
        .where('at', '<', before.getTime())
        .orderBy('pid')
        .limit(max)
        .execute();
      return rows.flatMap(({ pid }) => pid ?? []);
    },
    async listForgottenPeople({ from, before }, max) {
      const rows = await db
        .selectFrom('events')
        .select('pid')
        .distinct()
        .where('at', '>=', from.getTime())
        .where('at', '<', before.getTime())
        .where('type', '=', 'sub.requested')
        .where('pid', 'is not', null)
        .where(({ exists, not, selectFrom }) =>
          not(
            exists(
              selectFrom('subscribers')
                .select('subscribers.id')
                .whereRef('subscribers.id', '=', 'events.pid'),
            ),
          ),
        )
        .orderBy('pid')
        .limit(max)
        .execute();
      return rows.flatMap(({ pid }) => pid ?? []);
    },
    async countEventsBefore(before) {
      const { count } = await db
        .selectFrom('events')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('pid', 'is not', null)
        .where('at', '<', before.getTime())
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async listTotals() {
      const daily = await db.selectFrom('daily_totals').selectAll().execute();
      const cohorts = await db.selectFrom('cohort_totals').selectAll().execute();
      return { daily: daily.map(toDailyTotal), cohorts: cohorts.map(toCohortTotal) };
    },
  };
}

/** What may be changed within the transaction `trx`. */
export function historyRows(trx: Transaction<Tables>): HistoryRows {
  return {
    ...historyReads(trx),
    addTotals: (totals) => addTotals(trx, totals),
    async saveRelationship(pid, relationship) {
      await trx.deleteFrom('folded_relationships').where('subscriber_id', '=', pid).execute();
      const subscriber = await trx
        .selectFrom('subscribers')
        .select('id')
        .where('id', '=', pid)
        .executeTakeFirst();
      if (relationship === null || !subscriber) return;
      await trx
        .insertInto('folded_relationships')
        .values(relationshipRow(pid, relationship))
        .execute();
    },
    async deleteEvents(events) {
      for (const { id } of events) await trx.deleteFrom('events').where('id', '=', id).execute();
    },
    forgetPerson: (person) => forgetPerson(trx, person),
  };
}

async function historiesOf(db: Kysely<Tables>, pids: readonly string[]): Promise<History[]> {
  if (pids.length === 0) return [];
  const events = await db.selectFrom('events').selectAll().where('pid', 'in', pids).execute();
  const folded = await db
    .selectFrom('folded_relationships')
    .selectAll()
    .where('subscriber_id', 'in', pids)
    .execute();
  const tests = await db
    .selectFrom('subscriptions')
    .select('subscriber_id')
    .where('subscriber_id', 'in', pids)
    .where('is_test', '=', 1)
    .execute();
  const eventsOf = Map.groupBy(events, ({ pid }) => pid);
  const relationshipOf = new Map(folded.map((row) => [row.subscriber_id, toRelationship(row)]));
  const isTest = new Set(tests.map(({ subscriber_id }) => subscriber_id));
  return pids.map((pid) => ({
    pid,
    relationship: relationshipOf.get(pid) ?? null,
    events: (eventsOf.get(pid) ?? []).map(toEvent),
    isTest: isTest.has(pid),
  }));
}

function toEvent(row: Selectable<EventTable>): AudienceEvent {
  return {
    id: row.id,
    at: new Date(row.at),
    // Events of a later version are read as they are: nothing counts on knowing all types.
    type: row.type as AudienceEventType,
    pid: row.pid,
    source: row.src === null ? null : (JSON.parse(row.src) as EventSource),
    ...(row.d !== null && { detail: JSON.parse(row.d) as Record<string, string> }),
  };
}

function toRelationship(row: Selectable<FoldedRelationshipTable>): Relationship {
  return {
    joinedOn: row.joined_on,
    isImport: row.is_import === 1,
    channel: row.channel,
    platform: row.platform,
    campaign: row.campaign,
    isActive: row.is_active === 1,
    leftOn: row.left_on,
  };
}

function relationshipRow(pid: string, relationship: Relationship): FoldedRelationshipTable {
  return {
    subscriber_id: pid,
    joined_on: relationship.joinedOn,
    is_import: relationship.isImport ? 1 : 0,
    channel: relationship.channel,
    platform: relationship.platform,
    campaign: relationship.campaign,
    is_active: relationship.isActive ? 1 : 0,
    left_on: relationship.leftOn,
  };
}

/** The order of ids that both engines have: a PostgreSQL of another collation sorts UUIDs, all lower case, alike. */
function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
