import type { Consent } from './consent.ts';
import type { AudienceEvent } from './events.ts';
import type { HistoryReads } from './history-store.ts';
import type { Lease } from './outbox.ts';
import type { Store, SubscriptionReads, SubscriptionRows } from './store.ts';
import type { Subscription } from './subscription.ts';

// Another system, such as a CRM, is told what happens to subscriptions. A notice is committed together with what it is
// about and sent until it is taken: at least once, each time with the same id. It says how the subscription stands
// when it is sent, so that the order of arrival does not matter and nothing about a person waits in a queue.

export type NoticeType =
  'subscription.confirmed' | 'subscription.changed' | 'subscription.left' | 'subscription.erased';

/** A notice that is owed. */
export interface QueuedNotice {
  /** Stable however often it is sent. */
  readonly id: string;
  readonly type: NoticeType;
  /** The subscriber. */
  readonly pid: string;
  readonly at: Date;
}

export type ClaimedNotice = QueuedNotice & {
  /** Finished tries before this one. */
  readonly attempts: number;
};

/** The notices that are owed. Nothing is queued while nobody is to be told. */
export interface NoticeQueue {
  /** Says whether somebody is to be told from now on; forgets what is owed when not. */
  enable(isWanted: boolean): Promise<void>;
  /** Leases up to `max` notices that are due to `owner`, oldest first. */
  claim(lease: Lease & { now: Date; max: number }): Promise<readonly ClaimedNotice[]>;
  /** Ends a notice, taken or given up; false when it is no longer `owner`'s. */
  finish(id: string, owner: string): Promise<boolean>;
  /** Gives a notice back until `notBefore`; false when it is no longer `owner`'s. */
  postpone(
    id: string,
    later: { owner: string; notBefore: Date; attempts: number },
  ): Promise<boolean>;
}

export interface NoticeRows {
  /** Queues a notice, once per id, if somebody is to be told. */
  queueNotice(notice: QueuedNotice): Promise<void>;
  forgetNotices(pid: string): Promise<void>;
}

const typeOfEvent: Partial<Record<AudienceEvent['type'], NoticeType>> = {
  'sub.confirmed': 'subscription.confirmed',
  'sub.changed': 'subscription.changed',
  'sub.paused': 'subscription.changed',
  'sub.resumed': 'subscription.changed',
  'sub.left': 'subscription.left',
  'sub.bounced': 'subscription.left',
  'sub.complained': 'subscription.left',
};

/** `rows`, which also owe a notice for each event that changes a subscription and for each erasure. */
export function withNotices<Rows extends SubscriptionRows & HistoryReads>(
  rows: Rows,
  { queueNotice, forgetNotices }: NoticeRows,
): Rows {
  return {
    ...rows,
    async addEvent(event: AudienceEvent) {
      await rows.addEvent(event);
      const type = typeOfEvent[event.type];
      const { id, pid, at } = event;
      if (type !== undefined && pid !== null) await queueNotice({ id, type, pid, at });
    },
    async addConsent(consent: Consent) {
      await rows.addConsent(consent);
      if (consent.kind !== 'erased') return;
      const { id, subscriberId: pid, at } = consent;
      await forgetNotices(pid);
      // Of whom nobody was told, nobody need be told that they are gone.
      const subscriber = await rows.findSubscriberById(pid);
      if (!subscriber?.subscription.firstConfirmedAt) return;
      await queueNotice({ id, type: 'subscription.erased', pid, at });
    },
  };
}

/** What another system is told. */
export interface Notice {
  readonly type: NoticeType;
  /** When it happened; the sending has a time of its own. */
  readonly timestamp: string;
  readonly data: {
    readonly pid: string;
    readonly state: Subscription['state'] | 'erased';
    readonly language?: string;
    /** Ids of topics; none means all. */
    readonly topics?: readonly string[];
    /** Only where the hub was told to pass addresses on. */
    readonly email?: string;
  };
}

type NoticeStore = Pick<Store<SubscriptionReads & HistoryReads, never>, 'read'>;

/** Writes a notice, as the subscription stands now; `null` for a test address, of which nobody is told. */
export async function composeNotice(
  { type, pid, at }: QueuedNotice,
  { store, withAddress }: { store: NoticeStore; withAddress: boolean },
): Promise<Notice | null> {
  const subscriber = await store.read((rows) => rows.findSubscriberById(pid));
  const timestamp = at.toISOString();
  if (subscriber === null) return { type, timestamp, data: { pid, state: 'erased' } };
  const { state, language, topics, isTest } = subscriber.subscription;
  if (isTest) return null;
  const address = withAddress ? { email: subscriber.address.mailbox } : {};
  return { type, timestamp, data: { pid, state, language, topics, ...address } };
}

const secondMs = 1000;
const hourMs = 60 * 60 * secondMs;

// The schedule that Standard Webhooks suggests: 3 days and 3 hours in all
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability
const retryDelaysMs = [
  5 * secondMs,
  300 * secondMs,
  1800 * secondMs,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hourMs),
];

/** How long to wait after `attempts` finished tries; `null` when it is time to give up. */
export function noticeDelayMs(attempts: number): number | null {
  return retryDelaysMs[attempts - 1] ?? null;
}
