import { retryDelayMs } from '#audience/outbox.ts';

import { judge, type Judgement, statusIn, stopsIssue } from './bounces/judgement.ts';

/** What became of a mail on its way to a server, as far as this side can tell. */
export type HandOver =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'rejected';
      readonly at: 'sender' | 'recipient' | 'message';
      readonly code: number;
      readonly reason: string;
    }
  /** No connection came about: `code` is the server's reply, where it gave one. */
  | { readonly kind: 'no-session'; readonly code: number | null; readonly reason: string }
  /** The connection ended before the server can have taken the mail. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** The server has every byte, and its answer was lost. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** What that means for the delivery, and for those after it. */
export type Verdict =
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** What it says about the recipient. */
      readonly judgement: Judgement;
      /** Nobody will take this issue. */
      readonly stopsIssue: boolean;
    }
  /** To be tried again after a while; `slows` says who asked for less. */
  | {
      readonly kind: 'deferred';
      readonly reason: string;
      readonly slows: 'domain' | null;
      /** What it says about the recipient once it is given up. */
      readonly judgement: Judgement;
    }
  /** Our own side fails: nobody's try is counted, and the issue rests for a while. */
  | { readonly kind: 'paused'; readonly reason: string; readonly slows: 'transport' | null }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Judges by codes alone. RFC 5321 §4.2.1: the first digit says whether for good; RFC 3463 §3: what it is about. */
export function verdictOn(outcome: HandOver): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'sent' };
    case 'unknown':
      return { kind: 'unknown', reason: outcome.reason };
    case 'not-sent':
      return { kind: 'deferred', reason: outcome.reason, slows: null, judgement: 'ignore' };
    case 'no-session':
      // RFC 5321 §4.2.3: 421 closes the channel, here because of too many connections or mails
      return {
        kind: 'paused',
        reason: outcome.reason,
        slows: outcome.code === 421 ? 'transport' : null,
      };
    case 'rejected':
      return verdictOnReply(outcome);
  }
}

function verdictOnReply({ at, code, reason }: Extract<HandOver, { kind: 'rejected' }>): Verdict {
  const refusal = { status: statusIn(reason), code };
  const judgement = judge(refusal);
  if (code < 500) {
    const isPushBack = code === 421 || refusal.status?.startsWith('4.7.') === true;
    if (at === 'sender') {
      return { kind: 'paused', reason, slows: isPushBack ? 'transport' : null };
    }
    return { kind: 'deferred', reason, slows: isPushBack ? 'domain' : null, judgement };
  }
  if (stopsIssue(refusal)) return { kind: 'failed', reason, judgement, stopsIssue: true };
  // Who may not send at all is refused for every recipient: that is no recipient's fault.
  if (at === 'sender') return { kind: 'paused', reason, slows: null };
  return { kind: 'failed', reason, judgement, stopsIssue: false };
}

const dayMs = 24 * 60 * 60 * 1000;

/** When to try again after `attempts` finished tries, the first at `firstAt`; `null` when it is time to give up. */
export function nextTryAt({
  attempts,
  firstAt,
  now,
}: {
  attempts: number;
  firstAt: Date;
  now: Date;
}): Date | null {
  const delayMs = retryDelayMs(attempts);
  if (delayMs === null) return null;
  const at = now.getTime() + delayMs;
  return at - firstAt.getTime() > dayMs ? null : new Date(at);
}
