import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { AudienceEvent, AudienceEventType } from '#audience/events.ts';
import { fold, type History, type Totals } from '#audience/folding.ts';
import type { Day } from '#hub/calendar.ts';

import {
  aHistory,
  anEvent,
  baseOn,
  cutHistory,
  days,
  histories,
  naiveActive,
  naiveRetained,
  retainedOf,
  timeZone,
} from '../../support/histories.ts';
import { sumOf } from '#audience/tally.ts';

const steps = ({ daily }: Totals) =>
  daily
    .filter(({ kind }) => kind.startsWith('base.'))
    .map(({ day, kind, n }) => `${day} ${kind}${n === 1 ? '' : ` ${n}`}`);

const foldEvents = (events: AudienceEvent[], changes: Partial<History> = {}) =>
  fold(aHistory({ events, ...changes }), { timeZone });

describe('fold', () => {
  test.each<[string, [Day, AudienceEventType, string?][], string[]]>([
    [
      'a person who confirms and leaves',
      [
        ['2026-03-01', 'sub.requested'],
        ['2026-03-01', 'sub.confirmed'],
        ['2026-04-01', 'sub.left'],
      ],
      ['2026-03-01 base.joined', '2026-04-01 base.left'],
    ],
    [
      'a person who comes back on the 30th day',
      [
        ['2026-03-01', 'sub.confirmed'],
        ['2026-04-01', 'sub.left'],
        ['2026-05-01', 'sub.confirmed'],
      ],
      ['2026-03-01 base.joined', '2026-04-01 base.left', '2026-05-01 base.resumed'],
    ],
    [
      'a person who comes back on the 31st day',
      [
        ['2026-03-01', 'sub.confirmed'],
        ['2026-04-01', 'sub.left'],
        ['2026-05-02', 'sub.confirmed'],
      ],
      ['2026-03-01 base.joined', '2026-04-01 base.left', '2026-05-02 base.returned'],
    ],
    [
      'a second ending, and a confirmation of who is there',
      [
        ['2026-03-01', 'sub.confirmed'],
        ['2026-03-02', 'sub.confirmed'],
        ['2026-04-01', 'sub.bounced'],
        ['2026-04-02', 'sub.left'],
        ['2026-04-03', 'sub.complained'],
      ],
      ['2026-03-01 base.joined', '2026-04-01 base.bounced'],
    ],
    [
      'an import that complains',
      [
        ['2026-03-01', 'sub.imported'],
        ['2026-04-01', 'sub.complained'],
      ],
      ['2026-03-01 base.imported', '2026-04-01 base.complained'],
    ],
    [
      'a list that the team cleaned',
      [
        ['2026-03-01', 'sub.confirmed'],
        ['2026-04-01', 'sub.left', 'cleanup'],
      ],
      ['2026-03-01 base.joined', '2026-04-01 base.cleaned'],
    ],
    [
      'a pause, which ends no relationship',
      [
        ['2026-03-01', 'sub.confirmed'],
        ['2026-03-05', 'sub.paused'],
        ['2026-03-09', 'sub.resumed'],
      ],
      ['2026-03-01 base.joined'],
    ],
    [
      'who asked and never confirmed, or left before',
      [
        ['2026-03-01', 'sub.requested'],
        ['2026-03-02', 'sub.left'],
      ],
      [],
    ],
    [
      'an event of a later version',
      [
        ['2026-03-01', 'sub.confirmed'],
        ['2026-03-02', 'gathering.danced' as AudienceEventType],
      ],
      ['2026-03-01 base.joined'],
    ],
  ])('counts %s', (_, what, expected) => {
    const events = what.map(([day, type, reason], index) =>
      anEvent({ id: String(index), day, type, ...(reason && { detail: { reason } }) }),
    );
    expect(steps(foldEvents(events).totals)).toEqual(expected);
  });

  test.each([
    ['2026-03-28T23:30:00Z', '2026-03-29'],
    ['2026-03-28T22:30:00Z', '2026-03-28'],
    ['2026-03-29T22:30:00Z', '2026-03-30'],
    ['2026-10-24T22:30:00Z', '2026-10-25'],
    ['2026-10-25T22:30:00Z', '2026-10-25'],
    ['2026-10-25T23:30:00Z', '2026-10-26'],
  ])('counts what happened at %s on %s, the day in Amsterdam', (at, day) => {
    const { totals } = foldEvents([anEvent({ at: new Date(at) })]);
    expect(steps(totals)).toEqual([`${day} base.joined`]);
    expect(totals.cohorts[0]?.joinedOn).toBe(day);
  });

  test('counts an event by its type, source and topic', () => {
    const source = { channel: 'platform', platform: 'mastodon', campaign: 'lente' } as const;
    const event = anEvent({ type: 'link.followed', source, detail: { topic: 'remmen' } });
    expect(foldEvents([event, { ...event, id: '2' }]).totals.daily).toEqual([
      {
        day: '2026-03-01',
        kind: 'link.followed',
        ...source,
        topic: 'remmen',
        importedOn: '',
        n: 2,
      },
    ]);
  });

  test('counts a departure at the source by which the person first came', () => {
    const { totals } = foldEvents([
      anEvent({ source: { channel: 'platform', platform: 'bluesky', campaign: 'lente' } }),
      anEvent({ id: '2', day: '2026-03-09', type: 'sub.left', source: { channel: 'newsletter' } }),
    ]);
    expect(totals.daily.find(({ kind }) => kind === 'base.left')).toMatchObject({
      channel: 'platform',
      platform: 'bluesky',
      campaign: 'lente',
    });
  });

  test('knows imported people by the day of their import, also when they leave', () => {
    const { totals } = foldEvents([
      anEvent({ type: 'sub.imported' }),
      anEvent({ id: '2', day: '2026-03-09', type: 'sub.left' }),
    ]);
    const days = totals.daily.filter(({ kind }) => kind.startsWith('base.'));
    expect(days.map(({ importedOn }) => importedOn)).toEqual(['2026-03-01', '2026-03-01']);
    expect(totals.cohorts).toEqual([]);
  });

  test('a bridged absence loses nobody from a cohort; a longer one does for as long as it lasts', () => {
    const joined = anEvent();
    const left = anEvent({ id: '2', day: '2026-04-01', type: 'sub.left' });
    const backAt = (day: Day) => anEvent({ id: '3', day, type: 'sub.confirmed' });
    const lostBy = (day: Day) => {
      const { cohorts } = foldEvents([joined, left, backAt(day)]).totals;
      return cohorts.filter(({ lost }) => lost !== 0).map(({ age, lost }) => [age, lost]);
    };
    expect(lostBy('2026-04-20')).toEqual([]);
    expect(lostBy('2026-06-01')).toEqual([
      [31, 1],
      [92, -1],
    ]);
  });

  test('an erased person is lost on that day and leaves nothing to count on with', () => {
    const erasedAt = new Date('2026-04-01T09:00:00Z');
    const { totals, relationship } = fold(aHistory({ events: [anEvent()] }), {
      timeZone,
      erasedAt,
    });
    expect(steps(totals)).toEqual(['2026-03-01 base.joined', '2026-04-01 base.erased']);
    expect(totals.cohorts.at(-1)).toMatchObject({ age: 31, lost: 1 });
    expect(relationship).toBeNull();
  });

  test('erasing who had left counts no second departure', () => {
    const events = [anEvent(), anEvent({ id: '2', day: '2026-03-09', type: 'sub.left' })];
    const erasedAt = new Date('2026-04-01T09:00:00Z');
    const { totals } = fold(aHistory({ events }), { timeZone, erasedAt });
    expect(steps(totals)).toEqual(['2026-03-01 base.joined', '2026-03-09 base.left']);
  });

  test('test addresses and the team are in no figure', () => {
    expect(foldEvents([anEvent()], { isTest: true })).toEqual({
      totals: { daily: [], cohorts: [] },
      relationship: null,
    });
  });
});

