import type { Kysely, Transaction } from 'kysely';

import type { QueuedMail } from '#audience/outbox.ts';
import type { Subscriber } from '#audience/store.ts';
import type { Token } from '#audience/tokens.ts';
import type { OutcomeAccess } from '#newsletter/bounces/outcome-store.ts';
import type { Bounce } from '#newsletter/bounces/record-outcome.ts';
import type {
  DataAnswer,
  DataRequest,
  DeliveryStore,
  Settlement,
} from '#newsletter/delivery-store.ts';
import { slowedDown } from '#newsletter/send-rate.ts';

import { claimDeliveries, renewLeases } from './delivery-claims.ts';
import { beginDeliveries } from './delivery-data.ts';
import { settleDeliveries } from './delivery-endings.ts';
import { toIssueSending } from './delivery-rows.ts';
import { gathered } from './gathered.ts';
import type { GroupCommit } from './group-commit.ts';
import {
  addDeliveries,
  closeListing,
  countDeliveries,
  findEpoch,
  findIssue,
  finishIssue,
  listOutcomes,
  makeEpoch,
  openIssue,
} from './issue-rows.ts';
import { addComposition, findComposition } from './composition-rows.ts';
import { findReached, listCandidates, listContents, listHad } from './listing-rows.ts';
import { findSenderTest, noteSenderTest } from './sender-test-rows.ts';
import { findRates, saveRates } from './rate-rows.ts';
import { tokenRow } from './rows.ts';
import { withStoreErrors } from './store-error.ts';
import type { Tables } from './tables.ts';

/** What the queue asks of the hub: keys, ids and the time. */
export interface DeliveryKeys {
  readonly clock: () => Date;
  /** The day in the hub's time zone. */
  readonly dayOf: (instant: Date) => string;
  /** The keyed hash by which an address is suppressed. */
  readonly hashOf: (addressKey: string) => string;
  /** The keyed hash by which the rate of a recipient's host is known. */
  readonly rateKeyOf: (host: string) => string;
  readonly newId: (now: Date) => string;
  /** The mail that tells the brand that it is refused. */
  readonly alert?: ((bounce: Bounce) => QueuedMail<'alert'>) | undefined;
  /** The token behind the preferences link of the mails of an issue that was begun at an instant. */
  readonly tokenOf: (subscriber: Subscriber, begunAt: Date) => Token;
}

interface QueueAccess {
  readonly write: GroupCommit['write'];
  /** Also when the disk is full: what went out must not go out again. */
  readonly writeEssential: GroupCommit['write'];
  readonly rowsOf: (trx: Transaction<Tables>) => OutcomeAccess;
}

/** So many servers may become ready within this time and share one commit. */
const dataPatienceMs = 1;
/** A lost `sent` only leaves an `unknown`, so ends may wait for each other. */
const endPatienceMs = 25;

/**
 * Ends and beginnings are written together: so the end of a mail is on disk no later than the beginning of the next on
 * the same connection, and a sender that dies leaves at most one unknown for each.
 */
type Step = { readonly request: DataRequest } | { readonly settlement: Settlement };

