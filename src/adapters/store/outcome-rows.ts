import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';

import type { MailKind } from '#audience/mail.ts';
import type { MailedIssue } from '#newsletter/bounces/giving-up.ts';
import { type Judgement, mildestOf } from '#newsletter/bounces/judgement.ts';
import type {
  MailedDelivery,
  Outcome,
  OutcomeReads,
  OutcomeRows,
} from '#newsletter/bounces/outcome-store.ts';

import type { DeliveryTable, OutcomeTable } from './delivery-tables.ts';
import { toDate } from './rows.ts';
import type { Tables } from './tables.ts';

/** What may be read of outcomes, on `db`, a connection or a transaction. */
export function outcomeReads(db: Kysely<Tables>): OutcomeReads {
  return {
    async findDeliveryByMail(mailId) {
      const row = await db
        .selectFrom('deliveries')
        .select(['issue_id', 'subscriber_id', 'tried_at'])
        .where('mail_id', '=', mailId)
        .executeTakeFirst();
      return row ? toMailed(row) : null;
    },
    async findServiceMail(mailId) {
      const row = await db
        .selectFrom('outbox')
        .select(['kind', 'address_hash'])
        .where('id', '=', mailId)
        .executeTakeFirst();
      return row ? { kind: row.kind as MailKind, addressHash: row.address_hash } : null;
    },
    async findLatestDelivery(subscriberId) {
      const row = await db
        .selectFrom('deliveries')
        .select(['issue_id', 'subscriber_id', 'tried_at'])
        .where('subscriber_id', '=', subscriberId)
        .where('tried_at', 'is not', null)
        .orderBy('tried_at', 'desc')
        .orderBy('issue_id')
        .executeTakeFirst();
      return row ? toMailed(row) : null;
    },
    async listMailed(subscriberId) {
      const rows = await db
        .selectFrom('deliveries')
        .leftJoin('outcomes', (join) =>
          join
            .onRef('outcomes.issue_id', '=', 'deliveries.issue_id')
            .onRef('outcomes.subscriber_id', '=', 'deliveries.subscriber_id')
            .on('outcomes.kind', '=', 'bounced'),
        )
        .select(['deliveries.state', 'deliveries.tried_at', 'outcomes.judgement'])
        .where('deliveries.subscriber_id', '=', subscriberId)
        .where('deliveries.tried_at', 'is not', null)
        .orderBy('deliveries.tried_at', 'desc')
        .limit(maxMailed)
        .execute();
      return rows.map(({ state, tried_at, judgement }): MailedIssue => ({
        at: new Date(Number(tried_at)),
        isSent: state === 'sent',
        judgement: judgement as Judgement | null,
      }));
    },
    async countOutcomes(issueId) {
      const single = await db
        .selectFrom('outcomes')
        .select(['kind', ({ fn }) => fn.countAll().as('n')])
        .where('issue_id', '=', issueId)
        .groupBy('kind')
        .execute();
      const folded = await db
        .selectFrom('outcome_totals')
        .select(['kind', 'n'])
        .where('issue_id', '=', issueId)
        .execute();
      const of = (kind: Outcome['kind']) =>
        [...single, ...folded]
          .filter((row) => row.kind === kind)
          .reduce((sum, { n }) => sum + Number(n), 0);
      return { bounced: of('bounced'), complained: of('complained') };
    },
  };
}

/** More than any count looks back. */
const maxMailed = 100;

/** What may be changed within the transaction `trx`. */
export function outcomeRows(trx: Transaction<Tables>): OutcomeRows {
  return {
    ...outcomeReads(trx),
    async addOutcome(outcome) {
      const row = outcomeRow(outcome);
      const known = await trx
        .selectFrom('outcomes')
        .select('judgement')
        .where('issue_id', '=', row.issue_id)
        .where('subscriber_id', '=', row.subscriber_id)
        .where('kind', '=', row.kind)
        .executeTakeFirst();
      if (known && !isGraver(row.judgement, known.judgement)) return false;
      await trx
        .insertInto('outcomes')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['issue_id', 'subscriber_id', 'kind']).doUpdateSet(row),
        )
        .execute();
      return true;
    },
    async stopIssue(issueId, note) {
      await trx
        .updateTable('issues')
        .set({ state: 'stopped', note, resume_at: null })
        .where('id', '=', issueId)
        .where('state', '=', 'sending')
        .execute();
    },
    async noteReport(id, until) {
      const row = { id, until: until.getTime() };
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('seen_reports')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return Number(numInsertedOrUpdatedRows ?? 0) > 0;
    },
    async purgeReports(now) {
      const { numDeletedRows } = await trx
        .deleteFrom('seen_reports')
        .where('until', '<=', now.getTime())
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** Whose rows become numbers; without `issueIds` those of every issue. */
export interface FoldedRows {
  readonly issueIds?: readonly string[] | undefined;
  readonly subscriberIds: readonly string[];
}

/** Turns the outcomes of people into numbers that name nobody. */
export async function foldOutcomes(
  trx: Transaction<Tables>,
  { issueIds, subscriberIds }: FoldedRows,
): Promise<void> {
  const rows = await trx
    .selectFrom('outcomes')
    .select(['issue_id', 'kind', ({ fn }) => fn.countAll().as('n')])
    .where('subscriber_id', 'in', subscriberIds)
    .$if(issueIds !== undefined, (query) => query.where('issue_id', 'in', issueIds ?? []))
    .groupBy(['issue_id', 'kind'])
    .execute();
  for (const { issue_id, kind, n } of rows) {
    await trx
      .insertInto('outcome_totals')
      .values({ issue_id, kind, n: Number(n) })
      .onConflict((conflict) =>
        conflict
          .columns(['issue_id', 'kind'])
          .doUpdateSet({ n: sql`outcome_totals.n + ${Number(n)}` }),
      )
      .execute();
  }
  await trx
    .deleteFrom('outcomes')
    .where('subscriber_id', 'in', subscriberIds)
    .$if(issueIds !== undefined, (query) => query.where('issue_id', 'in', issueIds ?? []))
    .execute();
}

function isGraver(judgement: string | null, known: string | null): boolean {
  if (judgement === null || known === null || judgement === known) return false;
  return mildestOf([judgement as Judgement, known as Judgement]) === known;
}

function outcomeRow(outcome: Outcome): OutcomeTable {
  const { issueId, subscriberId, kind, at, source } = outcome;
  const bounced = outcome.kind === 'bounced' ? outcome : null;
  return {
    issue_id: issueId,
    subscriber_id: subscriberId,
    kind,
    judgement: bounced?.judgement ?? null,
    status: bounced?.status ?? null,
    source,
    at: at.getTime(),
  };
}

function toMailed(
  row: Pick<Selectable<DeliveryTable>, 'issue_id' | 'subscriber_id' | 'tried_at'>,
): MailedDelivery {
  return {
    issueId: row.issue_id,
    subscriberId: row.subscriber_id,
    triedAt: toDate(row.tried_at),
  };
}
