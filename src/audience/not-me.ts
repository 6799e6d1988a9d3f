import type { Language } from '#hub/languages.ts';

import type { Address } from './address.ts';
import { judgeToken } from './confirming.ts';
import { type Random, timeSortedId } from './ids.ts';
import type { SubscriptionStore } from './store.ts';
import { nextState } from './subscription.ts';
import { isToken } from './tokens.ts';

export type NotMeOutcome =
  /** The request is gone and its address is mailed nothing for a year. */
  | {
      readonly kind: 'forgotten';
      readonly language: Language;
      /** For removing what lies outside the store, and then to be forgotten; `null` where the person is kept. */
      readonly address: Address | null;
    }
  /** Too late for a request: a subscriber leaves by unsubscribing, which nobody does for them. */
  | { readonly kind: 'already-confirmed'; readonly language: Language }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

export const notMeSource = 'not-me';

/**
 * The owner of an address says that somebody else asked. The request goes at once, with its address unless that is
 * known from an earlier subscription, and the address, as a keyed hash, is mailed nothing for a year.
 */
export async function sayNotMe(
  token: string,
  { store, random, now }: { store: SubscriptionStore; random: Random; now: Date },
): Promise<NotMeOutcome> {
  if (!isToken(token)) return { kind: 'unknown-token' };
  const eventId = timeSortedId(now, random);

  return store.write(async (rows): Promise<NotMeOutcome> => {
    const found = await judgeToken(token, { rows, now });
    if (found.kind !== 'valid') return found;
    const { subscriber, asked } = found;
    const state = nextState(subscriber.subscription.state, 'disown');

    await rows.forgetRequests(subscriber.subscription.id, { withPerson: state === 'none' });
    await rows.addSuppression({
      addressHash: asked.addressHash,
      reason: 'manual',
      since: now,
      until: aYearAfter(now),
      source: notMeSource,
    });
    await rows.addEvent({ id: eventId, at: now, type: 'sub.disowned', pid: null, source: null });
    const address = state === 'none' ? subscriber.address : null;
    return { kind: 'forgotten', language: asked.language, address };
  });
}

function aYearAfter(now: Date): Date {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() + 1);
  return then;
}
