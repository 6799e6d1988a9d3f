import fc from 'fast-check';

import { baseCurve } from '#audience/base-curve.ts';
import type { AudienceEvent, AudienceEventType } from '#audience/events.ts';
import type { History, Totals } from '#audience/folding.ts';
import { addDays, type Day, dayOf, daysFrom } from '#hub/calendar.ts';

export const timeZone = 'Europe/Amsterdam';

export function anEvent({
  day = '2026-03-01',
  ...changes
}: Partial<AudienceEvent> & { day?: Day } = {}): AudienceEvent {
  return {
    id: '1',
    at: new Date(`${day}T09:00:00Z`),
    type: 'sub.confirmed',
    pid: 'ada',
    source: { channel: 'web' },
    ...changes,
  };
}

export function aHistory(changes: Partial<History> = {}): History {
  return { pid: 'ada', relationship: null, events: [], isTest: false, ...changes };
}

/** The days that the histories below are about, with both changes of the clock. */
export const days = Array.from({ length: 330 }, (_, index) => addDays('2026-01-01', index));

const types: AudienceEventType[] = [
  'sub.requested',
  'sub.confirmed',
  'sub.confirmed',
  'sub.imported',
  'sub.left',
  'sub.left',
  'sub.bounced',
  'sub.complained',
  'sub.paused',
  'link.followed',
];

const start = Date.parse('2026-01-01T00:00:00Z');
const hourMs = 60 * 60 * 1000;

/** Whatever people may do between January and November, in any order, at any hour. */
export const histories: fc.Arbitrary<History[]> = fc.array(
  fc
    .tuple(
      fc.array(
        fc.record({
          hours: fc.nat(320 * 24),
          type: fc.constantFrom(...types),
          campaign: fc.constantFrom('', 'lente', 'lente'),
          isCleanup: fc.boolean(),
        }),
        { maxLength: 12 },
      ),
      fc.nat(9),
    )
    .map(([happenings, one]) =>
      aHistory({
        isTest: one === 0,
        events: happenings.map(({ hours, type, campaign, isCleanup }, index) => ({
          id: String(index).padStart(4, '0'),
          at: new Date(start + hours * hourMs + 30 * 60 * 1000),
          type,
          pid: 'someone',
          source: { channel: 'web' as const, ...(campaign && { campaign }) },
          ...(isCleanup && { detail: { reason: 'cleanup' } }),
        })),
      }),
    ),
  { maxLength: 8 },
);

/** The first `count` events of a history, and the rest. */
export function cutHistory(history: History, count: number): [History, History] {
  const events = inOrder(history.events);
  return [
    { ...history, events: events.slice(0, count) },
    { ...history, events: events.slice(count) },
  ];
}

export function baseOn({ daily }: Totals, wanted: readonly Day[]): number[] {
  const [from = '', to = from] = [wanted[0], wanted.at(-1)];
  const curve = new Map(baseCurve(daily, { from, to }).map(({ day, active }) => [day, active]));
  return wanted.map((day) => curve.get(day) ?? Number.NaN);
}

interface Interval {
  readonly on: Day;
  readonly off: Day;
}

const never: Day = '9999-12-31';

/** Active intervals by the letter of the definition, found in another way than by folding. */
function intervalsOf({ events }: History): Interval[] {
  const intervals: Interval[] = [];
  let on: Day | null = null;
  for (const { type, at } of inOrder(events)) {
    const day = dayOf(at, timeZone);
    if (type === 'sub.confirmed' || type === 'sub.imported') on ??= day;
    else if (on !== null && ['sub.left', 'sub.bounced', 'sub.complained'].includes(type)) {
      intervals.push({ on, off: day });
      on = null;
    }
  }
  return on === null ? intervals : [...intervals, { on, off: never }];
}

/** N(t): people with an interval [on, off) that holds the day. */
export function naiveActive(people: readonly History[], wanted: readonly Day[]): number[] {
  const all = people.filter(({ isTest }) => !isTest).map(intervalsOf);
  return wanted.map((day) => all.filter((intervals) => holds(intervals, day)).length);
}

interface Cohort {
  readonly campaign: string;
  readonly from: Day;
  readonly to: Day;
  /** The day on which is asked who is still there. */
  readonly on: Day;
}

interface Retained {
  readonly size: number;
  readonly retained: number;
}

export function retainedOf({ cohorts }: Totals, { campaign, from, to, on }: Cohort): Retained {
  const rows = cohorts.filter(
    (row) => row.campaign === campaign && row.joinedOn >= from && row.joinedOn <= to,
  );
  const size = rows.reduce((sum, { joined }) => sum + joined, 0);
  const lost = rows
    .filter(({ joinedOn, age }) => addDays(joinedOn, age) <= on)
    .reduce((sum, row) => sum + row.lost, 0);
  return { size, retained: size - lost };
}

/** Who first confirmed in the window for the campaign, and of them who is active once short gaps are bridged. */
export function naiveRetained(people: readonly History[], cohort: Cohort): Retained {
  const { campaign, from, to, on } = cohort;
  const members = people.filter((one) => {
    const first = inOrder(one.events).find(
      ({ type }) => type === 'sub.confirmed' || type === 'sub.imported',
    );
    if (one.isTest || first?.type !== 'sub.confirmed') return false;
    const day = dayOf(first.at, timeZone);
    return (first.source?.campaign ?? '') === campaign && day >= from && day <= to;
  });
  const retained = members.filter((one) => holds(bridged(intervalsOf(one)), on)).length;
  return { size: members.length, retained };
}

function bridged(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const next of intervals) {
    const last = merged.at(-1);
    if (last === undefined || daysFrom(last.off, next.on) > 30) merged.push(next);
    else merged.splice(-1, 1, { on: last.on, off: next.off });
  }
  return merged;
}

function holds(intervals: readonly Interval[], day: Day): boolean {
  return intervals.some(({ on, off }) => on <= day && day < off);
}

function inOrder(events: readonly AudienceEvent[]): AudienceEvent[] {
  return events.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || a.id.localeCompare(b.id, 'en'),
  );
}
