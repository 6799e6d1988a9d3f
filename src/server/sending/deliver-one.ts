import type { IssueLane } from '#adapters/mail/issue-lane.ts';
import { statusIn } from '#newsletter/bounces/judgement.ts';
import type { LeasedDelivery } from '#newsletter/delivery.ts';
import type { ClaimedDelivery, DeliveryStore, Settlement } from '#newsletter/delivery-store.ts';
import { nextTryAt, type Verdict, verdictOn } from '#newsletter/verdict.ts';

import type { PrepareMail } from './prepare-mail.ts';

export interface DeliverContext {
  readonly deliveries: DeliveryStore;
  readonly prepare: PrepareMail;
  readonly clock: () => Date;
}

/** What became of one try, and what follows from it for those after it. */
export interface TryEnd {
  readonly verdict: Verdict | { readonly kind: 'excluded' | 'lost' };
  /** Resolves when it is written down. */
  readonly settled: Promise<void>;
}

/** Tries one delivery on `lane`. Throws where the store fails: what is then under way ends with its lease. */
export async function deliverOne(
  claimed: ClaimedDelivery,
  { lane, context }: { lane: IssueLane; context: DeliverContext },
): Promise<TryEnd> {
  const { deliveries, prepare, clock } = context;
  const prepared = await prepare(claimed);
  if (prepared.kind !== 'ready') {
    const { kind, reason } = prepared;
    const state = kind === 'unwanted' ? 'excluded' : 'failed';
    const settled = deliveries.settle(ended(claimed, { state, reason }));
    return { verdict: { kind: 'excluded' }, settled };
  }
  const { mail, content } = prepared;
  let isLost = false;
  const outcome = await lane.send(mail, async () => {
    const [mailbox] = mail.envelope.to;
    const answer = await deliveries.beginData({ ...leaseOf(claimed), mailbox, content });
    isLost = answer.kind === 'lost';
    return answer.kind === 'go';
  });
  if (outcome.kind === 'withdrawn') {
    // Of an issue that was stopped it is still ours to give back; what is another sender's stays as it is.
    const settled = isLost ? deliveries.settle(givenBack(claimed, clock())) : Promise.resolve();
    return { verdict: { kind: isLost ? 'lost' : 'excluded' }, settled };
  }
  const verdict = verdictOn(outcome);
  return { verdict, settled: deliveries.settle(settlementOf(claimed, verdict, clock())) };
}

function settlementOf(claimed: ClaimedDelivery, verdict: Verdict, now: Date): Settlement {
  switch (verdict.kind) {
    case 'sent':
      return ended(claimed, { state: 'sent', reason: null, isTry: true });
    case 'unknown':
      return ended(claimed, { state: 'unknown', reason: verdict.reason, isTry: true });
    case 'failed': {
      return refused(claimed, verdict);
    }
    case 'deferred': {
      const { reason } = verdict;
      const firstAt = claimed.triedAt ?? now;
      const dueAt = nextTryAt({ attempts: claimed.attempts + 1, firstAt, now });
      if (dueAt === null) return refused(claimed, { ...verdict, stopsIssue: false });
      return { ...leaseOf(claimed), state: 'deferred', reason, dueAt, isTry: true };
    }
    case 'paused':
      return givenBack(claimed, now);
  }
}

function refused(
  claimed: ClaimedDelivery,
  { reason, judgement, stopsIssue }: Omit<Extract<Verdict, { kind: 'failed' }>, 'kind'>,
): Settlement {
  const bounce = { judgement, status: statusIn(reason), stopsIssue, source: 'smtp' };
  return { ...ended(claimed, { state: 'failed', reason, isTry: true }), bounce };
}

/** The delivery as if it had not been claimed. */
export function givenBack(claimed: ClaimedDelivery, now: Date): Settlement {
  return { ...leaseOf(claimed), state: 'queued', reason: null, dueAt: now, isTry: false };
}

function ended(
  claimed: ClaimedDelivery,
  {
    state,
    reason,
    isTry = false,
  }: {
    state: 'sent' | 'failed' | 'unknown' | 'excluded';
    reason: string | null;
    isTry?: boolean;
  },
): Settlement {
  return { ...leaseOf(claimed), state, reason, dueAt: null, isTry };
}

function leaseOf({ subscriber: _person, ...lease }: ClaimedDelivery): LeasedDelivery {
  return lease;
}
