import { type Random, timeSortedId } from '#audience/ids.ts';
import { confirmLifetimeMs, hashAddress, hashToken, isToken } from '#audience/tokens.ts';
import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';

import type { FeedbackReads, FeedbackStore } from './store.ts';
import type { Thread } from './thread.ts';

/** What the page behind the mailed link shows. */
export type VerificationView =
  | {
      readonly kind: 'awaiting';
      readonly language: Language;
      /** The id of the person who is asked. */
      readonly person: string;
      /** What was typed on the form; the owner of the address sees it before it is read by anyone. */
      readonly text: string;
    }
  | Verified
  | NotVerifiable;

export type VerifyOutcome =
  { readonly kind: 'opened'; readonly language: Language } | Verified | NotVerifiable;

type Verified = { readonly kind: 'already-open'; readonly language: Language };
type NotVerifiable = { readonly kind: 'expired' } | { readonly kind: 'unknown-token' };

export interface VerifyContext {
  readonly store: FeedbackStore;
  readonly hub: Hub;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly now: Date;
}

/** Reads what `token` would verify; changes nothing, however often mail scanners come by. */
export async function openVerification(
  token: string,
  { store, now }: Pick<VerifyContext, 'store' | 'now'>,
): Promise<VerificationView> {
  if (!isToken(token)) return { kind: 'unknown-token' };
  return store.read(async (rows) => {
    const found = await judge(token, { rows, now });
    if (found.kind !== 'valid') return found;
    const { language, person, question } = found.thread;
    return { kind: 'awaiting', language, person, text: question.text };
  });
}

/**
 * Opens the thread of the question behind `token`, tells the figures and owes the editors the mail that brings it.
 * Repeating it reports `already-open` and changes nothing.
 */
export async function verifyQuestion(
  token: string,
  { store, hub, serverKey, random, now }: VerifyContext,
): Promise<VerifyOutcome> {
  if (!isToken(token)) return { kind: 'unknown-token' };
  const ids = { mail: timeSortedId(now, random), event: timeSortedId(now, random) };

  return store.write(async (rows) => {
    const found = await judge(token, { rows, now });
    if (found.kind !== 'valid') return found;
    const { id, person, language, question } = found.thread;
    const subscriber = await rows.findSubscriber(question.address.key);

    await rows.openThread(id, now);
    await rows.addEvent({
      id: ids.event,
      at: now,
      type: 'question.asked',
      // Who is no subscriber stays a mere count.
      pid: subscriber?.id ?? null,
      source: { channel: 'web' },
      detail: { thread: id, person, language },
    });
    await rows.queueMail({
      id: ids.mail,
      kind: 'question',
      key: `question:${id}`,
      addressHash: hashAddress(serverKey, hub.organisation.email.toLowerCase()),
      createdAt: now,
      payload: { threadId: id, language: hub.languages[0] ?? 'nl' },
    });
    return { kind: 'opened', language };
  });
}

/** Whether the mailed link of a thread has lapsed. */
export function isLapsed({ startedAt }: Pick<Thread, 'startedAt'>, now: Date): boolean {
  return now.getTime() - startedAt.getTime() >= confirmLifetimeMs;
}

type Judgement = { kind: 'valid'; thread: Thread } | Verified | NotVerifiable;

async function judge(
  token: string,
  { rows, now }: { rows: FeedbackReads; now: Date },
): Promise<Judgement> {
  const thread = await rows.findThreadOfToken(hashToken('question', token));
  if (thread === null) return { kind: 'unknown-token' };
  if (thread.state === 'open') return { kind: 'already-open', language: thread.language };
  return isLapsed(thread, now) ? { kind: 'expired' } : { kind: 'valid', thread };
}
