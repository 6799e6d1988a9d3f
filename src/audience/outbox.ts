import type { Language } from '#hub/languages.ts';

import type {
  AlertMailKind,
  MailKind,
  PaperMailKind,
  QuestionMailKind,
  SubscriptionMailKind,
} from './mail.ts';

/**
 * The outbox: mails that are owed. A row is committed together with what causes it, claimed by one worker for
 * as long as its lease runs, and ends as `sent`, `failed` (refused, or tried too often) or `dropped` (no longer
 * wanted). A worker that dies loses its lease, and another one takes over: a mail of the service may so be sent
 * twice, with the same Message-ID, but never lost. So may one whose acceptance was lost: it is tried once more.
 */
export type OutboxState = 'queued' | 'leased' | 'sent' | 'failed' | 'dropped';

export type FinalOutboxState = Extract<OutboxState, 'sent' | 'failed' | 'dropped'>;

/** What is needed to write a mail when its turn comes; deleted when the row is final. */
type MailPayload<Kind extends MailKind> = {
  readonly language: Language;
  /** The confirm token in plain text: it is nowhere else, since the store keeps hashes. */
  readonly token?: string;
  /** The confirm code, for the same reason. */
  readonly code?: string;
  /** Of which trigger of the hub it is. */
  readonly triggerId?: string;
} & Record<MailSubject[Kind], string>;

/** By which ids, or words, a kind of mail knows what it is about. */
type MailSubject = Record<SubscriptionMailKind, 'subscriptionId'> &
  Record<QuestionMailKind, 'threadId'> &
  // Where it goes stands here and nowhere else: it is gone once the mail is sent.
  Record<PaperMailKind, 'paperId' | 'mailbox'> &
  Record<AlertMailKind, 'reason'>;

/** A mail of one of the kinds of `Kind`, each with its own payload. */
export type QueuedMail<Kind extends MailKind = MailKind> = {
  [One in Kind]: QueuedMailOf<One>;
}[Kind];

interface QueuedMailOf<Kind extends MailKind> {
  readonly id: string;
  readonly kind: Kind;
  /** What the mail is for: a second one with the same key is not queued. */
  readonly key: string;
  /** The recipient as a keyed hash, by which limits are kept after the address is gone. */
  readonly addressHash: string;
  readonly createdAt: Date;
  /** When it may go out, where that is not at once. */
  readonly notBefore?: Date;
  readonly payload: MailPayload<Kind>;
}

export type ClaimedMail<Kind extends MailKind = MailKind> = QueuedMail<Kind> & {
  /** Finished tries before this one. */
  readonly attempts: number;
};

export interface Outbox {
  /** Leases up to `max` rows that are due to `owner`, oldest first. */
  claim(lease: Lease & { now: Date; max: number }): Promise<readonly ClaimedMail[]>;
  /** Prolongs the lease of a row; false when it is no longer `owner`'s. */
  renew(id: string, lease: Lease): Promise<boolean>;
  /** Ends a row and deletes its payload; false when it is no longer `owner`'s. */
  finish(id: string, end: { owner: string; state: FinalOutboxState; now: Date }): Promise<boolean>;
  /** Gives a row back until `notBefore`; false when it is no longer `owner`'s. */
  postpone(
    id: string,
    later: { owner: string; notBefore: Date; attempts: number },
  ): Promise<boolean>;
  /** Which of these mails, issues among them, have a row; the others were forgotten with whom they were about. */
  listKnown(ids: readonly string[]): Promise<readonly string[]>;
  /** When the next row is due or its lease ends; `null` when none is left. */
  nextDue(): Promise<Date | null>;
}

export interface Lease {
  readonly owner: string;
  readonly leaseUntil: Date;
}

const minuteMs = 60 * 1000;
const retryDelaysMs = [5, 15, 60, 240, 720].map((minutes) => minutes * minuteMs);

/** How long to wait after `attempts` finished tries; `null` when it is time to give up. */
export function retryDelayMs(attempts: number): number | null {
  return retryDelaysMs[attempts - 1] ?? null;
}

/** How long to wait when a mail may have been taken; `null` where it has been tried before: nobody wants it thrice. */
export function retryUnknownMs(attempts: number): number | null {
  return attempts === 1 ? retryDelayMs(attempts) : null;
}
