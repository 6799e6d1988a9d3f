import { Temporal } from 'temporal-polyfill';

import type { Day } from '#hub/calendar.ts';

/** A moment for a post: a time of day that the clocks of the hub's zone show. */
export interface Slot {
  readonly at: Date;
  /** `yyyy-mm-ddThh:mm`, what the clocks show. */
  readonly local: string;
  /** The same with its distance from UTC, which makes it plain to every program. */
  readonly zoned: string;
  /** What the change of the clocks did to it. */
  readonly clocks?: 'moved' | 'first-of-two';
}

/**
 * The moment at which clocks in `timeZone` show `time` on `day`. A time that they skip becomes as much later
 * as they skip; of a time that they show twice it is the first.
 */
export function slotAt(day: Day, time: string, timeZone: string): Slot {
  const wanted = Temporal.PlainDateTime.from(`${day}T${time}`);
  const earlier = wanted.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  const shown = earlier.toPlainDateTime();
  const later = wanted.toZonedDateTime(timeZone, { disambiguation: 'later' });
  const clocks = shown.equals(wanted)
    ? later.equals(earlier)
      ? null
      : ('first-of-two' as const)
    : ('moved' as const);
  const local = shown.toString({ smallestUnit: 'minute' });
  return {
    at: new Date(earlier.epochMilliseconds),
    local,
    zoned: `${local}:00${earlier.offset}`,
    ...(clocks && { clocks }),
  };
}

/** The slot at `zoned`, a moment with its distance from UTC. */
export function slotFrom(zoned: string, timeZone: string): Slot {
  const moment = Temporal.Instant.from(zoned).toZonedDateTimeISO(timeZone);
  const local = moment.toPlainDateTime().toString({ smallestUnit: 'minute' });
  return {
    at: new Date(moment.epochMilliseconds),
    local,
    zoned: `${local}:00${moment.offset}`,
  };
}
