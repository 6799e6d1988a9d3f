import { dayOf } from '#hub/calendar.ts';

/**
 * The day on which an instant in UTC fell for people in `timeZone`: machines write instants, and shortly after midnight
 * those still name yesterday. What names no instant in UTC is left as it is, with the day of its own clock.
 */
export function localDay(value: unknown, timeZone: string): unknown {
  if (typeof value === 'number') {
    if (value <= 1e8) return value;
    return dayOf(new Date(value > 1e11 ? value : value * 1000), timeZone);
  }
  if (typeof value !== 'string') return value;
  const isUtc = /\d:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|GMT|UTC?|[+-]00:?00)$/i.test(value.trim());
  const instant = isUtc ? new Date(value.trim().replace(/\bUT$/, 'UTC')) : null;
  return instant && !Number.isNaN(instant.getTime()) ? dayOf(instant, timeZone) : value;
}

/** `name`, where it is a time zone that this machine knows; else `otherwise`. */
export function knownZone(name: unknown, otherwise: string): string {
  if (typeof name !== 'string') return otherwise;
  try {
    dayOf(new Date(0), name);
    return name;
  } catch {
    return otherwise;
  }
}
