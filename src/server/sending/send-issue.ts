import { setTimeout as sleep } from 'node:timers/promises';

import type { IssueLane } from '#adapters/mail/issue-lane.ts';
import { heartbeatMs, isConserved } from '#newsletter/delivery.ts';
import type { ClaimedDelivery, IssueSending } from '#newsletter/delivery-store.ts';

import { faultLine, type Log } from '../log-line.ts';
import { deliverOne, type DeliverContext, givenBack, type TryEnd } from './deliver-one.ts';
import { observedRates } from './observed-rates.ts';
import type { IssueTransport } from './transport.ts';

export interface SendingContext extends DeliverContext {
  readonly transport: IssueTransport;
  /** Names this sender among all that share the store. */
  readonly owner: string;
  readonly rateKeyOf: (host: string) => string;
  readonly maxPerMinute?: number | undefined;
  readonly log: Log;
  /** Aborted when the sender is to stop: what is under way is finished. */
  readonly signal: AbortSignal;
  /** Whether to wait for deliveries that are due later, or end when nothing is due now. */
  readonly waits: boolean;
  /** Lets so many milliseconds pass, or fewer once `signal` is aborted. */
  readonly pause?: (ms: number) => Promise<void>;
}

/** How a sender's work ended. */
export type SendingEnd =
  /** Nothing is left to send. */
  | 'finished'
  /** Somebody, or what was found, stopped the issue. */
  | 'stopped'
  /** The rest is due later. */
  | 'waiting'
  /** This sender was asked to stop. */
  | 'left';

/** How long an issue rests when our own side fails. */
const restMs = 60_000;
const pollMs = 1_000;
const conservationMs = 30_000;
/** Counting what there is takes at most one part in so many of a sender's time. */
const countingShare = 50;

/**
 * Sends an issue whose recipients are listed, together with any other sender of it. Stopped anywhere and begun again it
 * goes on where it was; whoever was being sent to at that moment is `unknown`.
 */
