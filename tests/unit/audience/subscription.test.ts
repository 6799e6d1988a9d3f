import { describe, expect, test } from 'vitest';

import {
  aPendingSubscription,
  mailForSignUp,
  mayBeMailed,
  nextState,
  type Subscription,
  type SubscriptionChange,
  type SubscriptionState,
  type SuppressionReason,
  suppressionReasons,
} from '#audience/subscription.ts';

import { day, hour, minute } from '../../support/audience.ts';

const now = new Date('2026-11-22T09:00:00Z');
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);

function aSubscription(
  state: SubscriptionState,
  changes: Partial<Subscription> = {},
): Subscription {
  return {
    ...aPendingSubscription({
      id: 's1',
      subscriberId: 'p1',
      language: 'nl',
      topics: [],
      consentId: 'c1',
      requestedAt: ago(40 * day),
    }),
    state,
    confirmedAt: state === 'pending' ? null : ago(39 * day),
    unsubscribedAt: state === 'unsubscribed' ? ago(30 * day) : null,
    ...changes,
  };
}

function aSuppression(reason: SuppressionReason) {
  return { addressHash: 'h', reason, since: ago(day), until: null, source: 'test' };
}

const unknownAddress = { subscription: null, suppression: null, mails: [] };

describe('mailForSignUp', () => {
  test('asks an unknown address to confirm', () => {
    expect(mailForSignUp(unknownAddress, now)).toBe('confirm');
  });

  test.each([
    ['pending', 'confirm'],
    ['unsubscribed', 'confirm'],
    ['confirmed', 'already-subscribed'],
  ] as const)('of a %s subscription is %s', (state, kind) => {
    expect(mailForSignUp({ ...unknownAddress, subscription: aSubscription(state) }, now)).toBe(
      kind,
    );
  });

  test.each(['bounce', 'complaint', 'manual'] as const)('is none after a %s', (reason) => {
    expect(mailForSignUp({ ...unknownAddress, suppression: aSuppression(reason) }, now)).toBeNull();
  });

  test('lets a person come back who had everything erased', () => {
    expect(mailForSignUp({ ...unknownAddress, suppression: aSuppression('erasure') }, now)).toBe(
      'confirm',
    );
  });

  test.each([
    [[day - minute], null],
    [[day], 'confirm'],
    [[day, 2 * day], 'confirm'],
    [[day, 2 * day, 30 * day - minute], null],
    [[day, 2 * day, 30 * day], 'confirm'],
  ] as const)('after confirm mails %j ms ago is %s', (ages, kind) => {
    const mails = ages.map((age) => ({ kind: 'confirm' as const, at: ago(age) }));
    const standing = { ...unknownAddress, subscription: aSubscription('pending'), mails };
    expect(mailForSignUp(standing, now)).toBe(kind);
  });

  test.each([
    [[9 * minute], null],
    [[10 * minute], 'confirm'],
    [[10 * minute, 20 * minute], 'confirm'],
    [[10 * minute, 20 * minute, 30 * day - minute], null],
    [[10 * minute, 20 * minute, 30 * day], 'confirm'],
  ] as const)('for the browser that asked after confirm mails %j ms ago is %s', (ages, kind) => {
    const mails = ages.map((age) => ({ kind: 'confirm' as const, at: ago(age) }));
    const subscription = aSubscription('pending');
    const standing = { ...unknownAddress, subscription, mails, isKnownBrowser: true };
    expect(mailForSignUp(standing, now)).toBe(kind);
  });

  test('tells a subscriber once a day that nothing is needed', () => {
    const standing = (age: number) => ({
      ...unknownAddress,
      subscription: aSubscription('confirmed'),
      mails: [{ kind: 'already-subscribed' as const, at: ago(age) }],
    });
    expect(mailForSignUp(standing(23 * hour), now)).toBeNull();
    expect(mailForSignUp(standing(day), now)).toBe('already-subscribed');
  });

  test('does not hold mails against a person that were answered by confirming', () => {
    const subscription = aSubscription('unsubscribed', {
      confirmedAt: ago(2 * hour),
      unsubscribedAt: ago(hour),
    });
    const before = { kind: 'confirm' as const, at: ago(3 * hour) };
    const after = { kind: 'confirm' as const, at: ago(minute) };
    expect(mailForSignUp({ subscription, suppression: null, mails: [before] }, now)).toBe(
      'confirm',
    );
    expect(
      mailForSignUp({ subscription, suppression: null, mails: [before, after] }, now),
    ).toBeNull();
  });
});

describe('nextState', () => {
  const table = {
    none: { request: 'pending', confirm: null, leave: null, disown: null, return: null },
    pending: {
      request: 'pending',
      confirm: 'confirmed',
      leave: 'pending',
      disown: 'none',
      return: null,
    },
    confirmed: {
      request: 'confirmed',
      confirm: 'confirmed',
      leave: 'unsubscribed',
      disown: 'confirmed',
      return: 'confirmed',
    },
    unsubscribed: {
      request: 'unsubscribed',
      confirm: 'confirmed',
      leave: 'unsubscribed',
      disown: 'unsubscribed',
      return: 'confirmed',
    },
  } as const satisfies Record<
    SubscriptionState | 'none',
    Record<SubscriptionChange, SubscriptionState | 'none' | null>
  >;
  const states = Object.keys(table) as (keyof typeof table)[];

  test.each(
    states.flatMap((state) =>
      (Object.keys(table[state]) as SubscriptionChange[]).map(
        (change) => [state, change, table[state][change]] as const,
      ),
    ),
  )('of %s after %s is %s', (state, change, next) => {
    expect(nextState(state, change)).toBe(next);
  });

  test('only a confirmation makes a subscriber, or taking back that one left', () => {
    const ways = states.flatMap((state) =>
      (Object.keys(table[state]) as SubscriptionChange[]).filter(
        (change) => state !== 'confirmed' && nextState(state, change) === 'confirmed',
      ),
    );
    expect([...new Set(ways)]).toEqual(['confirm', 'return']);
  });
});

describe('mayBeMailed', () => {
  test('nobody who is gone', () => {
    expect(mayBeMailed('confirm', { subscription: null, suppression: null })).toBe(false);
  });

  test.each([
    ['confirm', 'pending', true],
    ['confirm', 'unsubscribed', true],
    ['confirm', 'confirmed', false],
    ['already-subscribed', 'confirmed', true],
    ['already-subscribed', 'pending', false],
    ['already-subscribed', 'unsubscribed', false],
    ['welcome', 'confirmed', true],
    ['welcome', 'pending', false],
    ['welcome', 'unsubscribed', false],
  ] as const)('a %s mail to a %s subscription: %s', (kind, state, may) => {
    expect(mayBeMailed(kind, { subscription: aSubscription(state), suppression: null })).toBe(may);
  });

  test.each(suppressionReasons)(
    'nobody suppressed for %s, but to ask for a fresh confirmation after erasure',
    (reason) => {
      const suppression = aSuppression(reason);
      expect(
        mayBeMailed('already-subscribed', {
          subscription: aSubscription('confirmed'),
          suppression,
        }),
      ).toBe(false);
      expect(mayBeMailed('confirm', { subscription: aSubscription('pending'), suppression })).toBe(
        reason === 'erasure',
      );
    },
  );
});
