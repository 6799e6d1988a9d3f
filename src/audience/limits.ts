/** A token bucket: so many at once, and one more after each period. */
export interface Limit {
  readonly capacity: number;
  readonly periodMs: number;
}

const minuteMs = 60 * 1000;
const hourMs = 60 * minuteMs;

/**
 * What is limited, given how many mails an hour strangers may make the hub send. The network's limits refuse
 * nobody, since the guests of an event share one address: over them a browser is asked for a proof of work. Over
 * the others a mail waits.
 */
export const limits = {
  // Ghost 6 locks an address out after 9 sign-ups in 10 minutes; more people than that sit in one room.
  network: () => ({ capacity: 10, periodMs: 3 * minuteMs }),
  // The network around it, of four such addresses: a sender of many may own a whole /24 or /48.
  neighbourhood: () => ({ capacity: 40, periodMs: 0.75 * minuteMs }),
  // Mails of all kinds; each kind has a stricter limit of its own.
  recipient: () => ({ capacity: 6, periodMs: 4 * hourMs }),
  // Half of all mails: one mail server never gets everything.
  domain: (perHour) => halfOf(perHour),
  // The same for what looks like abuse, so that it makes no reader at the same provider wait.
  doubtfulDomain: (perHour) => halfOf(perHour),
  // Mails without proof of work that nobody answered yet. In the long run a quarter of all may stay unanswered.
  unanswered: (perHour) => ({ ...halfOf(perHour), periodMs: (4 * hourMs) / perHour }),
  // Emptied by what looks like an attack: everybody is asked for a proof of work until it is full again.
  alarm: () => ({ capacity: 1, periodMs: hourMs }),
} as const satisfies Record<string, (perHour: number) => Limit>;

export type LimitId = keyof typeof limits;

function halfOf(perHour: number): Limit {
  return { capacity: Math.floor(perHour / 2), periodMs: (2 * hourMs) / perHour };
}

// A bucket is kept as the instant at which it is full: whole milliseconds, so that nothing is lost by rounding,
// and a full bucket is not kept at all.

/** When a bucket is full that would have been full at `fullAt`, once `count` have been taken from it. */
export function fullAfterTaking(
  fullAt: Date | undefined,
  { limit, now, count = 1 }: { limit: Limit; now: Date; count?: number },
): Date {
  return new Date(Math.ceil(from(fullAt, now) + count * limit.periodMs));
}

/** How long until `count` are there to be taken: 0 when they are there now. */
export function waitMsFor(
  fullAt: Date | undefined,
  { limit, now, count = 1 }: { limit: Limit; now: Date; count?: number },
): number {
  const roomMs = (limit.capacity - count) * limit.periodMs;
  return Math.max(0, from(fullAt, now) - now.getTime() - roomMs);
}

/** When a bucket is full that would have been full at `fullAt`, once `count` were given back to it. */
export function fullAfterGiving(
  fullAt: Date | undefined,
  { limit, now, count }: { limit: Limit; now: Date; count: number },
): Date {
  return new Date(Math.max(now.getTime(), Math.floor(from(fullAt, now) - count * limit.periodMs)));
}

function from(fullAt: Date | undefined, now: Date): number {
  return Math.max(fullAt?.getTime() ?? 0, now.getTime());
}
