import { relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Mailer, OutgoingMail, SendOutcome } from '#audience/mail.ts';
import { type ClaimedMail, type Outbox, retryDelayMs, retryUnknownMs } from '#audience/outbox.ts';

import { faultLine, type Log } from './log-line.ts';

export interface DeliveryContext {
  readonly outbox: Outbox;
  /** Writes a claimed mail, or `null` when it is no longer wanted. */
  readonly compose: (queued: ClaimedMail) => Promise<OutgoingMail | null>;
  readonly mailer: Mailer;
  /** Names this worker among all that share the outbox. */
  readonly owner: string;
  readonly clock: () => Date;
  readonly log: Log;
}

export interface OutboxWorker {
  /** Looks into the outbox now. */
  wake(): void;
  /**
   * Stops when the mails under way are finished, or after `stopMs` without them: the other side may take
   * minutes to answer. What it then accepts is sent once more when the lease has run out.
   */
  stop(): Promise<void>;
}

const leaseMs = 30_000;
const heartbeatMs = 10_000;
const batchSize = 4;
/** How long to wait when our own side fails; such a try does not count. */
const unreachableDelayMs = 60_000;
const pollMs = 5_000;
/** Together with closing connections less than the 10 seconds after which a process is usually killed. */
const patienceMs = 7_000;

/** Delivers what is due, at once after `wake`, and looks for itself every few seconds. */
export function startOutboxWorker(
  context: DeliveryContext,
  { stopMs = patienceMs }: { stopMs?: number } = {},
): OutboxWorker {
  let isStopped = false;
  let nap = new AbortController();

  async function run(): Promise<void> {
    while (!isStopped) {
      nap = new AbortController();
      const handled = await deliverDue(context).catch((error: unknown) => {
        context.log(`outbox not read: ${faultLine(error)}`);
        return 0;
      });
      if (handled === batchSize || isStopped) continue;
      await sleep(pollMs, undefined, { signal: nap.signal, ref: false }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    // With a reason, or each sign-up would pay for the making of an error.
    wake: () => nap.abort('awake'),
    async stop() {
      isStopped = true;
      nap.abort();
      const patience = new AbortController();
      const { signal } = patience;
      const gaveUp = sleep(stopMs, true, { signal }).catch(() => false);
      await Promise.race([running, gaveUp]);
      patience.abort();
      if (await gaveUp) context.log('stopped without waiting longer for a mail that is being sent');
    },
  };
}

/** Claims one batch of due mails and sends it; returns how many there were. */
export async function deliverDue(context: DeliveryContext): Promise<number> {
  const { outbox, owner, clock } = context;
  const now = clock();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const claimed = await outbox.claim({ owner, now, leaseUntil, max: batchSize });
  await Promise.all(claimed.map((queued) => deliver(queued, context)));
  return claimed.length;
}

/** Never throws: a row whose end could not be written keeps its lease and is taken up again when that runs out. */
async function deliver(queued: ClaimedMail, context: DeliveryContext): Promise<void> {
  const { log } = context;
  const name = `${queued.kind} ${queued.id}`;
  try {
    const mail = await context.compose(queued);
    if (mail === null) {
      await finish(queued, 'dropped', context);
      log(`mail dropped, no longer wanted: ${name}`);
      return;
    }
    const outcome = await sendWithHeartbeat(mail, context);
    const nextTry = await settle(queued, outcome, context);
    log(lineFor(name, { mail, outcome, nextTry }));
  } catch (error) {
    log(`mail not handled: ${name}: ${faultLine(error)}`);
  }
}

async function sendWithHeartbeat(
  mail: OutgoingMail,
  context: DeliveryContext,
): Promise<SendOutcome> {
  const { outbox, owner, clock } = context;
  const heartbeat = setInterval(() => {
    const leaseUntil = new Date(clock().getTime() + leaseMs);
    // A lost lease shows when the row's end is written.
    outbox.renew(mail.id, { owner, leaseUntil }).catch(() => undefined);
  }, heartbeatMs);
  try {
    return await context.mailer.send(mail);
  } catch (error) {
    // A mail that cannot be put into bytes will not improve by waiting.
    return { kind: 'refused', reason: faultLine(error) };
  } finally {
    clearInterval(heartbeat);
  }
}

/** Writes down what became of a mail; returns when it is tried again, or `null` when that is the end of it. */
async function settle(
  queued: ClaimedMail,
  outcome: SendOutcome,
  context: DeliveryContext,
): Promise<Date | null> {
  if (outcome.kind === 'sent') return finish(queued, 'sent', context);
  if (outcome.kind === 'refused') return finish(queued, 'failed', context);

  const attempts = queued.attempts + (outcome.kind === 'unreachable' ? 0 : 1);
  const delayMs = delayOf[outcome.kind](attempts);
  if (delayMs === null) return finish(queued, 'failed', context);
  const { outbox, owner, clock } = context;
  const notBefore = new Date(clock().getTime() + delayMs);
  await outbox.postpone(queued.id, { owner, attempts, notBefore });
  return notBefore;
}

const delayOf = {
  unreachable: () => unreachableDelayMs,
  deferred: retryDelayMs,
  unknown: retryUnknownMs,
} as const satisfies Record<
  Exclude<SendOutcome['kind'], 'sent' | 'refused'>,
  (attempts: number) => number | null
>;

async function finish(
  { id }: ClaimedMail,
  state: 'sent' | 'failed' | 'dropped',
  { outbox, owner, clock }: DeliveryContext,
): Promise<null> {
  await outbox.finish(id, { owner, state, now: clock() });
  return null;
}

/** Shows a link only when the mail stays on this machine: with SMTP no token and no address is ever logged. */
function lineFor(
  name: string,
  { mail, outcome, nextTry }: { mail: OutgoingMail; outcome: SendOutcome; nextTry: Date | null },
): string {
  if (outcome.kind !== 'sent') {
    const what = nextTry === null ? 'given up' : `next try ${nextTry.toISOString()}`;
    return `mail ${outcome.kind}: ${name}: ${outcome.reason}; ${what}`;
  }
  if (outcome.file === null) return `mail sent: ${name}`;
  return `mail written ${shortPath(outcome.file)} · ${mail.link}`;
}

/** `file` as an operator would type it here. */
function shortPath(file: string): string {
  const fromHere = relative(process.cwd(), file);
  return fromHere.startsWith('..') ? file : fromHere;
}