describe('folding and erasing', () => {
  test('counting finds who the definition says is active, on every day', () => {
    fc.assert(
      fc.property(histories, (people) => {
        const totals = sumOf(people.map((one) => fold(one, { timeZone }).totals));
        expect(baseOn(totals, days)).toEqual(naiveActive(people, days));
      }),
    );
  });

  test('folding a part of anybody’s events first changes no count', () => {
    fc.assert(
      fc.property(
        histories,
        fc.array(fc.nat(20), { minLength: 8, maxLength: 8 }),
        (people, cuts) => {
          const whole = sumOf(people.map((one) => fold(one, { timeZone }).totals));
          const parts = people.flatMap((one, index) => {
            const [early, late] = cutHistory(one, cuts[index % cuts.length] ?? 0);
            const first = fold(early, { timeZone });
            const rest = fold({ ...late, relationship: first.relationship }, { timeZone });
            return [first.totals, rest.totals];
          });
          expect(rowsOf(sumOf(parts))).toEqual(rowsOf(whole));
        },
      ),
    );
  });

  test('erasing anybody changes no earlier day, and takes one from each later if they were active', () => {
    fc.assert(
      fc.property(histories, fc.array(fc.boolean(), { minLength: 8 }), (people, chosen) => {
        const erasedAt = new Date('2026-11-20T12:00:00Z');
        const isErased = (index: number) => chosen[index] ?? false;
        const before = sumOf(people.map((one) => fold(one, { timeZone }).totals));
        const after = sumOf(
          people.map(
            (one, index) => fold(one, { timeZone, ...(isErased(index) && { erasedAt }) }).totals,
          ),
        );
        const past = days.filter((day) => day < '2026-11-20');
        expect(baseOn(after, past)).toEqual(baseOn(before, past));
        const kept = people.filter((_, index) => !isErased(index));
        const later = ['2026-11-20', '2026-11-21', '2027-03-01'];
        expect(baseOn(after, later)).toEqual(naiveActive(kept, later));
      }),
    );
  });

  test('cohorts keep who the definition says is retained on any day after', () => {
    const fifthDays = days.filter((day, index) => day > '2026-04-01' && index % 5 === 0);
    const cohort = { campaign: 'lente', from: '2026-01-01', to: '2026-04-01' };
    fc.assert(
      fc.property(histories, (people) => {
        const totals = sumOf(people.map((one) => fold(one, { timeZone }).totals));
        for (const on of fifthDays) {
          const wanted = { ...cohort, on };
          expect(retainedOf(totals, wanted)).toEqual(naiveRetained(people, wanted));
        }
      }),
    );
  });
});

/** Rows that count nothing say nothing: who left and came back may be no row at all. */
function rowsOf({ daily, cohorts }: Totals): string[] {
  return [
    ...daily.filter(({ n }) => n !== 0).map((row) => JSON.stringify(row)),
    ...cohorts
      .filter(({ joined, lost }) => joined !== 0 || lost !== 0)
      .map((row) => JSON.stringify(row)),
  ].toSorted();
}
