import type { Kysely } from 'kysely';

import type { HeldOutcome, HeldReads } from '#audience/held-data.ts';
import type { TokenPurpose } from '#audience/tokens.ts';

import { toDate } from './rows.ts';
import type { Tables } from './tables.ts';

/** What is read on `db` of everything held about one person, for that person. */
export function heldReads(db: Kysely<Tables>): HeldReads {
  return {
    async listMailsOf(addressHash) {
      const rows = await db
        .selectFrom('outbox')
        .select(['kind', 'state', 'created_at', 'finished_at'])
        .where('address_hash', '=', addressHash)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(({ kind, state, created_at, finished_at }) => ({
        kind,
        state,
        queuedAt: new Date(created_at),
        finishedAt: toDate(finished_at),
      }));
    },
    async listIssuesOf(subscriberId) {
      const rows = await db
        .selectFrom('deliveries')
        .innerJoin('issues', 'issues.id', 'deliveries.issue_id')
        .select(['issue_id', 'deliveries.state', 'issues.created_at'])
        .select(['deliveries.finished_at', 'deliveries.reason'])
        .where('subscriber_id', '=', subscriberId)
        .orderBy('issues.created_at')
        .orderBy('issue_id')
        .execute();
      const outcomes = await db
        .selectFrom('outcomes')
        .select(['issue_id', 'kind', 'at', 'judgement', 'status'])
        .where('subscriber_id', '=', subscriberId)
        .orderBy('at')
        .orderBy('kind')
        .execute();
      return rows.map(({ issue_id, state, created_at, finished_at, reason }) => ({
        kind: `issue ${issue_id}`,
        state,
        queuedAt: new Date(created_at),
        finishedAt: toDate(finished_at),
        reason,
        outcomes: outcomes
          .filter((outcome) => outcome.issue_id === issue_id)
          .map(({ kind, at, judgement, status }) => ({
            kind: kind as HeldOutcome['kind'],
            at: new Date(at),
            judgement,
            status,
          })),
      }));
    },
    async listLinksOf(subscriptionId) {
      const rows = await db
        .selectFrom('tokens')
        .select(['purpose', 'created_at', 'expires_at', 'used_at'])
        .where('subscription_id', '=', subscriptionId)
        .orderBy('created_at')
        .orderBy('hash')
        .execute();
      return rows.map((row) => ({
        purpose: row.purpose as TokenPurpose,
        createdAt: new Date(row.created_at),
        expiresAt: toDate(row.expires_at),
        usedAt: toDate(row.used_at),
      }));
    },
    async listQuestionsOf(addressHash) {
      const rows = await db
        .selectFrom('questions')
        .innerJoin('threads', 'threads.id', 'questions.thread_id')
        .select(['threads.person', 'threads.state', 'name', 'text', 'page', 'asked_at'])
        .where('address_hash', '=', addressHash)
        .orderBy('asked_at')
        .orderBy('questions.id')
        .execute();
      return rows.map(({ person, state, name, text, page, asked_at }) => ({
        person,
        name,
        text,
        page,
        askedAt: new Date(asked_at),
        state,
      }));
    },
    async countBrought(subscriberId) {
      const { count } = await db
        .selectFrom('subscriptions')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('referred_by', '=', subscriberId)
        .where('state', '=', 'confirmed')
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
