import type { Day } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';

import { openOf, plannedOf, type QueuedPost } from '../planning/planned-posts.ts';
import { calendarOf } from './calendar.ts';
import { queueCsv, queueJson } from './queue-files.ts';
import { schedulerFiles } from './scheduler-files.ts';

/** The name of the calendar, which the next one must know. */
export const calendarName = 'calendar.ics';

/**
 * The files about all articles, by name: the queue, a calendar and what each scheduler imports. `formerCalendar` is the text of the
 * calendar as it was.
 */
export function bundleFiles(
  queue: readonly QueuedPost[],
  { hub, asOf, formerCalendar }: { hub: Hub; asOf: Day; formerCalendar: string | null },
): Map<string, string> {
  const open = queue.filter(({ held }) => held === undefined);
  const calendar = calendarOf(plannedOf(queue), { hub, former: formerCalendar, asOf });
  return new Map([
    ...(open.length > 0
      ? [['queue.csv', queueCsv(open)] as const, ['queue.json', queueJson(open)] as const]
      : []),
    ...(calendar === null ? [] : [[calendarName, calendar] as const]),
    ...schedulerFiles(openOf(queue)).map(({ name, text }) => [name, text] as const),
  ]);
}
