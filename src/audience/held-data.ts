import type { Address } from './address.ts';
import type { AudienceEvent } from './events.ts';
import type { Relationship } from './folding.ts';
import type { HistoryReads } from './history-store.ts';
import type { LifecycleReads } from './lifecycle/store.ts';
import { type ConsentReceipt, receiptOf } from './receipt.ts';
import type { Store, Subscriber, SubscriptionReads } from './store.ts';
import type { Subscription, Suppression } from './subscription.ts';
import { hashAddress, type TokenPurpose } from './tokens.ts';

/**
 * Everything that the hub holds about a person, as the person downloads it (GDPR articles 15 and 20): a document that
 * other programs may read. Ids and hashes are left out, since they mean nothing outside the store.
 */
export interface HeldData {
  readonly format: 'freehold-held-data';
  /** Raised when a field goes or changes its meaning; fields may be added. */
  readonly version: 1;
  readonly asOf: Date;
  /** As typed. */
  readonly address: string;
  /** Where the person wished to be mailed, not yet confirmed. */
  readonly newAddresses: readonly string[];
  /** `null` for who is no subscriber. */
  readonly subscription: HeldSubscription | null;
  /** Lists are oldest first. */
  readonly consents: ConsentReceipt;
  readonly events: readonly HeldEvent[];
  /** What is left of earlier events, which became counts; `null` while there were none. */
  readonly earlier: Relationship | null;
  readonly mails: readonly HeldMail[];
  /** When the person was last asked something because of their silence. */
  readonly asked: readonly { readonly kind: string; readonly at: Date }[];
  readonly links: readonly HeldLink[];
  readonly questions: readonly HeldQuestion[];
  readonly suppression: Omit<Suppression, 'addressHash'> | null;
}

export interface HeldSubscription extends Pick<
  Subscription,
  | 'state'
  | 'language'
  | 'topics'
  | 'frequency'
  | 'pausedUntil'
  | 'measure'
  | 'requestedAt'
  | 'firstConfirmedAt'
  | 'confirmedAt'
  | 'unsubscribedAt'
> {
  /** How the person came. */
  readonly source: Readonly<Record<string, string>>;
  readonly referral: {
    /** The code in the person's own links; `null` while they have none. */
    readonly code: string | null;
    readonly cameByALinkOfAnother: boolean;
    /** How many people who came by the person's links are subscribers still. */
    readonly brought: number;
  };
  readonly isTest: boolean;
}

export interface HeldEvent extends Pick<AudienceEvent, 'at' | 'type'> {
  readonly source: Readonly<Record<string, string>>;
  readonly detail: Readonly<Record<string, string>>;
}

/** A mail that was queued, and what became of it. */
export interface HeldMail {
  readonly kind: string;
  readonly state: string;
  readonly queuedAt: Date;
  readonly finishedAt: Date | null;
  /** Of an issue: why it was not delivered, where it was not, in the words or codes that were given. */
  readonly reason?: string | null;
  /** Of an issue: what was heard of it after a server took it, or as it was refused. */
  readonly outcomes?: readonly HeldOutcome[];
}

export interface HeldOutcome {
  readonly kind: 'bounced' | 'complained';
  readonly at: Date;
  /** What it said about the mailbox: `hard` that it is no more, `soft` that it takes nothing for now, `ours` nothing. */
  readonly judgement: string | null;
  /** RFC 3463 */
  readonly status: string | null;
}

/** A link that was mailed; what it opens is known by hash only. */
export interface HeldLink {
  readonly purpose: TokenPurpose;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly usedAt: Date | null;
}

export interface HeldQuestion {
  /** The person it was put to, by id. */
  readonly person: string;
  readonly name: string | null;
  readonly text: string;
  readonly page: string;
  readonly askedAt: Date;
  readonly state: string;
}

