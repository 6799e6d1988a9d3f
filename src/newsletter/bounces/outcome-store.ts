import type { QueuedMail } from '#audience/outbox.ts';
import type { HistoryReads } from '#audience/history-store.ts';
import type { SubscriptionRows } from '#audience/store.ts';

import type { DeliveryKey } from '../delivery.ts';
import type { MailedIssue } from './giving-up.ts';
import type { Judgement } from './judgement.ts';
import type { ServiceMail } from './service-mail.ts';

/** What became of a delivery after its server took it. It stands beside the state of the delivery, never instead of it. */
export type Outcome = DeliveryKey & {
  readonly at: Date;
  /** Who said so: `smtp`, `mailbox` or a provider. */
  readonly source: string;
} & (
    | { readonly kind: 'bounced'; readonly judgement: Judgement; readonly status: string | null }
    | { readonly kind: 'complained' }
  );

export type OutcomeCounts = Readonly<Record<Outcome['kind'], number>>;

/** A delivery that a report may be about. */
export interface MailedDelivery extends DeliveryKey {
  /** When it was first tried; `null` when it never was. */
  readonly triedAt: Date | null;
}

export interface OutcomeReads {
  findDeliveryByMail(mailId: string): Promise<MailedDelivery | null>;
  /** A mail of the service, also one that was sent. */
  findServiceMail(mailId: string): Promise<ServiceMail | null>;
  /** The newest delivery to somebody that was tried; `null` for none. */
  findLatestDelivery(subscriberId: string): Promise<MailedDelivery | null>;
  /** The newest issues that somebody was mailed. */
  listMailed(subscriberId: string): Promise<readonly MailedIssue[]>;
  countOutcomes(issueId: string): Promise<OutcomeCounts>;
}

export interface OutcomeRows extends OutcomeReads {
  /** False when nothing new was said: the same, or a milder bounce than is known. */
  addOutcome(outcome: Outcome): Promise<boolean>;
  /** Stops the sending of an issue, if it is under way. */
  stopIssue(issueId: string, note: string): Promise<void>;
  /** Remembers a report until an instant; false when it was remembered before. */
  noteReport(id: string, until: Date): Promise<boolean>;
  /** Forgets reports whose time is over; returns how many. */
  purgeReports(now: Date): Promise<number>;
}

/** All that recording an outcome touches. */
export type OutcomeAccess = OutcomeRows &
  Pick<HistoryReads, 'findSubscriberById'> &
  Pick<
    SubscriptionRows,
    'addEvent' | 'addSuppression' | 'findSubscriber' | 'findSuppression' | 'listConsents'
  > & { queueMail(mail: QueuedMail<'alert'>): Promise<void> };
