import type { Address } from './address.ts';
import type { AddressChangeReads, AddressChangeRows } from './address-change-store.ts';
import type { AskedConsent, Consent, ConsentBasis } from './consent.ts';
import type { AudienceEvent } from './events.ts';
import type { LimitReads, LimitRows } from './limit-store.ts';
import type { QueuedMail } from './outbox.ts';
import type { ReferralReads } from './referral.ts';
import type { BrowserReads, BrowserRows } from './sign-up-browser.ts';
import type { PastMail, Subscription, Suppression } from './subscription.ts';
import type { SubscriptionTokenPurpose, Token } from './tokens.ts';

/** A person by address, with the one subscription that the hub offers. */
export interface Subscriber {
  readonly id: string;
  readonly address: Address;
  readonly createdAt: Date;
  readonly subscription: Subscription;
}

/** Where the audience's rows are kept: what may be read of them, and what may be changed. */
export interface Store<Reads, Rows extends Reads> {
  /** Runs `work` on what was last committed; it may see no change of a `write` that has not resolved. */
  read<T>(work: (rows: Reads) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in one transaction, as if nobody else wrote meanwhile, and resolves when it is durably on disk.
   * Either all of it happened or nothing. `work` awaits the rows and nothing else, and may be run again after
   * a clash with another process.
   * Throws a {@link StoreError} when the store cannot do it.
   */
  write<T>(work: (rows: Rows) => Promise<T>, options?: WriteOptions): Promise<T>;
}

export interface WriteOptions {
  /**
   * It has a part of the disk to itself that is kept for such writes: what a reader must always be able to do, and
   * what removes data. Ordinary writes throw `full` before that.
   */
  readonly isEssential?: boolean;
}

/** Where subscriptions are kept. */
export type SubscriptionStore = Store<SubscriptionReads, SubscriptionRows>;

export interface SubscriptionReads
  extends BrowserReads, ReferralReads, AddressChangeReads, LimitReads {
  findSubscriber(addressKey: string): Promise<Subscriber | null>;
  findSubscriberOf(subscriptionId: string): Promise<Subscriber | null>;
  findSuppression(addressHash: string): Promise<Suppression | null>;
  findToken(hash: string, purpose: SubscriptionTokenPurpose): Promise<Token | null>;
  /** The consent entry in which a person was asked; `null` where it is gone. */
  findAsked(consentId: string): Promise<AskedConsent | null>;
  /** The consent entry that a subscription rests on, asked or imported. */
  findBasis(consentId: string): Promise<ConsentBasis | null>;
  /** The consent ledger of a person, oldest first. */
  listConsents(subscriberId: string): Promise<readonly Consent[]>;
  /** Mails queued for an address since an instant, whatever became of them. */
  listMails(addressHash: string, since: Date): Promise<readonly PastMail[]>;
}

export interface SubscriptionRows
  extends SubscriptionReads, BrowserRows, AddressChangeRows, LimitRows {
  addSubscriber(subscriber: Subscriber): Promise<void>;
  saveSubscription(subscription: Subscription): Promise<void>;
  addConsent(consent: Consent): Promise<void>;
  /** Adding a token that is there already changes nothing. */
  addToken(token: Token): Promise<void>;
  /** Makes the links of a subscription that were mailed for `purposes` open nothing. */
  removeTokens(
    subscriptionId: string,
    purposes: readonly SubscriptionTokenPurpose[],
  ): Promise<void>;
  /** Uses up the links and codes that would confirm a subscription. */
  markConfirmTokensUsed(subscriptionId: string, at: Date): Promise<void>;
  /**
   * Deletes what was asked of a subscription and not confirmed: consent entries, links and browsers; `withPerson` also
   * the subscription, the person and their address.
   */
  forgetRequests(subscriptionId: string, options: { withPerson: boolean }): Promise<void>;
  addEvent(event: AudienceEvent): Promise<void>;
  /** Queues a mail, once per key. */
  queueMail(mail: QueuedMail): Promise<void>;
  /** Runs `work` and undoes it, so that it takes its time and leaves nothing. */
  rehearse(work: () => Promise<unknown>): Promise<void>;
  addSuppression(suppression: Suppression): Promise<void>;
  liftSuppression(addressHash: string): Promise<void>;
  /**
   * Deletes requests from before `requestedBefore` that nobody confirmed, with their address, consent entries and
   * tokens, confirm tokens that expired before `now`, other tokens that expired before `requestedBefore`, the memory
   * of mails queued before `mailedBefore`, suppressions that have ended, and notices from before `requestedBefore`.
   */
  purge(limits: { requestedBefore: Date; mailedBefore: Date; now: Date }): Promise<Purged>;
}

/** How many rows went. */
export interface Purged {
  /** Everything of requests that nobody confirmed, also of those to be mailed at another address. */
  readonly requests: number;
  readonly links: number;
  readonly mails: number;
  readonly suppressions: number;
  /** What another system was to be told. */
  readonly notices: number;
}

export type StoreErrorKind =
  /** Another process kept the store locked for too long. */
  | 'busy'
  /** No room on the disk. */
  | 'full'
  /** The store may not be written. */
  | 'read-only'
  /** The file is damaged or is no store. */
  | 'corrupt'
  /** Two rows claim the same key. */
  | 'conflict'
  | 'unavailable';

// Registered, so that it is one symbol for every copy of this module: a built site carries its own.
const storeErrorMark: unique symbol = Symbol.for('freehold.store-error');

/** Why a store could not do what was asked, the same for every engine; see {@link isStoreError}. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly [storeErrorMark] = true;
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** Whether `error` is a {@link StoreError}, also one of another copy of the class, which `instanceof` does not know. */
export function isStoreError(error: unknown): error is StoreError {
  return typeof error === 'object' && error !== null && storeErrorMark in error;
}
