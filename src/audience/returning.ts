import type { Language } from '#hub/languages.ts';

import { judgeAccess } from './access.ts';
import { timeSortedId } from './ids.ts';
import type { LeavingContext } from './leaving.ts';
import { inForce, nextState } from './subscription.ts';
import { hashAddress } from './tokens.ts';

export type ReturnOutcome =
  | { readonly kind: 'returned'; readonly language: Language }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

/** What the page behind the undo link shows. */
export type ReturnView = { readonly kind: 'open'; readonly language: Language } | ReturnOutcome;

/** Reads whether `token` still takes a leaving back; changes nothing. */
export async function openReturn(
  token: string,
  { store, now }: Pick<LeavingContext, 'store' | 'now'>,
): Promise<ReturnView> {
  return store.read(async (rows) => {
    const access = await judgeAccess(token, 'undo', { rows, now });
    if (access.kind !== 'granted') return access;
    const { state, language, unsubscribedAt } = access.subscriber.subscription;
    if (state === 'confirmed') return { kind: 'returned', language };
    const isOlder = unsubscribedAt !== null && unsubscribedAt > access.token.createdAt;
    return isOlder ? { kind: 'unknown-token' } : { kind: 'open', language };
  });
}

/** Takes back the leaving that `token` came with: the same consent holds again. Repeating it changes nothing. */
export async function comeBack(
  token: string,
  { store, serverKey, random, now }: LeavingContext,
): Promise<ReturnOutcome> {
  const ids = { consent: timeSortedId(now, random), event: timeSortedId(now, random) };

  return store.write(async (rows) => {
    const access = await judgeAccess(token, 'undo', { rows, now });
    if (access.kind !== 'granted') return access;
    const { subscriber, token: presented } = access;
    const { subscription } = subscriber;
    const { language } = subscription;
    if (subscription.state === 'confirmed') return { kind: 'returned', language };
    const addressHash = hashAddress(serverKey, subscriber.address.key);
    const isSuppressed = inForce(await rows.findSuppression(addressHash), now) !== null;
    const isOlder =
      subscription.unsubscribedAt !== null && subscription.unsubscribedAt > presented.createdAt;
    const state = nextState(subscription.state, 'return');
    if (isSuppressed || isOlder || state === null) return { kind: 'unknown-token' };

    await rows.saveSubscription({ ...subscription, state, unsubscribedAt: null });
    await rows.addConsent({
      kind: 'confirmed',
      id: ids.consent,
      subscriberId: subscriber.id,
      addressHash,
      at: now,
      askedId: subscription.consentId,
      detail: { undo: 'true' },
    });
    await rows.addEvent({
      id: ids.event,
      at: now,
      type: 'sub.confirmed',
      pid: subscriber.id,
      source: null,
      detail: { undo: 'true' },
    });
    return { kind: 'returned', language };
  });
}
