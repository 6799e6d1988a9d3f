import type { Challenge } from 'altcha-lib';

import { isProofWanted } from '#audience/admission.ts';
import type { Alarm } from '#audience/alert.ts';
import type { Approach } from '#audience/approach.ts';
import { type GuardedForm, paceOf, startedAt } from '#audience/fill-time.ts';
import type { LimitReads } from '#audience/limit-store.ts';
import { nextCookie, type SignUpClick } from '#audience/sign-up-browser.ts';
import type { Hub } from '#hub/hub.ts';

import { networkHashes } from './network.ts';
import { issueChallenge, readProof } from './proof-of-work.ts';

/** What a form brings along beside what a person filled in. */
export interface FormTraces {
  /** The visitor's address as trusted proxies report it. */
  readonly clientAddress: string;
  /** What {@link openForm} gave on the form's first focus; missing without JavaScript. */
  readonly started?: string | undefined;
  /** The solved challenge, as JSON. */
  readonly proof?: string | undefined;
}

/** Someone of whom not even the address is known; all such visitors share one limit. */
export const unknownVisitor: FormTraces = { clientAddress: '' };

/** What a page's script gets when a reader begins to fill in a form. */
export interface OpenedForm {
  readonly started: string;
  /** To be solved before the form is sent, or its mail will wait; `null` in quiet times. */
  readonly challenge: Challenge | null;
}

/** What became of a form; `alarm` when it made the hub ask for proof of work from now on. */
export interface TakenForm {
  readonly kind: string;
  readonly alarm?: Alarm;
}

/** What an alarm tells the operator. */
export const alarmLines = {
  cap: 'more mails are asked for than newsletter.confirmMailsPerHour allows, the rest waits',
  unanswered: 'too many mails that forms caused stay unanswered',
} as const satisfies Record<Alarm, string>;

interface GuardContext {
  readonly serverKey: Uint8Array;
  readonly now: Date;
}

/** Judges how a form came in, without the store. */
export async function approachOf(
  form: GuardedForm,
  { clientAddress, started = '', proof = '' }: FormTraces,
  { serverKey, now }: GuardContext,
): Promise<Approach> {
  return {
    network: networkHashes(clientAddress, { serverKey, now }),
    pace: paceOf(started, { form, serverKey, now }),
    proof: proof === '' ? null : await readProof(proof, { form, serverKey, now }),
  };
}

/** A click on the button of a sign-up, and the visitor's address. */
export type FormClick = Omit<SignUpClick, 'network'> & Pick<FormTraces, 'clientAddress'>;

/** The cookie for the answer to a sign-up; see {@link nextCookie}. */
export function signUpCookie(
  { clientAddress, ...click }: FormClick,
  context: GuardContext,
): string {
  const { hash: network } = networkHashes(clientAddress, context);
  return nextCookie({ ...click, network }, context);
}

/** Opens a form for a visitor. Changes nothing. */
export async function openForm(
  form: GuardedForm,
  { clientAddress }: Pick<FormTraces, 'clientAddress'>,
  context: GuardContext & {
    hub: Hub;
    store: { read<T>(work: (rows: LimitReads) => Promise<T>): Promise<T> };
  },
): Promise<OpenedForm> {
  const { serverKey, now, hub, store } = context;
  const network = networkHashes(clientAddress, { serverKey, now });
  const isWanted = await store.read((rows) => isProofWanted({ network }, { rows, hub, now }));
  return {
    started: startedAt({ form, serverKey, now }),
    challenge: isWanted ? await issueChallenge({ form, serverKey, now }) : null,
  };
}
