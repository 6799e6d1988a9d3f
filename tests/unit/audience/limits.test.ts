import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  fullAfterGiving,
  fullAfterTaking,
  type Limit,
  limits,
  waitMsFor,
} from '#audience/limits.ts';

import { hour, minute } from '../../support/audience.ts';

const start = Date.parse('2026-11-22T09:00:00Z');
const at = (milliseconds: number) => new Date(start + milliseconds);
const three: Limit = { capacity: 3, periodMs: minute };

const limit = fc.record({
  capacity: fc.integer({ min: 1, max: 20 }),
  periodMs: fc.integer({ min: 1, max: hour }),
});
const pauses = fc.array(fc.integer({ min: 0, max: hour }), { minLength: 1, maxLength: 60 });

/** The instants at which each of `wanted` was taken from one bucket: at once where possible, or after its wait. */
function takenAt(wanted: readonly Date[], { of, isPatient }: { of: Limit; isPatient: boolean }) {
  let fullAt: Date | undefined;
  return wanted.flatMap((now) => {
    const waitMs = waitMsFor(fullAt, { limit: of, now });
    if (waitMs > 0 && !isPatient) return [];
    fullAt = fullAfterTaking(fullAt, { limit: of, now });
    return [now.getTime() + waitMs];
  });
}

/** Running sums of the pauses: what arrives in order. */
function arrivals(pauses: readonly number[]): Date[] {
  let time = 0;
  return pauses.map((pause) => at((time += pause)));
}

describe('a token bucket', () => {
  test('gives its capacity at once and then one each period', () => {
    const wanted = [0, 0, 0, 0, minute - 1, minute, minute, 2 * minute].map(at);
    expect(takenAt(wanted, { of: three, isPatient: false })).toEqual(
      [0, 0, 0, minute, 2 * minute].map((ms) => start + ms),
    );
  });

  test('makes who comes too early wait, one period after the other', () => {
    const wanted = [0, 0, 0, 0, 0].map(at);
    expect(takenAt(wanted, { of: three, isPatient: true })).toEqual(
      [0, 0, 0, minute, 2 * minute].map((ms) => start + ms),
    );
  });

  test.each([true, false])(
    'never gives more than its capacity and what comes back in any window (waiting: %s)',
    (isPatient) => {
      fc.assert(
        fc.property(limit, pauses, (of, gaps) => {
          const taken = takenAt(arrivals(gaps), { of, isPatient });
          for (const [first, from] of taken.entries()) {
            for (const [last, to] of taken.entries()) {
              if (last < first) continue;
              const most = of.capacity + (to - from) / of.periodMs;
              expect(last - first + 1).toBeLessThanOrEqual(most);
            }
          }
        }),
      );
    },
  );

  test('is full again after a time and never holds more than that', () => {
    const emptied = fullAfterTaking(undefined, { limit: three, now: at(0), count: 3 });
    expect(emptied).toEqual(at(3 * minute));
    const wanted = [hour, hour, hour, hour].map(at);
    const waits = wanted.map((now) => waitMsFor(emptied, { limit: three, now }));
    expect(waits).toEqual([0, 0, 0, 0]);
    expect(waitMsFor(emptied, { limit: three, now: at(hour), count: 4 })).toBe(minute);
  });

  test('takes back what was taken, and no more', () => {
    const used = fullAfterTaking(undefined, { limit: three, now: at(0), count: 3 });
    expect(fullAfterGiving(used, { limit: three, now: at(0), count: 2 })).toEqual(at(minute));
    expect(fullAfterGiving(used, { limit: three, now: at(0), count: 9 })).toEqual(at(0));
  });
});

describe('limits', () => {
  test.each([2, 3, 60, 10_000])('are buckets that hold something and fill, at %i an hour', (n) => {
    for (const [id, of] of Object.entries(limits)) {
      const { capacity, periodMs } = of(n);
      expect(Number.isInteger(capacity) && capacity >= 1, id).toBe(true);
      expect(periodMs, id).toBeGreaterThan(0);
    }
  });

  test('forget a network within half an hour and an address within a day', () => {
    const refillMs = ({ capacity, periodMs }: Limit) => capacity * periodMs;
    expect(refillMs(limits.network())).toBeLessThanOrEqual(hour / 2);
    expect(refillMs(limits.neighbourhood())).toBeLessThanOrEqual(hour / 2);
    expect(refillMs(limits.recipient())).toBeLessThanOrEqual(24 * hour);
  });
});
