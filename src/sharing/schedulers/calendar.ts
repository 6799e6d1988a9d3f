import { createHash } from 'node:crypto';

import ICAL from 'ical.js';

import { type Day, noonOf, startOfDay, addDays } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';

import type { PlannedPost } from '../planning/planned-posts.ts';
import { platforms } from '../platforms.ts';

// RFC 5545 §3.1 allows 75 bytes; ical.js does not count the space with which it begins a continued line.
ICAL.foldLength = 74;

/**
 * The plan as a calendar (RFC 5545), one event for each post. `former` is the calendar as it was: what changed
 * since counts up its SEQUENCE, what is gone but was still to come is cancelled. So a second import updates a
 * calendar, and the same plan gives the same bytes. `null` where there is nothing: a calendar must hold something.
 */
export function calendarOf(
  planned: readonly PlannedPost[],
  { hub, former, asOf }: { hub: Hub; former: string | null; asOf: Day },
): string | null {
  const known = eventsOf(former);
  const events = planned.map((one) => {
    const event = eventOf(one, hub);
    return succeeding(event, known.get(uidOf(event)));
  });
  const wanted = new Set(events.map(uidOf));
  const ahead = startOfDay(addDays(asOf, 1), hub.timeZone).getTime();
  const gone = [...known.values()]
    .filter((event) => !wanted.has(uidOf(event)) && startOf(event) >= ahead)
    .map(cancelled);

  if (events.length + gone.length === 0) return null;
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Freehold//Share posts//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  calendar.addPropertyWithValue('x-wr-calname', `${hub.name}: share posts`);
  for (const event of [...events, ...gone].toSorted(byStart)) calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

function eventOf({ article, permanentId, post, slot }: PlannedPost, hub: Hub): ICAL.Component {
  const { title, campaign, publishedAt, updatedAt } = article.data;
  const event = new ICAL.Component('vevent');
  const host = new URL(hub.site).hostname;
  const key = createHash('sha256')
    .update([permanentId, post.platform, post.variant].join('|'))
    .digest('hex');
  event.addPropertyWithValue('uid', `${key}@${host}`);
  event.addPropertyWithValue('dtstamp', timeOf(noonOf(updatedAt ?? publishedAt)));
  event.addPropertyWithValue('dtstart', timeOf(slot.at));
  event.addPropertyWithValue('duration', ICAL.Duration.fromString('PT15M'));
  event.addPropertyWithValue('summary', `[${platforms[post.platform].label}] ${title}`);
  event.addPropertyWithValue('description', post.text);
  event.addPropertyWithValue('url', post.url);
  if (campaign !== undefined) event.addPropertyWithValue('categories', campaign);
  event.addPropertyWithValue('status', 'CONFIRMED');
  // A post takes nobody's time.
  event.addPropertyWithValue('transp', 'TRANSPARENT');
  event.addPropertyWithValue('sequence', 0);
  return event;
}

/** `event` with the number that follows on that of `before`. */
function succeeding(event: ICAL.Component, before: ICAL.Component | undefined): ICAL.Component {
  if (!before) return event;
  const number = sequenceOf(before);
  event.updatePropertyWithValue('sequence', number);
  if (event.toString() !== before.toString()) {
    event.updatePropertyWithValue('sequence', number + 1);
  }
  return event;
}

/** `event` taken back, without its words: its article may have become a draft again. */
function cancelled(event: ICAL.Component): ICAL.Component {
  for (const name of ['description', 'url', 'categories']) event.removeAllProperties(name);
  const [platform = ''] = /^\[[^\]]*\]/.exec(String(event.getFirstPropertyValue('summary'))) ?? [];
  event.updatePropertyWithValue('summary', platform);
  if (event.getFirstPropertyValue('status') === 'CANCELLED') return event;
  event.updatePropertyWithValue('status', 'CANCELLED');
  event.updatePropertyWithValue('sequence', sequenceOf(event) + 1);
  return event;
}

/** The events of a calendar that we wrote, by UID; none where somebody broke the file. */
function eventsOf(text: string | null): Map<string, ICAL.Component> {
  if (text === null) return new Map();
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    return new Map(calendar.getAllSubcomponents('vevent').map((event) => [uidOf(event), event]));
  } catch {
    return new Map();
  }
}

function uidOf(event: ICAL.Component): string {
  return String(event.getFirstPropertyValue('uid'));
}

function sequenceOf(event: ICAL.Component): number {
  return Number(event.getFirstPropertyValue('sequence') ?? 0);
}

function startOf(event: ICAL.Component): number {
  const start = event.getFirstPropertyValue('dtstart');
  return start instanceof ICAL.Time ? start.toJSDate().getTime() : 0;
}

function byStart(a: ICAL.Component, b: ICAL.Component): number {
  return startOf(a) - startOf(b) || (uidOf(a) < uidOf(b) ? -1 : 1);
}

function timeOf(instant: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(instant, true);
}