export async function sendIssue(issueId: string, context: SendingContext): Promise<SendingEnd> {
  const { deliveries, owner, clock, transport, signal, log } = context;
  const transportKey = `transport:${transport.name}`;
  const queue: ClaimedDelivery[] = [];
  const observed = observedRates();
  const endings = new Set<Promise<void>>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  let end: SendingEnd | null = null;
  let refilling: Promise<void> | null = null;
  let underWay = 0;
  let checkedAt = 0;
  let checkEveryMs = conservationMs;
  let restsUntil = 0;
  /** Domains that asked for less while a claim was on its way. */
  const slowedMeanwhile = new Set<string>();

  const heartbeat = setInterval(() => {
    deliveries.renew({ issueId, owner, now: clock() }).catch((error: unknown) => {
      log(`leases not prolonged: ${faultLine(error)}`);
    });
  }, heartbeatMs);

  /** Fills the queue, or finds that there is nothing to wait for. */
  async function refill(): Promise<void> {
    const now = clock();
    await check(now);
    const issue = await deliveries.findIssue(issueId);
    if (signal.aborted) end = 'left';
    else if (issue?.state !== 'sending') end = issue?.state === 'finished' ? 'finished' : 'stopped';
    if (end !== null || !issue) return;
    const max = Math.max(10, transport.lanes * 4);
    const limits = { transport: transportKey, maxPerMinute: context.maxPerMinute ?? null };
    slowedMeanwhile.clear();
    const claimed = await deliveries.claim({ issueId, owner, now, max, ...limits });
    queue.push(...claimed);
    if (slowedMeanwhile.size > 0) await giveBack((one) => slowedMeanwhile.has(domainOf(one)));
    if (claimed.length > 0 || underWay > 0) {
      if (claimed.length === 0) await pause(Math.min(pollMs, 50));
      return;
    }
    await waitForWork(issue, now);
  }

  async function waitForWork(issue: IssueSending, now: Date): Promise<void> {
    await Promise.all(endings);
    // Counting a million takes seconds: only when nothing is left.
    const due = await deliveries.nextDue(issueId);
    if (due === null && (await deliveries.finish(issueId, clock()))) {
      end = 'finished';
      return;
    }
    const dueMs = Math.max(due?.getTime() ?? 0, issue.resumeAt?.getTime() ?? 0) - now.getTime();
    if (!context.waits && dueMs > pollMs) end = 'waiting';
    else await pause(Math.min(Math.max(dueMs, 50), pollMs));
  }

  const pause =
    context.pause ?? ((ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined));

  async function check(now: Date): Promise<void> {
    if (Math.abs(now.getTime() - checkedAt) < checkEveryMs) return;
    checkedAt = now.getTime();
    const issue = await deliveries.findIssue(issueId);
    const started = performance.now();
    const counts = await deliveries.counts(issueId);
    checkEveryMs = Math.max(conservationMs, (performance.now() - started) * countingShare);
    if (issue?.snapshot === null || issue?.snapshot === undefined) return;
    if (isConserved(issue.snapshot, counts)) return;
    const note = `the deliveries do not add up to the ${issue.snapshot} that were listed`;
    await deliveries.setState(issueId, { state: 'stopped', note });
    log(`stopped: ${note}`);
  }

  async function next(): Promise<ClaimedDelivery | null> {
    for (;;) {
      if (signal.aborted) return null;
      const claimed = queue.shift();
      if (claimed) return claimed;
      if (end !== null) return null;
      refilling ??= refill().finally(() => {
        refilling = null;
      });
      await refilling;
    }
  }

  async function runLane(lane: IssueLane): Promise<void> {
    for (let claimed = await next(); claimed; claimed = await next()) {
      underWay += 1;
      try {
        const tried = await deliverOne(claimed, { lane, context });
        track(tried.settled);
        await follow(claimed, tried);
      } finally {
        underWay -= 1;
      }
    }
  }

  function track(settled: Promise<void>): void {
    const tracked = settled.then(
      () => void endings.delete(tracked),
      (error: unknown) => failure.reject(error),
    );
    endings.add(tracked);
  }

  function domainOf({ subscriber }: ClaimedDelivery): string {
    const key = subscriber?.address.key ?? '';
    return context.rateKeyOf(key.slice(key.lastIndexOf('@') + 1));
  }

  /** What a try means for those after it. */
  async function follow(claimed: ClaimedDelivery, { verdict }: TryEnd): Promise<void> {
    const now = clock();
    const domain = domainOf(claimed);
    const slow = (rateKey: string) =>
      deliveries.slowDown({ key: rateKey, observedPerMinute: observed.of(rateKey, now), now });
    if (verdict.kind === 'sent') {
      observed.count(domain, now);
      observed.count(transportKey, now);
    } else if (verdict.kind === 'deferred' && verdict.slows === 'domain') {
      slowedMeanwhile.add(domain);
      await slow(domain);
      await giveBack((other) => domainOf(other) === domain);
    } else if (verdict.kind === 'paused') {
      if (verdict.slows === 'transport') await slow(transportKey);
      await giveBack();
      // Several connections fail at once, of the same.
      if (now.getTime() < restsUntil && restsUntil - now.getTime() <= restMs) return;
      restsUntil = now.getTime() + restMs;
      await deliveries.rest(issueId, { until: new Date(restsUntil), note: verdict.reason });
      log(`the issue rests for a minute: ${verdict.reason}`);
    } else if (verdict.kind === 'failed' && verdict.stopsIssue) {
      const note = `refused as unwelcome: ${verdict.reason}`;
      await deliveries.setState(issueId, { state: 'stopped', note });
      log(`stopped: ${note}`);
    }
  }

  /** Lets others, or this sender later, have what is claimed and not begun. */
  async function giveBack(isMeant: (claimed: ClaimedDelivery) => boolean = () => true) {
    const now = clock();
    const claimed = queue.splice(0);
    queue.push(...claimed.filter((one) => !isMeant(one)));
    const back = claimed.filter((one) => isMeant(one));
    await Promise.all(back.map((one) => deliveries.settle(givenBack(one, now))));
  }

  const lanes = Array.from({ length: transport.lanes }, () => transport.openLane());
  try {
    await Promise.race([Promise.all(lanes.map(runLane)), failure.promise]);
    await giveBack();
    await Promise.race([Promise.all(endings), failure.promise]);
    return end ?? 'left';
  } finally {
    clearInterval(heartbeat);
    for (const lane of lanes) lane.close();
  }
}
