import { findPaper, type Paper } from '#articles/paper.ts';
import { readAddress } from '#audience/address.ts';
import { type Admission, admissionRequest, admit } from '#audience/admission.ts';
import type { Alarm } from '#audience/alert.ts';
import { unknownApproach } from '#audience/approach.ts';
import type { EventSource } from '#audience/events.ts';
import { timeSortedId } from '#audience/ids.ts';
import type { PastMail } from '#audience/subscription.ts';
import {
  prepareSignUp,
  type SignUp,
  type SignUpContext,
  type SignUpOutcome,
} from '#audience/sign-up.ts';
import type { SubscriptionRows } from '#audience/store.ts';
import { inForce, type Suppression } from '#audience/subscription.ts';
import { hashAddress } from '#audience/tokens.ts';
import { dayOf } from '#hub/calendar.ts';

/** What a person filled in on the form of a paper. */
export interface PaperWish extends SignUp {
  /** The slug of the paper, in the language of the form. */
  readonly paper: string;
  /** Whether the box for the newsletter was ticked: a separate yes, which changes nothing about the paper. */
  readonly newsletter: boolean;
}

/** `accepted` says nothing about the address: it is the answer for every state. */
export type PaperOutcome =
  | {
      readonly kind: 'accepted';
      /** Why this request made the hub ask for proof of work from now on. */
      readonly alarm?: Alarm;
    }
  /** None of that name, not public, or one that nobody needs to ask for. */
  | { readonly kind: 'unknown-paper' }
  | Exclude<SignUpOutcome, { kind: 'accepted' }>;

export interface PaperContext extends SignUpContext {
  readonly papers: readonly Paper[];
}

/**
 * Owes an address the mail that brings a paper, and, where the box was ticked, starts the double opt-in of the
 * newsletter; all of it in one transaction. Without the box nobody becomes a subscriber, and the address is kept in the
 * owed mail only, until that is sent.
 */
export async function requestPaper(wish: PaperWish, context: PaperContext): Promise<PaperOutcome> {
  const { language, paper: slug } = wish;
  const asOf = dayOf(context.now, context.hub.timeZone);
  const paper = findPaper(context.papers, { slug, language, asOf });
  if (paper?.data.gate !== 'email') return { kind: 'unknown-paper' };
  const read = readAddress(wish.email, context.toAscii);
  if (read.kind !== 'address') return { kind: `${read.kind}-address` };
  const signUp = wish.newsletter ? prepareSignUp(wish, context) : null;
  if (signUp !== null && signUp.kind !== 'prepared') return signUp;

  const delivery = deliveryOf(wish, { ...context, paper, address: read.address });
  const alarm = await context.store.write(async (rows) => {
    const delivered = await record(delivery, rows);
    const signedUp = await signUp?.record(rows);
    return delivered.alarm ?? signedUp?.alarm ?? null;
  });
  return { kind: 'accepted', ...(alarm && { alarm }) };
}

/** Made before the transaction, so that running it again writes the same. */
type Delivery = ReturnType<typeof deliveryOf>;

function deliveryOf(
  { language, source }: PaperWish,
  {
    paper,
    address,
    ...context
  }: PaperContext & { paper: Paper; address: Parameters<typeof admissionRequest>[0]['address'] },
) {
  const { now, random, serverKey, approach = unknownApproach } = context;
  const addressHash = hashAddress(serverKey, address.key);
  // Who clicks twice asks once.
  const moment = Math.floor(now.getTime() / onceWithinMs);
  return {
    now,
    paperId: paper.id,
    language,
    mailbox: address.mailbox,
    addressHash,
    source: source ?? ({ channel: 'web' } satisfies EventSource),
    admission: admissionRequest({ approach, address }, context),
    key: `paper-delivery:${paper.id}:${addressHash}:${moment}`,
    ids: { mail: timeSortedId(now, random), event: timeSortedId(now, random) },
  };
}

async function record(delivery: Delivery, rows: SubscriptionRows): Promise<Admission> {
  const { now, addressHash, ids, paperId, language, mailbox, key, source } = delivery;
  const suppression = inForce(await rows.findSuppression(addressHash), now);
  const mails = await rows.listMails(addressHash, new Date(now.getTime() - deliveryLimit.withinMs));
  const owesMail = mayBeSentPaper({ suppression, mails });
  const admission = await admit(delivery.admission, { rows, owesMail });
  const owe = async () => {
    await rows.queueMail({
      id: ids.mail,
      kind: 'paper-delivery',
      key,
      addressHash,
      createdAt: now,
      notBefore: admission.notBefore,
      payload: { paperId, mailbox, language },
    });
    // A count of the paper: who typed an address has not shown that it is theirs.
    const event = { id: ids.event, at: now, type: 'paper.requested', pid: null, source } as const;
    await rows.addEvent({ ...event, detail: { paper: paperId } });
  };
  // About the same work either way, so that the time of the answer tells nothing of the address.
  await (owesMail ? owe() : rows.rehearse(owe));
  return admission;
}

const minuteMs = 60 * 1000;
const onceWithinMs = 10 * minuteMs;

/** The most papers that may be mailed to one address by typing it. */
const deliveryLimit = { max: 4, withinMs: 24 * 60 * minuteMs } as const;

/** Whether a paper may be mailed to an address; `mails` are those of the last day. A paper is free to read without. */
function mayBeSentPaper({
  suppression,
  mails,
}: {
  suppression: Suppression | null;
  mails: readonly PastMail[];
}): boolean {
  const papers = mails.filter(({ kind }) => kind === 'paper-delivery');
  return suppression === null && papers.length < deliveryLimit.max;
}
