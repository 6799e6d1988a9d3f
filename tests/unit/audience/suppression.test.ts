import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  erasureOf,
  inForce,
  type Suppression,
  suppressedAlso,
  suppressionReasons,
} from '#audience/subscription.ts';

import { day } from '../../support/audience.ts';
import { after, now } from '../../support/store-rows.ts';

const notMe: Suppression = {
  addressHash: 'hash',
  reason: 'manual',
  since: after(day),
  until: after(365 * day),
  source: 'not-me',
};
const bounce: Suppression = { ...notMe, reason: 'bounce', until: null, source: 'smtp' };
const complaint: Suppression = { ...bounce, reason: 'complaint', source: 'feedback-loop' };
const erasure = erasureOf('hash', now);

describe('suppressedAlso', () => {
  test.each<[string, Suppression | null, Suppression, Suppression]>([
    ['the first of all', null, bounce, bounce],
    ['the first lasting one', bounce, complaint, bounce],
    ['a lasting one above an erasure', erasure, complaint, complaint],
    ['a lasting one, though it is erased', complaint, erasure, complaint],
    ['a lasting one above one that ends', notMe, bounce, bounce],
    ['one that ends, with the erasure below it', erasure, notMe, { ...notMe, erasedSince: now }],
    ['the same, erased later', notMe, erasure, { ...notMe, erasedSince: now }],
    ['the first erasure', erasure, erasureOf('hash', after(day)), erasure],
  ])('keeps %s', (_, known, added, expected) => {
    expect(suppressedAlso(known, added)).toStrictEqual(expected);
  });

  test('what ends gives way to the erasure below it, and to nothing where there is none', () => {
    const both = suppressedAlso(erasure, notMe);
    expect(inForce(both, after(364 * day))).toStrictEqual(both);
    expect(inForce(both, after(365 * day))).toStrictEqual(erasure);
    expect(inForce(notMe, after(365 * day))).toBeNull();
  });

  test('fault 22: whatever is added in any order, a lasting suppression and an erasure stay in force', () => {
    const anyone = fc.record({
      addressHash: fc.constant('hash'),
      reason: fc.constantFrom(...suppressionReasons),
      since: fc.nat(900).map((days) => after(days * day)),
      until: fc.option(fc.nat(900).map((days) => after(days * day))),
      source: fc.constant('any'),
    });
    const sensible = anyone.map((one) =>
      one.reason === 'erasure' ? { ...one, until: null } : one,
    );
    fc.assert(
      fc.property(fc.array(sensible, { minLength: 1 }), fc.nat(2000), (added, days) => {
        const known = added.reduce<Suppression | null>(suppressedAlso, null);
        const at = inForce(known, after(days * day));
        const isLasting = added.some(({ reason, until }) => reason !== 'erasure' && until === null);
        const isErased = added.some(({ reason }) => reason === 'erasure');
        if (isLasting)
          expect(at).toMatchObject({ until: null, reason: expect.not.stringMatching('erasure') });
        else if (isErased) expect(at).not.toBeNull();
      }),
    );
  });
});
