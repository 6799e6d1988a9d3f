import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { deliveryStates } from '#newsletter/delivery.ts';
import { bounceAddressOf, mailIdOf } from '#newsletter/mail-id.ts';
import {
  fullSpeedPerMinute,
  ratedAt,
  slowedDown,
  takeFrom,
  waitsOf,
} from '#newsletter/send-rate.ts';
import { outcomeLabels, plainOutcome } from '#newsletter/send-report.ts';
import { nextTryAt } from '#newsletter/verdict.ts';
import { observedRates } from '#server/sending/observed-rates.ts';

import { day, hour, minute, serverKey } from '../../support/audience.ts';

const now = new Date('2026-11-18T08:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);

describe('slowedDown', () => {
  test('halves what was seen, then what was allowed, and never stops', () => {
    const once = slowedDown(null, { observedPerMinute: 600, now });
    expect(once.perMinute).toBe(300);
    const twice = slowedDown(once, { observedPerMinute: 9999, now: after(minute) });
    expect(twice.perMinute).toBe(150);
    expect(slowedDown(null, { observedPerMinute: 0, now }).perMinute).toBe(1);
  });

  test('halves once for all that was under way when it was asked first, also after a jump of the clock', () => {
    const once = slowedDown(null, { observedPerMinute: 600, now });
    expect(slowedDown(once, { observedPerMinute: 600, now: after(minute - 1) })).toEqual(once);
    const jumped = slowedDown(once, { observedPerMinute: 600, now: after(-day) });
    expect(jumped).toMatchObject({ perMinute: 150, freeAt: after(minute - day) });
  });

  test('lets the server rest for a minute', () => {
    const rate = slowedDown(null, { observedPerMinute: 600, now });
    expect(takeFrom(rate, { wanted: 5, now }).taken).toBe(0);
    expect(takeFrom(rate, { wanted: 5, now: after(minute) }).taken).toBe(5);
  });
});

describe('ratedAt', () => {
  test('gives a little back with each quiet minute, until nothing holds a mail back', () => {
    const rate = slowedDown(null, { observedPerMinute: 100, now });
    expect(ratedAt(rate, after(minute))?.perMinute).toBe(50);
    expect(ratedAt(rate, after(2 * minute))?.perMinute).toBe(70);
    expect(ratedAt(rate, after((fullSpeedPerMinute / 20 + 1) * minute))).toBeNull();
  });

  test('makes nobody wait for long when the clock jumps back', () => {
    const rate = slowedDown(null, { observedPerMinute: 100, now: after(400 * day) });
    const freeAt = ratedAt(rate, now)?.freeAt ?? now;
    expect(freeAt.getTime() - now.getTime()).toBeLessThanOrEqual(10 * minute);
  });
});

test('waitsOf gives each its own moment, or spreads over a minute what is only a part', () => {
  const rate = { perMinute: 30, freeAt: now, raisedAt: now };
  expect(waitsOf(rate, { held: 3, isAll: true })).toEqual([now, after(2000), after(4000)]);
  expect(waitsOf(rate, { held: 3, isAll: false })).toEqual([now, after(20_000), after(40_000)]);
});

test('observedRates takes a few mails for the pace of five seconds, and a minute for what it was', () => {
  const observed = observedRates();
  for (let mail = 0; mail < 5; mail += 1) observed.count('domain', now);
  expect(observed.of('domain', after(100))).toBe(60);
  expect(observed.of('domain', after(30_000))).toBe(10);
  expect(observed.of('domain', after(90_000))).toBe(5);
  expect(observed.of('domain', after(hour))).toBe(0);
  expect(observed.of('other', now)).toBe(0);
});

test('takeFrom never lets more go in a minute than the rate says, but for one second’s worth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6000 }), fc.array(fc.nat(5000)), (perMinute, pauses) => {
      let rate = { perMinute, freeAt: now, raisedAt: now };
      let [passed, taken] = [0, 0];
      for (const pause of pauses) {
        const took = takeFrom(rate, { wanted: 1000, now: after(passed) });
        rate = took.rate;
        taken += took.taken;
        expect(taken).toBeLessThanOrEqual(((passed + 1000) / minute) * perMinute + 1);
        passed += pause;
      }
    }),
  );
});

test('nextTryAt waits 5 minutes, 15, an hour, 4 and 12, and gives up after a day', () => {
  const delays = [1, 2, 3, 4, 5, 6].map((attempts) => {
    const at = nextTryAt({ attempts, firstAt: now, now });
    return at && (at.getTime() - now.getTime()) / minute;
  });
  expect(delays).toEqual([5, 15, 60, 240, 720, null]);
  expect(nextTryAt({ attempts: 2, firstAt: now, now: after(24 * hour) })).toBeNull();
});

describe('plainOutcome', () => {
  test.each([
    ['sent', null, 'delivered'],
    ['failed', 'EENVELOPE RCPT TO 550 5.1.1', 'refused-by-them'],
    ['failed', 'EENVELOPE RCPT TO 552 5.2.2', 'refused-by-them'],
    ['failed', 'EMESSAGE 550 5.7.1', 'refused-by-us'],
    ['failed', 'EMESSAGE 550 5.7.515', 'refused-by-us'],
    ['failed', 'address', 'refused-by-us'],
    ['failed', 'EENVELOPE RCPT TO 451 4.7.1', 'refused-by-them'],
    ['unknown', 'sender-died', 'unknown'],
    ['unknown', 'ETIMEDOUT CONN', 'unknown'],
    ['excluded', 'left', 'left-out'],
    ['excluded', null, 'left-out'],
    ['deferred', 'EENVELOPE 451 4.7.1', 'waiting'],
    ['queued', null, 'waiting'],
  ] as const)('%s with %s is %s', (state, reason, outcome) => {
    expect(plainOutcome(state, reason)).toMatchObject({ outcome });
  });

  test('says something of every state, whatever the reason', () => {
    fc.assert(
      fc.property(fc.constantFrom(...deliveryStates), fc.option(fc.string()), (state, reason) => {
        const { outcome, why } = plainOutcome(state, reason);
        expect(Object.keys(outcomeLabels)).toContain(outcome);
        expect(why).not.toBe('');
      }),
    );
  });
});

describe('a mail id', () => {
  test('is a UUID of its own for each issue and person, the same every time', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (issueId, one, other) => {
        const id = mailIdOf(serverKey, { issueId, subscriberId: one });
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(mailIdOf(serverKey, { issueId, subscriberId: one })).toBe(id);
        expect(mailIdOf(serverKey, { issueId, subscriberId: other }) === id).toBe(one === other);
      }),
    );
  });

  test('makes an address that its bounce comes back to', () => {
    const id = mailIdOf(serverKey, { issueId: 'nl/2026-11-18', subscriberId: 'a' });
    const address = bounceAddressOf('bounce@brand.example', id);
    expect(address).toBe(`bounce+${id.replaceAll('-', '')}@brand.example`);
    // RFC 5321 §4.5.3.1.1
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
  });
});
