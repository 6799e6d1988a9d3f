import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { nextPlace, type Place, placesPerHour } from '#audience/places.ts';

import { hour } from '../../support/audience.ts';

const start = Date.parse('2026-11-22T09:00:00Z');

interface Wanted {
  readonly pauseMs: number;
  readonly waitMs: number;
  readonly isDoubtful: boolean;
}

/** Gives a place to each of `wanted`, in order, as the store would. */
function placesFor(wanted: readonly Wanted[], perHour: number): Place[] {
  const given: Place[] = [];
  const nth = placesPerHour(perHour);
  const lastOf = (lane: Place['lane']) =>
    given
      .filter((place) => place.lane === lane)
      .map(({ at }) => at)
      .toSorted((a, b) => b.getTime() - a.getTime())[nth[lane] - 1] ?? null;
  let now = start;
  for (const { pauseMs, waitMs, isDoubtful } of wanted) {
    now += pauseMs;
    const earliest = new Date(now + waitMs);
    given.push(
      nextPlace({ shared: lastOf('shared'), kept: lastOf('kept') }, { earliest, isDoubtful }),
    );
  }
  return given;
}

const mostInAnHour = (places: readonly Place[]) => {
  const times = places.map(({ at }) => at.getTime());
  return Math.max(
    ...times.map((from) => times.filter((time) => time >= from && time < from + hour).length),
  );
};

const honest: Wanted = { pauseMs: 0, waitMs: 0, isDoubtful: false };
const doubtful: Wanted = { ...honest, isDoubtful: true };
const times = (count: number, wanted: Wanted) => Array.from({ length: count }, () => wanted);
const atOnce = (places: readonly Place[]) =>
  places.filter(({ at }) => at.getTime() === start).length;

describe('nextPlace', () => {
  test('gives the first of an hour their places at once, and the next an hour later', () => {
    const places = placesFor(times(7, honest), 6);
    expect(atOnce(places)).toBe(6);
    expect(places.at(-1)?.at).toEqual(new Date(start + hour));
  });

  test('gives half of the hour to what is doubtful, and keeps the other for the rest', () => {
    const places = placesFor([...times(1000, doubtful), ...times(3, honest)], 6);
    expect(atOnce(places)).toBe(6);
    expect(places.slice(-3).map(({ lane }) => lane)).toEqual(['kept', 'kept', 'kept']);
  });

  test('lets what is doubtful wait behind the rest', () => {
    const places = placesFor([...times(6, honest), doubtful], 6);
    expect(places.at(-1)?.at).toEqual(new Date(start + hour));
  });

  test('never lets more than the maximum out in any hour, and of what is doubtful half', () => {
    const wanted = fc.record({
      pauseMs: fc.integer({ min: 0, max: hour / 4 }),
      waitMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 * hour })),
      isDoubtful: fc.boolean(),
    });
    const scenario = fc.tuple(
      fc.array(wanted, { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 2, max: 12 }),
    );
    fc.assert(
      fc.property(scenario, ([all, perHour]) => {
        const places = placesFor(all, perHour);
        expect(mostInAnHour(places)).toBeLessThanOrEqual(perHour);
        const shared = places.filter(({ lane }) => lane === 'shared');
        if (shared.length > 0) expect(mostInAnHour(shared)).toBeLessThanOrEqual(perHour / 2);
        for (const [index, { isDoubtful }] of all.entries())
          if (isDoubtful) expect(places[index]?.lane).toBe('shared');
      }),
    );
  });
});
