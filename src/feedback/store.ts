import type { LimitRows } from '#audience/limit-store.ts';
import type { Store, SubscriptionReads, SubscriptionRows } from '#audience/store.ts';

import type { Thread } from './thread.ts';

/** Where questions and their threads are kept: beside the audience, so that one transaction covers both. */
export type FeedbackStore = Store<FeedbackReads, FeedbackRows>;

export type FeedbackReads = ThreadReads &
  Pick<SubscriptionReads, 'findSubscriber' | 'findSuppression'>;

export type FeedbackRows = FeedbackReads &
  ThreadRows &
  LimitRows &
  Pick<SubscriptionRows, 'addEvent' | 'queueMail'>;

export interface ThreadReads {
  findThread(id: string): Promise<Thread | null>;
  findThreadOfToken(tokenHash: string): Promise<Thread | null>;
  /** How many questions of an address, asked since an instant, are not verified. */
  countUnverified(addressHash: string, since: Date): Promise<number>;
}

export interface ThreadRows extends ThreadReads {
  addThread(thread: Thread): Promise<void>;
  openThread(id: string, at: Date): Promise<void>;
  /** Deletes threads started before an instant that nobody verified, with text, name and address; returns how many. */
  purgeUnverified(startedBefore: Date): Promise<number>;
}
