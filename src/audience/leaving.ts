import type { Language } from '#hub/languages.ts';

import { freshToken } from './access.ts';
import { type Random, timeSortedId } from './ids.ts';
import { mayQueue } from './preference-links.ts';
import type { SubscriptionRows, SubscriptionStore } from './store.ts';
import { nextState } from './subscription.ts';
import { hashAddress, hashToken, isToken } from './tokens.ts';

export type UnsubscribeOutcome =
  /** `undo` takes it back for a week, where there is a page to show it on. */
  | { readonly kind: 'unsubscribed'; readonly language: Language; readonly undo?: string }
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

export interface LeavingContext {
  readonly store: SubscriptionStore;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly now: Date;
}

/**
 * Ends the subscription behind `token` and withdraws its consent; repeating it changes nothing. Nobody is brought
 * back by an old mail: confirming has used up every confirm link of before. For the owner's own mail program
 * (RFC 8058, or a mail to the hub), which needs no answer.
 */
export function unsubscribe(token: string, context: LeavingContext): Promise<UnsubscribeOutcome> {
  return leave(token, { ...context, isOnPage: false });
}

/**
 * The same by the button of the hub's page. Somebody may press it to whom the mail was forwarded: so the owner is
 * told by mail, and `undo` takes it back.
 */
export function unsubscribeOnPage(
  token: string,
  context: LeavingContext,
): Promise<UnsubscribeOutcome> {
  return leave(token, { ...context, isOnPage: true });
}

async function leave(
  token: string,
  { store, serverKey, random, now, isOnPage }: LeavingContext & { isOnPage: boolean },
): Promise<UnsubscribeOutcome> {
  if (!isToken(token)) return { kind: 'unknown-token' };
  const ids = {
    consent: timeSortedId(now, random),
    event: timeSortedId(now, random),
    mail: timeSortedId(now, random),
  };
  const undoBytes = random(32);

  const end = async (rows: SubscriptionRows): Promise<UnsubscribeOutcome> => {
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
    if (!isOnPage) return { kind: 'unsubscribed', language };

    const subscriptionId = subscription.id;
    const undo = freshToken('undo', { subscriptionId, random: () => undoBytes, now });
    await rows.addToken(undo.token);
    const addressHash = hashAddress(serverKey, subscriber.address.key);
    if (await mayQueue('goodbye', { rows, addressHash, now })) {
      await rows.queueMail({
        id: ids.mail,
        kind: 'goodbye',
        key: `goodbye:${ids.mail}`,
        addressHash,
        createdAt: now,
        payload: { subscriptionId, language, token: undo.text },
      });
    }
    return { kind: 'unsubscribed', language, undo: undo.text };
  };
  return store.write(end, { isEssential: true });
}
