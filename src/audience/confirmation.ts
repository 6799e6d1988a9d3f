import type { Language } from '#hub/languages.ts';

import { beginningOf, newRefCode, noteReferral } from './referral.ts';
import { type Random, timeSortedId } from './ids.ts';
import type { SubscriptionReads, SubscriptionStore, Subscriber } from './store.ts';
import { inForce, nextState } from './subscription.ts';
import { hashToken, isToken, type Token, unsubscribeToken } from './tokens.ts';

/** What the page behind the mailed link shows. */
export type ConfirmationView =
  | {
      readonly kind: 'open';
      readonly language: Language;
      /** The sentence that the button agrees to. */
      readonly wording: string;
      readonly topics: readonly string[];
    }
  | { readonly kind: 'already-confirmed'; readonly language: Language }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

export type ConfirmOutcome =
  | { readonly kind: 'confirmed'; readonly language: Language }
  | { readonly kind: 'already-confirmed'; readonly language: Language }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

export interface ConfirmContext {
  readonly store: SubscriptionStore;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly now: Date;
}

/** Reads what `token` would confirm; changes nothing, however often mail scanners come by. */
export async function openConfirmation(
  token: string,
  { store, now }: Pick<ConfirmContext, 'store' | 'now'>,
): Promise<ConfirmationView> {
  if (!isToken(token)) return { kind: 'unknown-token' };
  return store.read(async (rows) => {
    const found = await judge(token, { rows, now });
    if (found.kind !== 'valid') return found;
    const { language, wording, topics } = found.asked;
    return { kind: 'open', language, wording, topics };
  });
}

/**
 * Makes the subscription behind `token` confirmed, with the topics and language that were asked, and records the
 * proof of consent. Repeating it reports `already-confirmed` and changes nothing. No mail is sent.
 */
export async function confirm(token: string, context: ConfirmContext): Promise<ConfirmOutcome> {
  if (!isToken(token)) return { kind: 'unknown-token' };
  const { store, serverKey, random, now } = context;
  const newId = () => timeSortedId(now, random);
  const ids = { consent: newId(), event: newId(), referral: newId() };
  const refCode = newRefCode(random);

  return store.write(async (rows) => {
    const found = await judge(token, { rows, now });
    if (found.kind !== 'valid') return found;
    const { subscriber, asked, token: presented } = found;
    const { subscription } = subscriber;
    const state = nextState(subscription.state, 'confirm') ?? subscription.state;
    const { language, topics } = asked;
    const beginning = await beginningOf({ subscriber, asked, refCode }, rows);

    await rows.saveSubscription({
      ...subscription,
      state,
      language,
      topics,
      consentId: asked.id,
      confirmedAt: now,
      firstConfirmedAt: subscription.firstConfirmedAt ?? now,
      ...beginning,
    });
    await rows.addConsent({
      kind: 'confirmed',
      id: ids.consent,
      subscriberId: subscriber.id,
      addressHash: asked.addressHash,
      at: now,
      askedId: asked.id,
    });
    await rows.markConfirmTokensUsed(presented.subscriptionId, now);
    await rows.addToken({
      hash: hashToken('unsubscribe', unsubscribeToken(serverKey, subscription.id)),
      purpose: 'unsubscribe',
      subscriptionId: subscription.id,
      consentId: null,
      createdAt: now,
      expiresAt: null,
      usedAt: null,
    });
    // Only an erasure can still stand here, and this is the fresh consent that lifts it.
    await rows.liftSuppression(asked.addressHash);
    await rows.addEvent({
      id: ids.event,
      at: now,
      type: 'sub.confirmed',
      pid: subscriber.id,
      source: asked.source ?? { channel: 'web' },
    });
    await noteReferral({ id: ids.referral, at: now, subscriber, beginning }, rows);
    return { kind: 'confirmed', language };
  });
}

type Asked = NonNullable<Awaited<ReturnType<SubscriptionReads['findAsked']>>>;

type Judgement =
  | { kind: 'valid'; token: Token; subscriber: Subscriber; asked: Asked }
  | Exclude<ConfirmationView, { kind: 'open' }>;

/** What a confirm token is worth now. Everything that is not plainly valid confirms nothing. */
async function judge(
  text: string,
  { rows, now }: { rows: SubscriptionReads; now: Date },
): Promise<Judgement> {
  const token = await rows.findToken(hashToken('confirm', text), 'confirm');
  const subscriber = token && (await rows.findSubscriberOf(token.subscriptionId));
  const asked = token?.consentId ? await rows.findAsked(token.consentId) : null;
  if (!token || !subscriber || !asked) return { kind: 'unknown-token' };

  const { subscription } = subscriber;
  if (subscription.state === 'confirmed') {
    return { kind: 'already-confirmed', language: subscription.language };
  }
  const suppression = inForce(await rows.findSuppression(asked.addressHash), now);
  const isSuppressed =
    suppression !== null &&
    (suppression.reason !== 'erasure' || suppression.since >= token.createdAt);
  if (token.usedAt || isSuppressed) return { kind: 'unknown-token' };
  if (token.expiresAt && token.expiresAt <= now) return { kind: 'expired' };
  return { kind: 'valid', token, subscriber, asked };
}
