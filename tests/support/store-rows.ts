import type { AudienceStore } from '#adapters/store/audience-store.ts';
import type { OnStoreCall } from '#adapters/store/store-calls.ts';
import type { AskedConsent } from '#audience/consent.ts';
import type { QueuedMail } from '#audience/outbox.ts';
import type { Subscriber } from '#audience/store.ts';
import { aPendingSubscription } from '#audience/subscription.ts';
import type { Token } from '#audience/tokens.ts';

import { day } from './audience.ts';

/** Opens an empty store of one engine; disposing of it closes and removes it. */
export type OpenStore = (
  onCall?: OnStoreCall,
) => Promise<{ readonly store: AudienceStore } & AsyncDisposable>;

/** When everything below was made; {@link after} tells later instants. */
export const now = new Date('2026-11-22T09:00:00.123Z');
export const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);

export function aSubscriber(
  name = 'ada',
  changes: Partial<Subscriber['subscription']> = {},
): Subscriber {
  return {
    id: `person-${name}`,
    address: {
      typed: `${name}@example.org`,
      mailbox: `${name}@example.org`,
      key: `${name}@example.org`,
    },
    createdAt: now,
    subscription: aPendingSubscription({
      id: `subscription-${name}`,
      subscriberId: `person-${name}`,
      language: 'nl',
      topics: ['repair', 'sums'],
      consentId: `asked-${name}`,
      requestedAt: now,
      ...changes,
    }),
  };
}

export function aConsent(name = 'ada', changes: Partial<AskedConsent> = {}): AskedConsent {
  return {
    kind: 'asked',
    id: `asked-${name}`,
    subscriberId: `person-${name}`,
    addressHash: `hash-${name}`,
    at: now,
    wording: "Ja, 'graag'; -- ï é ĳ 🚲",
    wordingHash: 'f00d',
    language: 'nl',
    formVersion: '1',
    page: '/nieuwsbrief/',
    topics: [],
    frequency: 'each',
    ...changes,
  };
}

export function aToken(hash: string, changes: Partial<Token> = {}): Token {
  return {
    hash,
    purpose: 'confirm',
    subscriptionId: 'subscription-ada',
    consentId: 'asked-ada',
    createdAt: now,
    expiresAt: after(7 * day),
    usedAt: null,
    ...changes,
  };
}

export function aQueuedMail(id: string, createdAt = now): QueuedMail {
  const payload = { subscriptionId: 'subscription-ada', language: 'nl' as const, token: 'plain' };
  return {
    id,
    kind: 'confirm' as const,
    key: `confirm:${id}`,
    addressHash: 'hash-ada',
    createdAt,
    payload,
  };
}
