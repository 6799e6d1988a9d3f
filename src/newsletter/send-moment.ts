import { startOfDay } from '#hub/calendar.ts';

import { dayOfIssue, type Issue } from './issue.ts';

/**
 * The instant at which `issue` is to go out. A time that the clock skips when summer time begins is the instant it
 * jumps to; of one that comes twice when it ends, the first is meant.
 */
export function sendMomentOf(
  issue: Pick<Issue, 'slug'> & { readonly data: Pick<Issue['data'], 'time'> },
  timeZone: string,
): Date {
  const midnight = startOfDay(dayOfIssue(issue), timeZone).getTime();
  const wanted = minutesOf(issue.data.time);
  const wallClock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  // The clock is moved by at most an hour or so in a day, so the instant is near.
  for (let at = midnight; ; at += minuteMs) {
    if (minutesOf(wallClock.format(at)) >= wanted) return new Date(at);
  }
}

const minuteMs = 60 * 1000;

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
