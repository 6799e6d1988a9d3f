import type { Language } from '#hub/languages.ts';

import { judgeAccess } from './access.ts';
import type { Consent } from './consent.ts';
import type { SubscriptionStore, Subscriber } from './store.ts';

/** What the short-lived page with a person's data shows. */
export type ManagingView =
  | {
      readonly kind: 'open';
      readonly language: Language;
      readonly subscriber: Subscriber;
      /** Oldest first. */
      readonly consents: readonly Consent[];
    }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

/** Whose data `token` shows; changes nothing. */
export async function openManaging(
  token: string,
  { store, now }: { store: SubscriptionStore; now: Date },
): Promise<ManagingView> {
  return store.read(async (rows) => {
    const access = await judgeAccess(token, 'manage', { rows, now });
    if (access.kind !== 'granted') return access;
    const { subscriber } = access;
    const consents = await rows.listConsents(subscriber.id);
    return { kind: 'open', language: subscriber.subscription.language, subscriber, consents };
  });
}
