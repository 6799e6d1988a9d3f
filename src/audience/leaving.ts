import type { Language } from '#hub/languages.ts';

import { type Random, timeSortedId } from './ids.ts';
import type { SubscriptionStore } from './store.ts';
import { nextState } from './subscription.ts';
import { hashToken, isToken } from './tokens.ts';

export type UnsubscribeOutcome =
  | { readonly kind: 'unsubscribed'; readonly language: Language }
  | { readonly kind: 'already-unsubscribed'; readonly language: Language }
  /** A token of nobody: a mangled link, or everything about the person was erased. */
  | { readonly kind: 'unknown-token' };

/** What the page behind the unsubscribe link shows; it names no address, since mails get forwarded. */
export type UnsubscribeView =
  | { readonly kind: 'open'; readonly language: Language }
  | { readonly kind: 'already-unsubscribed'; readonly language: Language }
  | { readonly kind: 'unknown-token' };

/** Reads whether `token` still has something to end; changes nothing. */
export async function openUnsubscribe(
  token: string,
  { store }: { store: SubscriptionStore },
): Promise<UnsubscribeView> {
  if (!isToken(token)) return { kind: 'unknown-token' };
  return store.read(async (rows) => {
    const found = await rows.findToken(hashToken('unsubscribe', token), 'unsubscribe');
    const subscriber = found && (await rows.findSubscriberOf(found.subscriptionId));
    if (!subscriber) return { kind: 'unknown-token' };
    const { state, language } = subscriber.subscription;
    return { kind: state === 'confirmed' ? 'open' : 'already-unsubscribed', language };
  });
}

/**
 * Ends the subscription behind `token` and withdraws its consent; repeating it changes nothing. Nobody is brought
 * back by an old mail: confirming has used up every confirm link of before.
 */
export async function unsubscribe(
  token: string,
  { store, random, now }: { store: SubscriptionStore; random: Random; now: Date },
): Promise<UnsubscribeOutcome> {
  if (!isToken(token)) return { kind: 'unknown-token' };
  const ids = { consent: timeSortedId(now, random), event: timeSortedId(now, random) };

  return store.write(async (rows) => {
    const found = await rows.findToken(hashToken('unsubscribe', token), 'unsubscribe');
    const subscriber = found && (await rows.findSubscriberOf(found.subscriptionId));
    const basis = subscriber && (await rows.findBasis(subscriber.subscription.consentId));
    if (!subscriber) return { kind: 'unknown-token' };
    const { subscription } = subscriber;
    const { language } = subscription;
    const state = nextState(subscription.state, 'leave') ?? subscription.state;
    if (subscription.state === state) return { kind: 'already-unsubscribed', language };

    await rows.saveSubscription({ ...subscription, state, unsubscribedAt: now });
    if (basis) {
      await rows.addConsent({
        kind: 'withdrawn',
        id: ids.consent,
        subscriberId: subscriber.id,
        addressHash: basis.addressHash,
        at: now,
        askedId: basis.id,
      });
    }
    await rows.addEvent({
      id: ids.event,
      at: now,
      type: 'sub.left',
      pid: subscriber.id,
      source: null,
    });
    return { kind: 'unsubscribed', language };
  });
}
