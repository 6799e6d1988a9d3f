import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';

import { monthlyPreferencesToken } from './access.ts';
import { type Address, readAddress, type ToAscii } from './address.ts';
import { type Admission, admissionRequest, admit } from './admission.ts';
import type { Alarm } from './alert.ts';
import { type Approach, unknownApproach } from './approach.ts';
import { type AskedConsent, consentWording, formVersion, wordingHash } from './consent.ts';
import type { EventSource } from './events.ts';
import { type Random, timeSortedId } from './ids.ts';
import { findFormer, rememberBrowser } from './known-browser.ts';
import { hashCookie, newCode } from './sign-up-browser.ts';
import type { SubscriptionRows, SubscriptionStore } from './store.ts';
import {
  aPendingSubscription,
  type Frequency,
  inForce,
  mailForSignUp,
  mailMemoryMs,
  nextState,
  type Standing,
} from './subscription.ts';
import { endsByRequest } from './undeliverable.ts';
import { confirmLifetimeMs, hashAddress, hashToken, tokenBytes, tokenOf } from './tokens.ts';

/** What a person filled in on a sign-up form. */
export interface SignUp {
  readonly email: string;
  readonly language: Language;
  /** Ids of topics; none means all. */
  readonly topics: readonly string[];
  /** The path of the page that held the form. */
  readonly page: string;
  /** The hash of the consent sentence that the form showed, where the form says so. */
  readonly wordingHash?: string | undefined;
  /** How the person came; left out by whoever does not know. */
  readonly source?: EventSource | undefined;
  readonly frequency?: Frequency | undefined;
  readonly browser?: BrowserCookies | undefined;
}

/** The cookie that the answer sets, the same only for a second click, and the one that the browser sent along, if any. */
export interface BrowserCookies {
  readonly next: string;
  readonly current: string;
}

/** `accepted` says nothing about the address: it is the answer for every state. */
export type SignUpOutcome =
  | {
      readonly kind: 'accepted';
      /** Why this sign-up made the hub ask for proof of work from now on. */
      readonly alarm?: Alarm;
    }
  | { readonly kind: 'invalid-address' }
  | { readonly kind: 'unsupported-address' }
  | { readonly kind: 'unknown-topic' }
  /** The sentence shown is not the one in force, so nobody can have agreed to it. */
  | { readonly kind: 'other-wording' }
  /** The hub takes no sign-ups in this language. */
  | { readonly kind: 'other-language' };

export interface SignUpContext {
  readonly store: SubscriptionStore;
  readonly hub: Hub;
  readonly topicIds: ReadonlySet<string>;
  readonly serverKey: Uint8Array;
  readonly toAscii: ToAscii;
  readonly random: Random;
  readonly now: Date;
  /** How the sign-up came in; nothing is known of it when this is left out. */
  readonly approach?: Approach;
}

/**
 * Records a request to subscribe and queues the mail that it takes, in one transaction: subscriber, consent,
 * token hash, event and mail are there together or not at all. Whatever the state of the address is, the answer
 * is the same and waits for one commit.
 */
export async function subscribe(signUp: SignUp, context: SignUpContext): Promise<SignUpOutcome> {
  const prepared = prepareSignUp(signUp, context);
  if (prepared.kind !== 'prepared') return prepared;
  const { alarm } = await context.store.write((rows) => prepared.record(rows));
  return { kind: 'accepted', ...(alarm && { alarm }) };
}

interface PreparedSignUp {
  readonly kind: 'prepared';
  /** Records the sign-up as a part of a transaction, which may be run again. */
  readonly record: (rows: SubscriptionRows) => Promise<Admission>;
}

/** Judges a sign-up without the store: for who records it together with something else. */
export function prepareSignUp(
  signUp: SignUp,
  context: SignUpContext,
): PreparedSignUp | Exclude<SignUpOutcome, { kind: 'accepted' }> {
  const wording = consentWording(context.hub, signUp.language);
  if (wording === null) return { kind: 'other-language' };
  if (signUp.wordingHash !== undefined && signUp.wordingHash !== wordingHash(wording)) {
    return { kind: 'other-wording' };
  }
  if (!signUp.topics.every((id) => context.topicIds.has(id))) return { kind: 'unknown-topic' };
  const read = readAddress(signUp.email, context.toAscii);
  if (read.kind !== 'address') return { kind: `${read.kind}-address` };

  const request = requestOf(signUp, { ...context, address: read.address, wording });
  return { kind: 'prepared', record: (rows) => record(request, rows) };
}

/** Everything that a sign-up may write, made before the transaction, so that running it again writes the same. */
type Request = ReturnType<typeof requestOf>;

function requestOf(signUp: SignUp, context: SignUpContext & { address: Address; wording: string }) {
  const { now, random, address, wording, serverKey, approach = unknownApproach } = context;
  const newId = () => timeSortedId(now, random);
  return {
    now,
    address,
    addressHash: hashAddress(serverKey, address.key),
    language: signUp.language,
    topics: [...new Set(signUp.topics)].toSorted(),
    page: signUp.page,
    source: signUp.source ?? ({ channel: 'web' } as const),
    wording,
    frequency: signUp.frequency ?? ('each' as const),
    token: tokenOf(random(tokenBytes)),
    admission: admissionRequest({ approach, address }, context),
    code: signUp.browser && newCode(random),
    browser: signUp.browser && {
      hash: hashCookie(signUp.browser.next),
      former: hashCookie(signUp.browser.current),
    },
    serverKey,
    ids: {
      subscriber: newId(),
      subscription: newId(),
      consent: newId(),
      mail: newId(),
      event: newId(),
    },
  };
}

