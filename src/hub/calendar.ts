import { z } from 'zod';

/** A calendar day `yyyy-mm-dd`, local to the hub's time zone. */
export type Day = string;

/**
 * Accepts a day that exists, as text or as the `Date` (midnight UTC) that YAML readers make of it.
 * Impossible days such as 2026-02-30 are refused.
 */
export const daySchema = z.union(
  [z.iso.date(), z.date().transform((date) => date.toISOString().slice(0, 10))],
  {
    error: 'is no calendar day; write yyyy-mm-dd, for example 2026-10-07',
  },
);

/** Whether `text` is a day that exists, as `yyyy-mm-dd`. */
export function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

/** The local day on which `instant` falls in `timeZone` (an IANA name). */
export function dayOf(instant: Date, timeZone: string): Day {
  const format =
    zoneFormats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  zoneFormats.set(timeZone, format);
  const parts = format.formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The instant at which `day` begins in `timeZone`. */
export function startOfDay(day: Day, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // No time zone is further from UTC than 14 hours.
  let [before, at] = [midnight - 15 * hourMs, midnight + 15 * hourMs];
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (dayOf(new Date(middle), timeZone) < day) before = middle;
    else at = middle;
  }
  return new Date(at);
}

/** `day` moved by a whole number of days. */
export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** How many days `later` is after `day`; negative when it is before. */
export function daysFrom(day: Day, later: Day): number {
  return (Date.parse(`${later}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / dayMs;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** `day` as readers write it: `7 oktober 2026`, `7 October 2026`. */
export function formatDay(day: Day, locale: string): string {
  const format =
    dayFormats.get(locale) ??
    new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
  dayFormats.set(locale, format);
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** Making one takes a hundred times as long as using it. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instant at which a feed or sitemap dates `day`: noon in UTC, which is the same
 * calendar day in every time zone from UTC−12 to UTC+11.
 */
export function noonOf(day: Day): Date {
  return new Date(`${day}T12:00:00Z`);
}
