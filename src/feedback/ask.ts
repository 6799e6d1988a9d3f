import { type Admission, admissionRequest, admit } from '#audience/admission.ts';
import type { Alarm } from '#audience/alert.ts';
import { type Approach, unknownApproach } from '#audience/approach.ts';
import { type Random, timeSortedId } from '#audience/ids.ts';
import { hashAddress, hashToken, tokenBytes, tokenOf } from '#audience/tokens.ts';
import { inForce } from '#audience/subscription.ts';

import {
  type QuestionContext,
  type QuestionFields,
  type QuestionProblems,
  readQuestion,
  type WellFormedQuestion,
} from './question.ts';
import type { FeedbackRows, FeedbackStore } from './store.ts';
import { mayAsk, type Thread, unverifiedLimit } from './thread.ts';

/** `accepted` says nothing about the address: it is the answer for every state. */
export type AskOutcome =
  | {
      readonly kind: 'accepted';
      /** Why this question made the hub ask for proof of work from now on. */
      readonly alarm?: Alarm;
    }
  | { readonly kind: 'refused'; readonly problems: QuestionProblems };

export interface AskContext extends QuestionContext {
  readonly store: FeedbackStore;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  /** How the question came in; nothing is known of it when this is left out. */
  readonly approach?: Approach;
}

/**
 * Records a question and queues the mail that verifies it, in one transaction: thread, question, token hash and
 * mail are there together or not at all. Over the limit, or for a suppressed address, nothing is stored.
 */
export async function ask(fields: QuestionFields, context: AskContext): Promise<AskOutcome> {
  const read = readQuestion(fields, context);
  if (read.kind === 'refused') return read;
  const request = requestOf(read.question, context);
  const { alarm } = await context.store.write((rows) => record(request, rows));
  return { kind: 'accepted', ...(alarm && { alarm }) };
}

/** Made before the transaction, so that running it again writes the same. */
type Request = ReturnType<typeof requestOf>;

function requestOf(question: WellFormedQuestion, context: AskContext) {
  const { now, random, serverKey, approach = unknownApproach } = context;
  const token = tokenOf(random(tokenBytes));
  const { text, name, address, person, language, page } = question;
  const thread: Thread = {
    id: timeSortedId(now, random),
    person,
    language,
    state: 'awaiting-verification',
    startedAt: now,
    openedAt: null,
    question: {
      id: timeSortedId(now, random),
      text,
      name,
      address,
      addressHash: hashAddress(serverKey, address.key),
      page,
      askedAt: now,
      tokenHash: hashToken('question', token),
    },
  };
  const admission = admissionRequest({ approach, address }, context);
  return { now, thread, token, admission, mailId: timeSortedId(now, random) };
}

async function record(request: Request, rows: FeedbackRows): Promise<Admission> {
  const { now, thread, token, mailId } = request;
  const { addressHash } = thread.question;
  const since = new Date(now.getTime() - unverifiedLimit.withinMs);
  const standing = {
    suppression: inForce(await rows.findSuppression(addressHash), now),
    unverified: await rows.countUnverified(addressHash, since),
  };
  const owesMail = mayAsk(standing);
  const admission = await admit(request.admission, { rows, owesMail });
  if (!owesMail) return admission;

  await rows.addThread(thread);
  await rows.queueMail({
    id: mailId,
    kind: 'confirm-question',
    key: `confirm-question:${thread.id}`,
    addressHash,
    createdAt: now,
    notBefore: admission.notBefore,
    payload: { threadId: thread.id, language: thread.language, token },
  });
  return admission;
}
