import type { Subscriber } from '#audience/store.ts';

import type { Bounce } from './bounces/record-outcome.ts';
import type { DeliveryCounts, DeliveryKey, DeliveryState, LeasedDelivery } from './delivery.ts';
import type { SendRate } from './send-rate.ts';

export type IssueKind = 'issue' | 'digest' | 'correction';

/** The sending of an issue, as the store knows it. */
export interface IssueSending {
  readonly id: string;
  readonly kind: IssueKind;
  /** `listing` until every recipient has a row; only `sending` is claimed from. */
  readonly state: 'listing' | 'sending' | 'stopped' | 'finished';
  /** Why it rests or was stopped, in words for an operator. */
  readonly note: string | null;
  /** The store's epoch when it began: a restored store has another. */
  readonly epoch: string;
  readonly dueAt: Date;
  readonly createdAt: Date;
  /** Until then nothing is claimed, since our own side failed. */
  readonly resumeAt: Date | null;
  /** How many were listed; `null` while they are being listed. */
  readonly snapshot: number | null;
  /** How often a server took a mail of it. More than `snapshot` must never be. */
  readonly accepted: number;
  readonly finishedAt: Date | null;
}

/** A recipient as it is listed. */
export interface ListedDelivery {
  readonly subscriberId: string;
  readonly mailId: string;
  readonly composition: string;
  /** `null` for who is to get it, else why not. */
  readonly excluded: string | null;
}

/** A delivery that was claimed, with the person as they are now; `null` when they are gone. */
export interface ClaimedDelivery extends LeasedDelivery {
  readonly subscriber: Subscriber | null;
}

/** The last question before the first byte: may it go to this mailbox? */
export interface DataRequest extends LeasedDelivery {
  readonly mailbox: string;
  /** Names the bytes that are about to go. */
  readonly content: string;
}

export type DataAnswer =
  | { readonly kind: 'go' }
  /** The delivery is somebody else's by now, or the issue was stopped. */
  | { readonly kind: 'lost' }
  /** The person no longer wants it, or is to be mailed elsewhere: the row says so. */
  | { readonly kind: 'withdrawn'; readonly reason: string };

/** How a try ended. */
export interface Settlement extends LeasedDelivery {
  readonly state: Extract<
    DeliveryState,
    'queued' | 'sent' | 'deferred' | 'failed' | 'unknown' | 'excluded'
  >;
  readonly reason: string | null;
  /** When it is tried again, where it is. */
  readonly dueAt: Date | null;
  /** Whether it counts as a try. */
  readonly isTry: boolean;
  /** What a refusal says about the recipient, where it was one for good. */
  readonly bounce?: Bounce;
}

export interface ClaimOptions {
  readonly issueId: string;
  readonly owner: string;
  readonly now: Date;
  readonly max: number;
  /** Names the transport among the rates. */
  readonly transport: string;
  /** The most that the transport may be given; `null` for no limit. */
  readonly maxPerMinute: number | null;
}

/** Somebody who may be on the list of an issue. */
export interface Candidate {
  readonly subscriber: Subscriber;
  readonly isSuppressed: boolean;
}

/** What some recipients of an issue get alike. */
export interface Composition {
  readonly id: string;
  /** Ids of articles. */
  readonly articles: readonly string[];
  /** The letters of issues that a digest brings: by the issue's id, the name of the words in which it stood then. */
  readonly letters?: Readonly<Record<string, string>>;
}

/** What somebody was mailed by earlier issues. */
export interface WhatWasHad {
  readonly articles: ReadonlySet<string>;
  /** Ids of the issues whose letter they had, by itself or in a digest. */
  readonly letters: ReadonlySet<string>;
  /** When their latest digest was due. */
  readonly digestAt: Date | null;
}

