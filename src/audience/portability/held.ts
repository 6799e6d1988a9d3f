import type { Address } from '../address.ts';
import type { Consent } from '../consent.ts';
import type { AudienceEvent } from '../events.ts';
import type { Relationship } from '../folding.ts';
import type { HistoryReads } from '../history-store.ts';
import type { Store, Subscriber, SubscriptionReads } from '../store.ts';
import type { Suppression } from '../subscription.ts';
import type { TokenPurpose } from '../tokens.ts';
import { hashAddress } from '../tokens.ts';

/** Everything that the store holds about an address, for a person who asks. */
export interface Held {
  readonly address: string;
  readonly subscriber: Subscriber | null;
  /** Oldest first, as all that follows. */
  readonly consents: readonly Consent[];
  readonly events: readonly AudienceEvent[];
  /** What is left of events that were folded into counts. */
  readonly relationship: Relationship | null;
  readonly suppression: Suppression | null;
  readonly mails: readonly HeldMail[];
  /** Links that were mailed; what they open is known by hash only. */
  readonly links: readonly HeldLink[];
  readonly questions: readonly HeldQuestion[];
}

export interface HeldMail {
  readonly kind: string;
  readonly state: string;
  readonly at: Date;
}

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
  readonly askedAt: Date;
  readonly state: string;
}

export interface HeldReads {
  listMailsOf(addressHash: string): Promise<readonly HeldMail[]>;
  listLinksOf(subscriptionId: string): Promise<readonly HeldLink[]>;
  listQuestionsOf(addressHash: string): Promise<readonly HeldQuestion[]>;
}

/** Reads everything held about `address`. */
export async function findHeld(
  address: Address,
  {
    store,
    serverKey,
  }: {
    store: Pick<Store<SubscriptionReads & HistoryReads & HeldReads, never>, 'read'>;
    serverKey: Uint8Array;
  },
): Promise<Held> {
  const hash = hashAddress(serverKey, address.key);
  return store.read(async (rows) => {
    const subscriber = await rows.findSubscriber(address.key);
    const history = subscriber && (await rows.findHistory(subscriber.id));
    return {
      address: address.typed,
      subscriber,
      consents: subscriber ? await rows.listConsents(subscriber.id) : [],
      events: (history?.events ?? []).toSorted(byTime),
      relationship: history?.relationship ?? null,
      suppression: await rows.findSuppression(hash),
      mails: await rows.listMailsOf(hash),
      links: subscriber ? await rows.listLinksOf(subscriber.subscription.id) : [],
      questions: await rows.listQuestionsOf(hash),
    };
  });
}

function byTime(one: AudienceEvent, other: AudienceEvent): number {
  return one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : 1);
}

/** Whether `held` names anything but what was asked. */
export function holdsNothing({ subscriber, suppression, mails, questions }: Held): boolean {
  return (
    subscriber === null && suppression === null && mails.length === 0 && questions.length === 0
  );
}
