import { type Day, dayOf } from '#hub/calendar.ts';

import type { Suppression } from '../subscription.ts';
import type { Silence } from './store.ts';
import { mailCap, quietMs } from './triggers.ts';

export type QuietVerdict =
  | { readonly kind: 'due'; readonly quietSince: Date }
  /** Due, but too much mail came lately. */
  | { readonly kind: 'waits'; readonly quietSince: Date }
  | { readonly kind: 'not-due' };

export interface QuietFacts {
  readonly silence: Silence;
  /** What is in force of it. */
  readonly suppression: Suppression | null;
  /** Mails of any kind within {@link mailCap}. */
  readonly recentMails: number;
  /** Before this instant the store may have forgotten what was sent; `null` where it has not. */
  readonly restoredAt: Date | null;
  readonly timeZone: string;
  readonly now: Date;
}

/**
 * Whether somebody is to be asked to pause, get less or stop. Only who agreed to measurement can be quiet: of all others
 * the hub does not know whether they read. A pause is no silence, and nobody is asked twice about the same one.
 */
export function judgeQuiet(facts: QuietFacts): QuietVerdict {
  const { silence, suppression, recentMails, restoredAt, now } = facts;
  const { subscription } = silence.subscriber;
  const isReader = subscription.state === 'confirmed' && subscription.measure;
  const quietSince = quietFrom(facts);
  if (!isReader || suppression !== null || quietSince === null) return { kind: 'not-due' };

  const dueAt = new Date(quietSince.getTime() + quietMs);
  const wasMailed = silence.lastIssueAt !== null && silence.lastIssueAt > quietSince;
  const wasAsked = silence.lastAskedAt !== null && silence.lastAskedAt >= quietSince;
  const mayHaveBeenAsked = restoredAt !== null && dueAt <= restoredAt;
  if (dueAt > now || !wasMailed || wasAsked || mayHaveBeenAsked) return { kind: 'not-due' };
  return { kind: recentMails < mailCap.max ? 'due' : 'waits', quietSince };
}

/** Since when nothing is known of somebody who could have done something; `null` while that is no silence. */
function quietFrom({ silence, timeZone, now }: QuietFacts): Date | null {
  const { subscriber, lastActAt, lastBroughtAt } = silence;
  const { confirmedAt, firstConfirmedAt, requestedAt, pausedUntil } = subscriber.subscription;
  if (isPaused(subscriber.subscription, dayOf(now, timeZone))) return null;
  const began = confirmedAt ?? firstConfirmedAt ?? requestedAt;
  const pauseEnded = pausedUntil === null ? null : new Date(`${pausedUntil}T12:00:00Z`);
  const signs = [began, lastActAt, lastBroughtAt, pauseEnded].filter((at) => at !== null);
  return new Date(Math.max(...signs.map((at) => at.getTime())));
}

/** Whether a subscription rests on `today`, in the hub's time zone. */
export function isPaused({ pausedUntil }: { pausedUntil: string | null }, today: Day): boolean {
  return pausedUntil !== null && pausedUntil > today;
}
