import { type Day, dayOf, daysFrom } from '#hub/calendar.ts';

import type { AudienceEvent } from './events.ts';
import { type Tally, tally } from './tally.ts';

// What people did is kept as events for a time, then folded: into counts that name nobody, and, for who is still
// here, into what the counting needs to go on. Folding some of a person's events now and the rest later gives
// the same counts as folding all at once, so no figure changes by it.

/** Counts that name nobody. Adding those of different people, or of one person's parts, gives those of all. */
export interface Totals {
  readonly daily: readonly DailyTotal[];
  readonly cohorts: readonly CohortTotal[];
}

/** How often something happened on a day; an empty text where there is nothing to say. */
export interface DailyTotal {
  readonly day: Day;
  /** The type of an event, or one of {@link baseSteps}. */
  readonly kind: string;
  readonly channel: string;
  readonly platform: string;
  readonly campaign: string;
  readonly topic: string;
  /** The day on which the people counted here were first imported; empty for those who came by themselves. */
  readonly importedOn: Day | '';
  readonly n: number;
}

/**
 * People who first confirmed on one day because of one campaign, counted at an age in days: how many `joined` (at age
 * 0) and how many were `lost`, less those who came back. Imported people are in no cohort.
 */
export interface CohortTotal {
  readonly campaign: string;
  readonly joinedOn: Day;
  readonly age: number;
  readonly joined: number;
  readonly lost: number;
}

/** What remains of a person's folded events while the person is here: enough to count on. */
export interface Relationship {
  readonly joinedOn: Day;
  /** Whether it began by an import. */
  readonly isImport: boolean;
  /** How the person first came. */
  readonly channel: string;
  readonly platform: string;
  readonly campaign: string;
  readonly isActive: boolean;
  /** The last day on which it ended; `null` while it never did. */
  readonly leftOn: Day | null;
}

/** All that the figures know of one person. */
export interface History {
  readonly pid: string;
  /** What came before `events`; `null` where nothing was folded or nothing had begun. */
  readonly relationship: Relationship | null;
  readonly events: readonly AudienceEvent[];
  /** A test address or one of the team: in no figure. */
  readonly isTest: boolean;
}

export interface Folded {
  readonly totals: Totals;
  readonly relationship: Relationship | null;
}

/** What each step does to the number of active people. */
export const baseSteps = {
  'base.joined': 1,
  'base.imported': 1,
  /** Back within 30 days: the same relationship. */
  'base.resumed': 1,
  'base.returned': 1,
  'base.left': -1,
  /** Removed by the team, when a list was cleaned. */
  'base.cleaned': -1,
  'base.bounced': -1,
  'base.complained': -1,
  'base.erased': -1,
} as const;

type BaseStep = keyof typeof baseSteps;

/** A shorter absence ends no relationship for cohorts. */
const bridgedDays = 30;

/**
 * Counts a person's events from where `relationship` stands. With `erasedAt` the relationship ends then, and nothing
 * remains of it.
 */
export function fold(
  history: History,
  { timeZone, erasedAt }: { timeZone: string; erasedAt?: Date },
): Folded {
  const counts = tally();
  if (history.isTest) return { totals: counts.totals(), relationship: null };

  let { relationship } = history;
  for (const event of inOrder(history.events)) {
    const day = dayOf(event.at, timeZone);
    counts.addDaily({
      day,
      kind: event.type,
      ...originOf(event),
      topic: event.detail?.['topic'] ?? '',
      importedOn: '',
    });
    relationship = step(relationship, { event, day, counts });
  }
  if (erasedAt === undefined) return { totals: counts.totals(), relationship };
  if (relationship)
    end(relationship, { kind: 'base.erased', day: dayOf(erasedAt, timeZone), counts });
  return { totals: counts.totals(), relationship: null };
}

/** Ids sort by time, so they settle the order within a millisecond. */
function inOrder(events: readonly AudienceEvent[]): readonly AudienceEvent[] {
  return events.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
}

interface Happening {
  readonly event: AudienceEvent;
  readonly day: Day;
  readonly counts: Tally;
}

function step(before: Relationship | null, happening: Happening): Relationship | null {
  const { event, day, counts } = happening;
  switch (event.type) {
    case 'sub.confirmed':
    case 'sub.imported':
      return begin(before, happening);
    case 'sub.left': {
      const kind = event.detail?.['reason'] === 'cleanup' ? 'base.cleaned' : 'base.left';
      return before && end(before, { kind, day, counts });
    }
    case 'sub.bounced':
      return before && end(before, { kind: 'base.bounced', day, counts });
    case 'sub.complained':
      return before && end(before, { kind: 'base.complained', day, counts });
    default:
      return before;
  }
}

function begin(before: Relationship | null, { event, day, counts }: Happening): Relationship {
  if (before?.isActive) return before;
  if (before === null) {
    const isImport = event.type === 'sub.imported';
    const first = { joinedOn: day, isImport, ...originOf(event), isActive: true, leftOn: null };
    count(isImport ? 'base.imported' : 'base.joined', { relationship: first, day, counts });
    if (!isImport) counts.addCohort({ ...cohortOf(first), age: 0, joined: 1, lost: 0 });
    return first;
  }
  const leftOn = before.leftOn ?? day;
  const isBridged = daysFrom(leftOn, day) <= bridgedDays;
  count(isBridged ? 'base.resumed' : 'base.returned', { relationship: before, day, counts });
  if (!before.isImport) {
    const age = daysFrom(before.joinedOn, isBridged ? leftOn : day);
    counts.addCohort({ ...cohortOf(before), age, joined: 0, lost: -1 });
  }
  return { ...before, isActive: true };
}

function end(
  before: Relationship,
  { kind, day, counts }: { kind: BaseStep; day: Day; counts: Tally },
): Relationship {
  if (!before.isActive) return before;
  count(kind, { relationship: before, day, counts });
  if (!before.isImport) {
    const age = daysFrom(before.joinedOn, day);
    counts.addCohort({ ...cohortOf(before), age, joined: 0, lost: 1 });
  }
  return { ...before, isActive: false, leftOn: day };
}

/** Every step counts at the person's first source, so that those of a source sum to who is here because of it. */
function count(
  kind: BaseStep,
  { relationship, day, counts }: { relationship: Relationship; day: Day; counts: Tally },
): void {
  const { channel, platform, campaign, isImport, joinedOn } = relationship;
  const importedOn = isImport ? joinedOn : '';
  counts.addDaily({ day, kind, channel, platform, campaign, topic: '', importedOn });
}

function originOf({ source }: AudienceEvent) {
  const { channel = '', platform = '', campaign = '' } = source ?? {};
  return { channel, platform, campaign };
}

function cohortOf({ campaign, joinedOn }: Relationship) {
  return { campaign, joinedOn };
}
