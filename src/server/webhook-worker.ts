import type { NoticeSender } from '#adapters/webhook-sender.ts';
import {
  type ClaimedNotice,
  type Notice,
  type NoticeQueue,
  noticeDelayMs,
} from '#audience/webhook.ts';

import { faultLine, type Log } from './log-line.ts';
import { repeat } from './repeat.ts';

export interface WebhookContext {
  readonly queue: Pick<NoticeQueue, 'claim' | 'finish' | 'postpone'>;
  /** Writes a notice, or `null` when nobody is to be told. */
  readonly compose: (notice: ClaimedNotice) => Promise<Notice | null>;
  readonly sender: NoticeSender;
  /** Names this worker among all that share the queue. */
  readonly owner: string;
  readonly clock: () => Date;
  readonly log: Log;
}

export interface WebhookWorker {
  /** Breaks off what is being sent; it is sent again, with the same id, when its lease has run out. */
  stop(): Promise<void>;
}

/** Longer than a sender waits, so that nobody else sends a notice meanwhile. */
const leaseMs = 30_000;
const batchSize = 4;
const pollMs = 5000;

/** Sends what is owed, and looks for it every few seconds. */
export function startWebhookWorker(
  context: WebhookContext,
  { everyMs = pollMs }: { everyMs?: number } = {},
): WebhookWorker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const repetition = repeat(
    async () => {
      while (!signal.aborted && (await sendDueNotices(context, signal)) === batchSize);
    },
    { everyMs, onError: (error) => context.log(`notices not read: ${faultLine(error)}`) },
  );
  return {
    async stop() {
      stopping.abort();
      await repetition.stop();
    },
  };
}

/** Claims one batch of due notices and sends it; returns how many there were. */
async function sendDueNotices(context: WebhookContext, signal: AbortSignal): Promise<number> {
  const { queue, owner, clock } = context;
  const now = clock();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const claimed = await queue.claim({ owner, now, leaseUntil, max: batchSize });
  await Promise.all(claimed.map((notice) => send(notice, context, signal)));
  return claimed.length;
}

/** Never throws: a notice whose end could not be written is sent again when its lease has run out. */
async function send(
  queued: ClaimedNotice,
  context: WebhookContext,
  signal: AbortSignal,
): Promise<void> {
  const { queue, compose, sender, owner, clock, log } = context;
  const { id, type } = queued;
  try {
    const notice = await compose(queued);
    const outcome = notice && (await sender.send(notice, { id, at: clock(), signal }));
    if (outcome === null || outcome.kind === 'taken') {
      await queue.finish(id, owner);
      return;
    }
    if (signal.aborted) return;
    const attempts = queued.attempts + 1;
    const delayMs = noticeDelayMs(attempts);
    if (delayMs === null) {
      await queue.finish(id, owner);
      log(`notice given up after ${attempts} tries: ${type} ${id}: ${outcome.reason}`);
      return;
    }
    const notBefore = new Date(clock().getTime() + delayMs);
    await queue.postpone(id, { owner, notBefore, attempts });
    log(`notice not taken: ${type} ${id}: ${outcome.reason}`);
  } catch (error) {
    log(`notice not handled: ${type} ${id}: ${faultLine(error)}`);
  }
}
