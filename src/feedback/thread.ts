import type { Address } from '#audience/address.ts';
import type { Suppression } from '#audience/subscription.ts';
import type { Language } from '#hub/languages.ts';

/**
 * A question to a person begins a thread that belongs to that person. Until the asker confirms by the button behind
 * a mailed link it is `awaiting-verification`: nobody reads it and it vanishes after seven days. Then it is `open`.
 */
export type ThreadState = 'awaiting-verification' | 'open';

export interface Thread {
  readonly id: string;
  /** The id of the person whom it belongs to. */
  readonly person: string;
  readonly language: Language;
  readonly state: ThreadState;
  readonly startedAt: Date;
  readonly openedAt: Date | null;
  readonly question: Question;
}

export interface Question {
  readonly id: string;
  readonly text: string;
  readonly name: string | null;
  readonly address: Address;
  /** The address as a keyed hash, by which limits are kept. */
  readonly addressHash: string;
  /** The path of the page that held the form. */
  readonly page: string;
  readonly askedAt: Date;
  /** Of the token that was mailed for it. */
  readonly tokenHash: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The most questions that may wait for one address, so that nobody fills a stranger's mailbox. */
export const unverifiedLimit = { max: 3, withinMs: dayMs } as const;

/** Whether a question of an address is taken; the browser gets one answer whatever holds. */
export function mayAsk({
  suppression,
  unverified,
}: {
  suppression: Suppression | null;
  /** How many of its questions of the last day are not verified. */
  unverified: number;
}): boolean {
  return mayBeAskedToVerify(suppression) && unverified < unverifiedLimit.max;
}

/** Whether the mail that verifies may go out. Who had everything erased may come back by asking. */
export function mayBeAskedToVerify(suppression: Suppression | null): boolean {
  return suppression === null || suppression.reason === 'erasure';
}
