import type { Language } from '#hub/languages.ts';

import type { EventSource } from './events.ts';
import type { MailKind, SubscriptionMailKind } from './mail.ts';

/**
 * A subscription is asked for (`pending`), becomes `confirmed` by the button behind a mailed link, and ends
 * as `unsubscribed`. Only `confirmed` is a subscriber; coming back takes a new request and a new confirmation.
 */
export type SubscriptionState = 'pending' | 'confirmed' | 'unsubscribed';

export interface Subscription {
  readonly id: string;
  readonly subscriberId: string;
  readonly state: SubscriptionState;
  readonly language: Language;
  /** Ids of the chosen topics; none means all. */
  readonly topics: readonly string[];
  /** The consent that holds now, or that would hold once confirmed. */
  readonly consentId: string;
  readonly requestedAt: Date;
  readonly confirmedAt: Date | null;
  readonly unsubscribedAt: Date | null;
  readonly frequency: Frequency;
  /** The day in the hub's time zone on which mail begins again; `null` while it is not paused. */
  readonly pausedUntil: string | null;
  /** Whether the person agreed that their visits from mails are counted as theirs. */
  readonly measure: boolean;
  /** When the person first confirmed, or was imported: the beginning of the relationship. */
  readonly firstConfirmedAt: Date | null;
  /** How the person came, by the sign-up that was first confirmed. */
  readonly source: EventSource | null;
  /** The subscriber whose link brought this one. */
  readonly referredBy: string | null;
  /** What this person's own referral links carry as `via`; made when first asked for. */
  readonly refCode: string | null;
  /** The import that brought the subscription. */
  readonly batch: string | null;
  /** A test address or one of the team: in no figure. */
  readonly isTest: boolean;
}

/** How often a subscriber wants an issue: each as it comes, or the news of a week or month at once. */
export const frequencies = ['each', 'weekly', 'monthly'] as const;

export type Frequency = (typeof frequencies)[number];

type Beginning = Pick<
  Subscription,
  'id' | 'subscriberId' | 'language' | 'topics' | 'consentId' | 'requestedAt'
>;

/** A subscription that was just asked for, with nothing chosen but what `beginning` says. */
export function aPendingSubscription(beginning: Beginning & Partial<Subscription>): Subscription {
  return {
    state: 'pending',
    confirmedAt: null,
    unsubscribedAt: null,
    frequency: 'each',
    pausedUntil: null,
    measure: false,
    firstConfirmedAt: null,
    source: null,
    referredBy: null,
    refCode: null,
    batch: null,
    isTest: false,
    ...beginning,
  };
}

export const suppressionReasons = ['bounce', 'complaint', 'erasure', 'manual'] as const;

export type SuppressionReason = (typeof suppressionReasons)[number];

/** An address never to be mailed, known by its keyed hash only. */
export interface Suppression {
  readonly addressHash: string;
  readonly reason: SuppressionReason;
  readonly since: Date;
  /** After this instant it no longer counts; `null` for one that lasts. */
  readonly until: Date | null;
  /** Who or what reported it, for example `feedback-loop`. */
  readonly source: string;
  /** When the person had everything erased, where another reason stands above that for a time. */
  readonly erasedSince?: Date;
}

/** What of `suppression` counts at `now`; `null` for nothing. */
export function inForce(suppression: Suppression | null, now: Date): Suppression | null {
  if (!suppression?.until || suppression.until > now) return suppression;
  const { addressHash, erasedSince } = suppression;
  return erasedSince ? erasureOf(addressHash, erasedSince) : null;
}

/** That an address was erased: no import brings it back, the person may by signing up. */
export function erasureOf(addressHash: string, since: Date): Suppression {
  return { addressHash, reason: 'erasure', since, until: null, source: 'erasure' };
}

/**
 * What is known of an address when `added` comes on top of `known`: the first lasting reason stands, an erasure is
 * never forgotten for one that ends.
 */
export function suppressedAlso(known: Suppression | null, added: Suppression): Suppression {
  if (known === null) return added;
  const isErased = known.reason === 'erasure';
  if (known.until === null && (!isErased || added.reason === 'erasure')) return known;
  if (added.reason === 'erasure')
    return { ...known, erasedSince: known.erasedSince ?? added.since };
  const erasedSince = isErased ? known.since : known.erasedSince;
  return { ...added, ...(added.until && erasedSince && { erasedSince }) };
}

/** A mail that was queued for an address. */
export interface PastMail {
  readonly kind: MailKind;
  readonly at: Date;
}

/** What can happen to a subscription. */
export type SubscriptionChange =
  | 'request'
  | 'confirm'
  | 'leave'
  /** The owner of the address says that somebody else made the request. */
  | 'disown'
  /** Takes a leaving back. */
  | 'return';