/** Where deliveries are kept. Several senders may share it. */
export interface DeliveryStore {
  /** The epoch of this store; made when it has none. */
  epoch(): Promise<StoreEpoch>;
  findIssue(id: string): Promise<IssueSending | null>;
  listIssues(): Promise<readonly IssueSending[]>;
  /** Begins the listing of an issue, or finds it begun. */
  openIssue(issue: Pick<IssueSending, 'id' | 'kind' | 'dueAt'>, now: Date): Promise<IssueSending>;
  addComposition(issueId: string, composition: Composition): Promise<void>;
  /** What a composition holds; `null` when there is no such. */
  findComposition(issueId: string, composition: string): Promise<Composition | null>;
  listCandidates(page: Page): Promise<readonly Candidate[]>;
  listHad(subscriberIds: readonly string[]): Promise<ReadonlyMap<string, WhatWasHad>>;
  /** Which of these people certainly got an issue, and the name of the words that they got. */
  findReached(
    issueId: string,
    subscriberIds: readonly string[],
  ): Promise<ReadonlyMap<string, string | null>>;
  /** The names of all words in which an issue was sent. */
  listContents(issueId: string): Promise<readonly (string | null)[]>;
  /** Adds recipients; those that are there already stay as they are. */
  addDeliveries(issueId: string, deliveries: readonly ListedDelivery[], now: Date): Promise<void>;
  /** Ends the listing: from then on deliveries may be claimed. Returns how many there are. */
  closeListing(issueId: string): Promise<number>;
  /** Stops an issue, or lets it go on; one that is finished goes on only when something was reopened. */
  setState(
    id: string,
    change: { state: 'sending' | 'stopped'; note: string | null },
  ): Promise<void>;
  /** Ends an issue of which nothing is left to send, and notes that it was sent; false while something is left. */
  finish(id: string, now: Date): Promise<boolean>;
  /** Lets an issue rest until an instant. */
  rest(id: string, change: { until: Date; note: string }): Promise<void>;
  /**
   * Leases up to `max` due deliveries, as many as the rates allow, and calls those unknown whose sender died within
   * the data. Nothing of an issue that rests or is not being sent.
   */
  claim(options: ClaimOptions): Promise<readonly ClaimedDelivery[]>;
  /** Prolongs what `owner` still holds; a lease that has ended stays ended. */
  renew(lease: { issueId: string; owner: string; now: Date }): Promise<void>;
  /** Answers right before the first byte, once that is on disk. Questions that come together are answered together. */
  beginData(request: DataRequest): Promise<DataAnswer>;
  /** Writes down how tries ended. Resolves when it is on disk; those that come together are written together. */
  settle(settlement: Settlement): Promise<void>;
  /** Lets an issue go on in the store of an epoch that it was not begun in. */
  adopt(id: string, epoch: string): Promise<void>;
  /** The latest test mail that a server took. */
  findSenderTest(): Promise<SenderTest | null>;
  noteSenderTest(test: SenderTest): Promise<void>;
  counts(issueId: string): Promise<DeliveryCounts>;
  /** When the next delivery is due or a lease ends; `null` when none is left. */
  nextDue(issueId: string): Promise<Date | null>;
  /** Halves the rate of whoever asked for less. */
  slowDown(change: { key: string; observedPerMinute: number; now: Date }): Promise<SendRate>;
  listOutcomes(issueId: string, page: Page): Promise<readonly DeliveryOutcome[]>;
  /** Turns deliveries of one state into another, for an operator who takes the responsibility. Returns how many. */
  reopen(
    issueId: string,
    change: {
      from: 'unknown' | 'queued' | 'deferred';
      to: 'queued' | 'unknown';
      reason: string;
      now: Date;
    },
  ): Promise<number>;
}

/** Up to `max` people by id, those after `after`. */
export interface Page {
  readonly after: string | null;
  readonly max: number;
}

export interface SenderTest {
  /** Names sender, server and signature. */
  readonly sender: string;
  readonly at: Date;
}

export interface StoreEpoch {
  readonly id: string;
  /** When it came out of a backup, and of when that was. */
  readonly restored: { readonly at: Date; readonly from: Date } | null;
}

/** What became of one delivery, for the operator. */
export interface DeliveryOutcome extends DeliveryKey {
  readonly mailId: string;
  readonly state: DeliveryState;
  /** The codes of the last reply, where that was no acceptance. */
  readonly reason: string | null;
  /** As the person typed it; `null` when they are gone. */
  readonly address: string | null;
  readonly attempts: number;
  readonly dueAt: Date | null;
  /** When it got the state that it ends in. */
  readonly endedAt: Date | null;
}
