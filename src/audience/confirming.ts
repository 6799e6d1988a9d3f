import type { Language } from '#hub/languages.ts';

import { monthlyPreferencesToken } from './access.ts';
import type { AskedConsent } from './consent.ts';
import { type Random, timeSortedId } from './ids.ts';
import { beginningOf, newRefCode, noteReferral } from './referral.ts';
import type { SubscriptionReads, SubscriptionRows, Subscriber } from './store.ts';
import { inForce, nextState } from './subscription.ts';
import { hashToken, unsubscribeToken } from './tokens.ts';

/** A request to subscribe as a mailed link or a typed code presents it. */
export interface PresentedRequest {
  readonly subscriptionId: string;
  readonly consentId: string | null;
  readonly mailedAt: Date;
  readonly expiresAt: Date | null;
  readonly usedAt: Date | null;
}

export interface ValidRequest {
  readonly kind: 'valid';
  readonly subscriber: Subscriber;
  readonly asked: AskedConsent;
}

export type Judgement =
  | ValidRequest
  | { readonly kind: 'already-confirmed'; readonly language: Language }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

interface Reading {
  readonly rows: SubscriptionReads;
  readonly now: Date;
}

/** What the confirm token `text` is worth now. */
export async function judgeToken(text: string, reading: Reading): Promise<Judgement> {
  const token = await reading.rows.findToken(hashToken('confirm', text), 'confirm');
  return judgeRequest(token && { ...token, mailedAt: token.createdAt }, reading);
}

/** What a request is worth now. Everything that is not plainly valid confirms nothing. */
export async function judgeRequest(
  presented: PresentedRequest | null,
  { rows, now }: Reading,
): Promise<Judgement> {
  const subscriber = presented && (await rows.findSubscriberOf(presented.subscriptionId));
  const asked = presented?.consentId ? await rows.findAsked(presented.consentId) : null;
  if (!presented || !subscriber || !asked) return { kind: 'unknown-token' };

  const { subscription } = subscriber;
  if (subscription.state === 'confirmed') {
    return { kind: 'already-confirmed', language: subscription.language };
  }
  const suppression = inForce(await rows.findSuppression(asked.addressHash), now);
  const isSuppressed =
    suppression !== null &&
    (suppression.reason !== 'erasure' || suppression.since >= presented.mailedAt);
  if (presented.usedAt || isSuppressed) return { kind: 'unknown-token' };
  if (presented.expiresAt && presented.expiresAt <= now) return { kind: 'expired' };
  return { kind: 'valid', subscriber, asked };
}

/** Made before the transaction, so that running it again writes the same. */
export function confirmationIds(now: Date, random: Random) {
  const newId = () => timeSortedId(now, random);
  return {
    consent: newId(),
    event: newId(),
    referral: newId(),
    mail: newId(),
    refCode: newRefCode(random),
  };
}

/**
 * Makes the subscription confirmed, with what was asked, records the proof of consent and owes the welcome. Every
 * other link and code of the subscription is used up.
 */
export async function recordConfirmation(
  { subscriber, asked }: ValidRequest,
  context: {
    readonly rows: SubscriptionRows;
    readonly ids: ReturnType<typeof confirmationIds>;
    readonly serverKey: Uint8Array;
    readonly now: Date;
  },
): Promise<{ kind: 'confirmed'; language: Language }> {
  const { rows, ids, serverKey, now } = context;
  const { subscription } = subscriber;
  const { language, topics, frequency, addressHash } = asked;
  const beginning = await beginningOf({ subscriber, asked, refCode: ids.refCode }, rows);
  await rows.saveSubscription({
    ...subscription,
    state: nextState(subscription.state, 'confirm') ?? subscription.state,
    language,
    topics,
    frequency,
    consentId: asked.id,
    confirmedAt: now,
    firstConfirmedAt: subscription.firstConfirmedAt ?? now,
    ...beginning,
  });
  await rows.addConsent({
    kind: 'confirmed',
    id: ids.consent,
    subscriberId: subscriber.id,
    addressHash,
    at: now,
    askedId: asked.id,
  });
  await rows.markConfirmTokensUsed(subscription.id, now);
  await rows.addToken({
    hash: hashToken('unsubscribe', unsubscribeToken(serverKey, subscription.id)),
    purpose: 'unsubscribe',
    subscriptionId: subscription.id,
    consentId: null,
    createdAt: now,
    expiresAt: null,
    usedAt: null,
  });
  await rows.addToken(
    monthlyPreferencesToken(serverKey, { subscriptionId: subscription.id, addressHash, now }).token,
  );
  // Only an erasure can still stand here, and this is the fresh consent that lifts it.
  await rows.liftSuppression(addressHash);
  await rows.addEvent({
    id: ids.event,
    at: now,
    type: 'sub.confirmed',
    pid: subscriber.id,
    source: asked.source ?? { channel: 'web' },
  });
  await noteReferral({ id: ids.referral, at: now, subscriber, beginning }, rows);
  await rows.queueMail({
    id: ids.mail,
    kind: 'welcome',
    key: `welcome:${ids.consent}`,
    addressHash,
    createdAt: now,
    payload: { subscriptionId: subscription.id, language },
  });
  return { kind: 'confirmed', language };
}