const transitions = {
  none: { request: 'pending', confirm: null, leave: null, disown: null, return: null },
  pending: {
    request: 'pending',
    confirm: 'confirmed',
    leave: 'pending',
    disown: 'none',
    return: null,
  },
  confirmed: {
    request: 'confirmed',
    confirm: 'confirmed',
    leave: 'unsubscribed',
    disown: 'confirmed',
    return: 'confirmed',
  },
  unsubscribed: {
    request: 'unsubscribed',
    confirm: 'confirmed',
    leave: 'unsubscribed',
    disown: 'unsubscribed',
    return: 'confirmed',
  },
} as const satisfies Record<
  SubscriptionState | 'none',
  Record<SubscriptionChange, SubscriptionState | 'none' | null>
>;

/** The state after `change`, `none` when the person is to be forgotten; `null` where there is nothing to change. */
export function nextState<Change extends SubscriptionChange>(
  state: SubscriptionState | 'none',
  change: Change,
): (typeof transitions)[SubscriptionState | 'none'][Change] {
  return transitions[state][change];
}

const minuteMs = 60 * 1000;
const dayMs = 24 * 60 * minuteMs;

/** How far back the limits look. */
export const mailMemoryMs = 30 * dayMs;

interface MailLimit {
  readonly max: number;
  readonly withinMs: number;
}

const confirmCap = { max: 3, withinMs: mailMemoryMs };

/** The most mails of a kind that anyone may cause by typing an address. */
const mailLimits = {
  confirm: [{ max: 1, withinMs: dayMs }, confirmCap],
  'already-subscribed': [{ max: 1, withinMs: dayMs }],
  welcome: [],
  'preferences-link': [{ max: 3, withinMs: dayMs }],
  'manage-link': [{ max: 5, withinMs: dayMs }],
  'confirm-address': [{ max: 2, withinMs: dayMs }],
  'address-change-asked': [],
  'quiet-choice': [],
  trigger: [],
  goodbye: [{ max: 1, withinMs: dayMs }],
} as const satisfies Record<SubscriptionMailKind, readonly MailLimit[]>;

/** The most confirm mails that the browser may cause whose request it is. */
const ownLimits = [{ max: 1, withinMs: 10 * minuteMs }, confirmCap];

/** The mails by which a sign-up is answered. */
export type SignUpMailKind = Extract<SubscriptionMailKind, 'confirm' | 'already-subscribed'>;

/** Whether `mails`, those of the last 30 days, allow no further one of `kind` at `now`. */
export function isOverMailLimit(
  kind: SubscriptionMailKind,
  {
    mails,
    now,
    limits = mailLimits[kind],
  }: { mails: readonly PastMail[]; now: Date; limits?: readonly MailLimit[] },
): boolean {
  const past = mails.filter((mail) => mail.kind === kind);
  return limits.some(
    ({ max, withinMs }) =>
      past.filter(({ at }) => now.getTime() - at.getTime() < withinMs).length >= max,
  );
}

/** All that decides how a sign-up is answered by mail; the browser gets one answer whatever it holds. */
export interface Standing {
  readonly subscription: Subscription | null;
  readonly suppression: Suppression | null;
  /** At least those of the last 30 days. */
  readonly mails: readonly PastMail[];
  /** Whether the browser that asks now had a mail sent to this address before, as its cookie says. */
  readonly isKnownBrowser?: boolean;
}

/** The mail that a sign-up causes, or `null` for none. A confirm mail means that the request is recorded. */
export function mailForSignUp(
  { subscription, suppression, mails, isKnownBrowser }: Standing,
  now: Date,
): SignUpMailKind | null {
  // A person who had everything erased may come back by a fresh request; nobody else lifts a suppression.
  if (suppression && suppression.reason !== 'erasure') return null;

  const kind: SignUpMailKind =
    subscription?.state === 'confirmed' ? 'already-subscribed' : 'confirm';
  // Who confirmed has shown that the address is theirs: mails from before that no longer count.
  const countFrom = kind === 'confirm' ? (subscription?.confirmedAt?.getTime() ?? 0) : 0;
  const past = mails.filter((mail) => mail.at.getTime() > countFrom);
  const limits = kind === 'confirm' && isKnownBrowser ? ownLimits : mailLimits[kind];
  return isOverMailLimit(kind, { mails: past, now, limits }) ? null : kind;
}

/** Whether a queued mail may still go out, asked right before it is sent. */
export function mayBeMailed(
  kind: SubscriptionMailKind,
  { subscription, suppression }: Pick<Standing, 'subscription' | 'suppression'>,
): boolean {
  if (subscription === null) return false;
  if (kind === 'confirm') {
    const isLifted = suppression === null || suppression.reason === 'erasure';
    return subscription.state !== 'confirmed' && isLifted;
  }
  return suppression === null && statesMailed[kind].includes(subscription.state);
}

const known: readonly SubscriptionState[] = ['confirmed', 'unsubscribed'];

/** Whom each mail is for. */
const statesMailed: Record<
  Exclude<SubscriptionMailKind, 'confirm'>,
  readonly SubscriptionState[]
> = {
  'already-subscribed': ['confirmed'],
  welcome: ['confirmed'],
  'preferences-link': known,
  'manage-link': known,
  'confirm-address': known,
  'address-change-asked': known,
  'quiet-choice': ['confirmed'],
  trigger: ['confirmed'],
  goodbye: ['unsubscribed'],
};