/** Deliveries on the store's own tables. */
export function deliveryQueue(
  reader: Kysely<Tables>,
  { write, writeEssential, rowsOf }: QueueAccess,
  keys: DeliveryKeys,
): DeliveryStore {
  const { clock, dayOf, hashOf, rateKeyOf, newId, tokenOf, alert } = keys;
  const step = gathered<Step, DataAnswer>({
    work(steps) {
      const now = clock();
      const settlements = steps.flatMap((one) => ('settlement' in one ? one.settlement : []));
      const dead = settlements.filter(({ bounce }) => bounce);
      const eventIds = new Map(dead.map(({ subscriberId }) => [subscriberId, newId(now)]));
      return writeEssential(async (trx) => {
        await settleDeliveries(trx, settlements, {
          now,
          hashOf,
          eventIds,
          alert,
          rows: rowsOf(trx),
        });
        const requests = steps.flatMap((one) => ('request' in one ? one.request : []));
        const context = { now, today: dayOf(now), hashOf };
        const answers = await beginDeliveries(trx, requests, context);
        return steps.map((one) => {
          const index = 'request' in one ? requests.indexOf(one.request) : -1;
          return answers[index] ?? { kind: 'lost' };
        });
      });
    },
    patienceMs: (one) => ('request' in one ? dataPatienceMs : endPatienceMs),
    max: 500,
  });
  return {
    async epoch() {
      const known = await withStoreErrors(() => findEpoch(reader));
      if (known) return known;
      const id = newId(clock());
      return write(async (trx) => {
        await makeEpoch(trx, id);
        return (await findEpoch(trx)) ?? { id, restored: null };
      });
    },
    findIssue: (id) => withStoreErrors(() => findIssue(reader, id)),
    listIssues: () =>
      withStoreErrors(async () => {
        const rows = await reader
          .selectFrom('issues')
          .selectAll()
          .orderBy('created_at', 'desc')
          .orderBy('id')
          .execute();
        return rows.map(toIssueSending);
      }),
    async openIssue(issue, now) {
      const { id: epoch } = await this.epoch();
      return write(async (trx) => {
        await openIssue(trx, issue, { now, epoch });
        const opened = await findIssue(trx, issue.id);
        if (!opened) throw new Error(`${issue.id} was not written`);
        return opened;
      });
    },
    addComposition: (issueId, composition) =>
      write((trx) => addComposition(trx, { issueId, composition })),
    findComposition: (issueId, composition) =>
      withStoreErrors(() => findComposition(reader, { issueId, composition })),
    listCandidates: (page) =>
      withStoreErrors(() => listCandidates(reader, page, { now: clock(), hashOf })),
    listHad: (ids) => withStoreErrors(() => listHad(reader, ids)),
    findReached: (issueId, ids) => withStoreErrors(() => findReached(reader, issueId, ids)),
    listContents: (issueId) => withStoreErrors(() => listContents(reader, issueId)),
    addDeliveries: (issueId, deliveries, now) =>
      write((trx) => addDeliveries(trx, { issueId, deliveries, now })),
    closeListing: (issueId) => write((trx) => closeListing(trx, issueId)),
    setState: (id, { state, note }) =>
      writeEssential(async (trx) => {
        await trx
          .updateTable('issues')
          .set({ state, note, finished_at: null, resume_at: null })
          .where('id', '=', id)
          .where('state', '!=', 'listing')
          .execute();
      }),
    finish(id, now) {
      const eventId = newId(now);
      return writeEssential((trx) => finishIssue(trx, { id, now, eventId, rows: rowsOf(trx) }));
    },
    rest: (id, { until, note }) =>
      write(async (trx) => {
        await trx
          .updateTable('issues')
          .set({ note, resume_at: until.getTime() })
          .where('id', '=', id)
          .where('state', '=', 'sending')
          .execute();
      }),
    claim: (options) =>
      write(async (trx) => {
        const { claimed, begunAt } = await claimDeliveries(trx, options, { ofDomain: rateKeyOf });
        const tokens = claimed.flatMap(({ subscriber }) =>
          subscriber ? [tokenRow(tokenOf(subscriber, begunAt))] : [],
        );
        if (tokens.length > 0) {
          await trx
            .insertInto('tokens')
            .values(tokens)
            .onConflict((conflict) => conflict.column('hash').doNothing())
            .execute();
        }
        return claimed;
      }),
    renew: (lease) => write((trx) => renewLeases(trx, lease)),
    beginData: (request) => step({ request }),
    async settle(settlement) {
      await step({ settlement });
    },
    adopt: (id, epoch) =>
      write(async (trx) => {
        await trx.updateTable('issues').set({ epoch }).where('id', '=', id).execute();
      }),
    findSenderTest: () => withStoreErrors(() => findSenderTest(reader)),
    noteSenderTest: (test) => write((trx) => noteSenderTest(trx, test)),
    counts: (issueId) => withStoreErrors(() => countDeliveries(reader, issueId)),
    nextDue: (issueId) =>
      withStoreErrors(async () => {
        const { due } = await reader
          .selectFrom('deliveries')
          .select(({ fn }) => fn.min('due_at').as('due'))
          .where('issue_id', '=', issueId)
          .executeTakeFirstOrThrow();
        return due === null ? null : new Date(Number(due));
      }),
    slowDown: ({ key, observedPerMinute, now }) =>
      write(async (trx) => {
        const known = (await findRates(trx, [key])).get(key) ?? null;
        const rate = slowedDown(known, { observedPerMinute, now });
        await saveRates(trx, new Map([[key, rate]]));
        return rate;
      }),
    listOutcomes: (issueId, page) => withStoreErrors(() => listOutcomes(reader, issueId, page)),
    reopen: (issueId, { from, to, reason, now }) =>
      write(async (trx) => {
        const change =
          to === 'queued'
            ? { state: to, due_at: now.getTime(), reason: null, finished_at: null }
            : { state: to, due_at: null, reason, finished_at: now.getTime() };
        const { numUpdatedRows } = await trx
          .updateTable('deliveries')
          .set(change)
          .where('issue_id', '=', issueId)
          .where('state', '=', from)
          .executeTakeFirstOrThrow();
        return Number(numUpdatedRows);
      }),
  };
}
