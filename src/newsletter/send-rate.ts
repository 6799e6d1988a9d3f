/**
 * How fast mail may go to one server or one recipient domain. Nobody is slowed down before they ask for it: then the
 * rate halves, and each quiet minute gives a little of it back.
 */
export interface SendRate {
  readonly perMinute: number;
  /** When the next mail may go. */
  readonly freeAt: Date;
  /** When the rate was last changed. */
  readonly raisedAt: Date;
}

const minuteMs = 60_000;

/** How much a quiet minute gives back. */
const raisePerMinute = 20;

/** At this rate nothing holds a mail back any more, and the memory of it ends. */
export const fullSpeedPerMinute = 6000;

/** How long a server that asked for less is left alone. */
const restMs = minuteMs;

/** After a jump of the clock nobody waits longer than this. */
const longestWaitMs = 10 * minuteMs;

/**
 * The rate after somebody asked for less; `observedPerMinute` is what they got until then. What is asked during the rest
 * that follows is about mails that were under way: it halves nothing again.
 */
export function slowedDown(
  rate: SendRate | null,
  { observedPerMinute, now }: { observedPerMinute: number; now: Date },
): SendRate {
  const restLeftMs = (rate?.raisedAt.getTime() ?? 0) - now.getTime();
  if (rate && restLeftMs > 0 && restLeftMs <= restMs) return rate;
  const before = rate ? ratedAt(rate, now)?.perMinute : undefined;
  const perMinute = Math.max(1, Math.floor((before ?? observedPerMinute) / 2));
  return {
    perMinute,
    freeAt: new Date(now.getTime() + restMs),
    raisedAt: new Date(now.getTime() + restMs),
  };
}

/** `rate` with what quiet minutes gave back; `null` once it is full. */
export function ratedAt(rate: SendRate, now: Date): SendRate | null {
  const minutes = Math.floor((now.getTime() - rate.raisedAt.getTime()) / minuteMs);
  const raises = Math.max(0, minutes);
  const perMinute = rate.perMinute + raises * raisePerMinute;
  if (perMinute >= fullSpeedPerMinute) return null;
  const raisedAt = new Date(rate.raisedAt.getTime() + raises * minuteMs);
  const latest = now.getTime() + longestWaitMs;
  return { perMinute, raisedAt, freeAt: new Date(Math.min(rate.freeAt.getTime(), latest)) };
}

/** What was learned of a transport, and at most what its owner allows. */
export function capped(
  learned: SendRate | null,
  { perMinute, freeAt, now }: { perMinute: number; freeAt: Date; now: Date },
): SendRate {
  if (learned) return { ...learned, perMinute: Math.min(learned.perMinute, perMinute) };
  const latest = now.getTime() + minuteMs / perMinute;
  return { perMinute, freeAt: new Date(Math.min(freeAt.getTime(), latest)), raisedAt: now };
}

/** Takes as many of `wanted` mails as may go at `now`; `rate` is then as they leave it. */
export function takeFrom(
  rate: SendRate,
  { wanted, now }: { wanted: number; now: Date },
): { readonly taken: number; readonly rate: SendRate } {
  const stepMs = minuteMs / rate.perMinute;
  // A second's worth goes at once, so that a batch is no slower than its mails one by one.
  const until = now.getTime() + 1000;
  const start = Math.max(rate.freeAt.getTime(), now.getTime());
  const taken = Math.max(0, Math.min(wanted, Math.ceil((until - start) / stepMs)));
  return { taken, rate: { ...rate, freeAt: new Date(start + taken * stepMs) } };
}

/**
 * Until when mails wait that a rate holds back, in the order in which they go. When these are all (`isAll`) each gets
 * its own moment; else they come back spread over a minute, so that looking at them does not keep others waiting.
 */
export function waitsOf(
  rate: SendRate,
  { held, isAll }: { held: number; isAll: boolean },
): readonly Date[] {
  const stepMs = isAll ? minuteMs / rate.perMinute : minuteMs / held;
  const at = rate.freeAt.getTime();
  return Array.from({ length: held }, (_, index) => new Date(Math.ceil(at + index * stepMs)));
}
