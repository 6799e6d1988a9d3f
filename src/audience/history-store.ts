import type { Address } from './address.ts';
import type { AudienceEvent } from './events.ts';
import type { History, Relationship, Totals } from './folding.ts';
import type { Store, Subscriber, SubscriptionReads, SubscriptionRows } from './store.ts';

/** Where subscriptions are kept together with what their people did. */
export type HistoryStore = Store<SubscriptionReads & HistoryReads, SubscriptionRows & HistoryRows>;

export interface HistoryReads {
  findSubscriberById(id: string): Promise<Subscriber | null>;
  /** The addresses at which a subscriber wished to be mailed and has not confirmed it. */
  listWishedAddresses(subscriptionId: string): Promise<readonly Address[]>;
  findHistory(pid: string): Promise<History>;
  /** Up to `max` people by id, those after `after`. */
  listHistories(page: { after: string | null; max: number }): Promise<readonly History[]>;
  /** Up to `max` people with an event from before an instant. */
  listPeopleWithEventsBefore(before: Date, max: number): Promise<readonly string[]>;
  /** Up to `max` people who asked in a time and of whom nothing is left but events. */
  listForgottenPeople(asked: { from: Date; before: Date }, max: number): Promise<readonly string[]>;
  /** How many events of people there are from before an instant. */
  countEventsBefore(before: Date): Promise<number>;
  /** What was folded. */
  listTotals(): Promise<Totals>;
}

export interface HistoryRows extends HistoryReads {
  addTotals(totals: Totals): Promise<void>;
  /** Keeps what is needed to go on counting; changes nothing where the person has no subscription. */
  saveRelationship(pid: string, relationship: Relationship | null): Promise<void>;
  deleteEvents(events: readonly Pick<AudienceEvent, 'id'>[]): Promise<void>;
  /**
   * Deletes everything about a person in every table, of every domain: the subscriber with all that hangs on it,
   * events, questions with their threads, and mails, also those sent. What stays is the consent ledger and the
   * list of suppressions, which know the address as a keyed hash.
   */
  forgetPerson(person: ForgottenPerson): Promise<void>;
}

export interface ForgottenPerson {
  /** `null` for who asked questions and is no subscriber. */
  readonly subscriber: Pick<Subscriber, 'id' | 'subscription'> | null;
  /** Every address of the person that the hub has known, as a keyed hash. */
  readonly addressHashes: readonly string[];
}