export interface HeldReads {
  listMailsOf(addressHash: string): Promise<readonly HeldMail[]>;
  /** Issues of the newsletter on their way to a subscriber, or sent. */
  listIssuesOf(subscriberId: string): Promise<readonly HeldMail[]>;
  listLinksOf(subscriptionId: string): Promise<readonly HeldLink[]>;
  listQuestionsOf(addressHash: string): Promise<readonly HeldQuestion[]>;
  /** How many confirmed subscribers came by a person's links. */
  countBrought(subscriberId: string): Promise<number>;
}

export interface HeldContext {
  readonly store: Pick<
    Store<SubscriptionReads & HistoryReads & HeldReads & LifecycleReads, never>,
    'read'
  >;
  readonly serverKey: Uint8Array;
  readonly now: Date;
}

/** Reads everything held about whoever uses `address`; also for an address that the hub knows nothing of. */
export async function findHeldData(
  address: Address,
  { store, serverKey, now }: HeldContext,
): Promise<HeldData> {
  const addressHash = hashAddress(serverKey, address.key);
  return store.read(async (rows) => {
    const subscriber = await rows.findSubscriber(address.key);
    const subscription = subscriber?.subscription ?? null;
    const consents = subscriber ? await rows.listConsents(subscriber.id) : [];
    const history = subscriber ? await rows.findHistory(subscriber.id) : null;
    const wished = subscription ? await rows.listWishedAddresses(subscription.id) : [];
    const suppression = await rows.findSuppression(addressHash);
    return {
      format: 'freehold-held-data',
      version: 1,
      asOf: now,
      address: subscriber?.address.typed ?? address.typed,
      newAddresses: wished.map(({ typed }) => typed),
      subscription:
        subscriber && subscriptionOf(subscriber, await rows.countBrought(subscriber.id)),
      consents: receiptOf(consents, subscription),
      events: (history?.events ?? []).map(eventOf),
      earlier: history?.relationship ?? null,
      mails: [
        ...(await rows.listMailsOf(addressHash)),
        ...(subscriber ? await rows.listIssuesOf(subscriber.id) : []),
      ],
      asked: subscription ? await rows.listLifecycleMailsOf(subscription.id) : [],
      links: subscription ? await rows.listLinksOf(subscription.id) : [],
      questions: await rows.listQuestionsOf(addressHash),
      suppression: suppression && withoutHash(suppression),
    };
  });
}

/** Whether the hub holds nothing about the address of `data`. */
export function holdsNothing({
  subscription,
  suppression,
  mails,
  questions,
}: Pick<HeldData, 'subscription' | 'suppression' | 'mails' | 'questions'>): boolean {
  return (
    subscription === null && suppression === null && mails.length === 0 && questions.length === 0
  );
}

function subscriptionOf({ subscription }: Subscriber, brought: number): HeldSubscription {
  const { state, language, topics, frequency, pausedUntil, measure, isTest } = subscription;
  const { requestedAt, firstConfirmedAt, confirmedAt, unsubscribedAt } = subscription;
  return {
    state,
    language,
    topics,
    frequency,
    pausedUntil,
    measure,
    requestedAt,
    firstConfirmedAt,
    confirmedAt,
    unsubscribedAt,
    source: sourceOf(subscription.source),
    referral: {
      code: subscription.refCode,
      cameByALinkOfAnother: subscription.referredBy !== null,
      brought,
    },
    isTest,
  };
}

function eventOf({ at, type, source, detail = {} }: AudienceEvent): HeldEvent {
  const told = Object.entries(detail).filter(([, value]) => !isId.test(value));
  return { at, type, source: sourceOf(source), detail: Object.fromEntries(told) };
}

const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{32,}$/;

/** Without the code of the other person whose link it was. */
function sourceOf(source: AudienceEvent['source']): Readonly<Record<string, string>> {
  if (source === null) return {};
  const { ref: _ref, ...told } = source;
  return told;
}

function withoutHash({ addressHash: _hash, ...suppression }: Suppression) {
  return suppression;
}