async function record(request: Request, rows: SubscriptionRows): Promise<Admission> {
  const { now, address, addressHash, language, ids, browser } = request;
  // The commit of an earlier run has happened, though its answer was lost; or the button was clicked twice.
  const twin = browser ? await rows.findBrowser(browser.hash) : null;
  if (twin && twin.usedAt === null) return { notBefore: now, alarm: null };
  const subscriber = await rows.findSubscriber(address.key);
  const former = await findFormer(request, rows);
  const suppression = inForce(await rows.findSuppression(addressHash), now);
  const isBackAgain = endsByRequest(suppression);
  const standing: Standing = {
    subscription: subscriber?.subscription ?? null,
    suppression: isBackAgain ? null : suppression,
    mails: await rows.listMails(addressHash, new Date(now.getTime() - mailMemoryMs)),
    isKnownBrowser: Boolean(former?.request),
  };
  const kind = mailForSignUp(standing, now);
  const admission = await admit(request.admission, { rows, owesMail: kind !== null });
  const { notBefore } = admission;

  if (kind === 'confirm') {
    if (isBackAgain) await rows.addSuppression({ ...suppression, until: now });
    const asked = await ask(request, { rows, subscriber, notBefore });
    await rememberBrowser(request, { rows, former, asked });
    return admission;
  }
  await rememberBrowser(request, { rows, former, asked: null });
  if (kind === null) {
    // The work of a first sign-up, so that the time of the answer tells nothing of the address.
    await rows.rehearse(() => ask(ofStranger(request), { rows, subscriber: null, notBefore }));
  }
  await rows.addEvent({ id: ids.event, at: now, type: 'sub.repeated', pid: null, source: null });
  if (kind === 'already-subscribed' && subscriber) {
    const payload = { subscriptionId: subscriber.subscription.id, language };
    const mails = { subscriptionId: payload.subscriptionId, addressHash, now };
    await rows.addToken(monthlyPreferencesToken(request.serverKey, mails).token);
    await rows.queueMail({
      id: ids.mail,
      kind,
      key: `${kind}:${ids.consent}`,
      addressHash,
      createdAt: now,
      notBefore,
      payload,
    });
  }
  return admission;
}

/** The request as of somebody whose address is in nobody's use. */
function ofStranger(request: Request): Request {
  const { subscriber } = request.ids;
  return { ...request, address: { typed: subscriber, mailbox: subscriber, key: subscriber } };
}

type Found = Awaited<ReturnType<SubscriptionRows['findSubscriber']>>;

/**
 * Writes down what is asked of whom, and owes the mail by which they can say yes. Returns what was asked.
 */
async function ask(
  request: Request,
  { rows, subscriber, notBefore }: { rows: SubscriptionRows; subscriber: Found; notBefore: Date },
): Promise<{ subscriptionId: string; consentId: string }> {
  const { now, address, addressHash, language, topics, frequency, ids, token, code } = request;
  const subscriberId = subscriber?.id ?? ids.subscriber;
  const subscriptionId = subscriber?.subscription.id ?? ids.subscription;
  const consent: AskedConsent = {
    kind: 'asked',
    id: ids.consent,
    subscriberId,
    addressHash,
    at: now,
    wording: request.wording,
    wordingHash: wordingHash(request.wording),
    language,
    formVersion,
    page: request.page,
    topics,
    frequency,
    source: request.source,
  };
  if (subscriber === null) {
    const subscription = aPendingSubscription({
      id: subscriptionId,
      subscriberId,
      language,
      topics,
      frequency,
      consentId: consent.id,
      requestedAt: now,
    });
    await rows.addSubscriber({ id: subscriberId, address, createdAt: now, subscription });
  } else {
    // Language, topics and consent of the newest request come into force by its own confirmation only.
    const { subscription } = subscriber;
    const state = nextState(subscription.state, 'request') ?? subscription.state;
    await rows.saveSubscription({ ...subscription, state, requestedAt: now });
  }
  await rows.addConsent(consent);
  await rows.addToken({
    hash: hashToken('confirm', token),
    purpose: 'confirm',
    subscriptionId,
    consentId: consent.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + confirmLifetimeMs),
    usedAt: null,
  });
  await rows.addEvent({
    id: ids.event,
    at: now,
    type: 'sub.requested',
    pid: subscriberId,
    source: request.source,
  });
  const payload = { subscriptionId, language, token, ...(code !== undefined && { code }) };
  await rows.queueMail({
    id: ids.mail,
    kind: 'confirm',
    key: `confirm:${consent.id}`,
    addressHash,
    createdAt: now,
    notBefore,
    payload,
  });
  return { subscriptionId, consentId: consent.id };
}
