/** Counts what went where in the last minute, so that whoever asks for less gets half of it. */
export interface ObservedRates {
  count(key: string, now: Date): void;
  /** Mails a minute. */
  of(key: string, now: Date): number;
}

const minuteMs = 60_000;

/** What came in less time says little of a minute: it counts as if it had taken so long. */
const shortestMs = 5_000;

export function observedRates(): ObservedRates {
  let since = 0;
  let current = new Map<string, number>();
  let before = new Map<string, number>();

  function turn(now: Date): void {
    const passed = now.getTime() - since;
    if (passed >= 0 && passed < minuteMs) return;
    before = passed < 2 * minuteMs && passed >= 0 ? current : new Map();
    current = new Map();
    since = now.getTime();
  }

  return {
    count(key, now) {
      turn(now);
      current.set(key, (current.get(key) ?? 0) + 1);
    },
    of(key, now) {
      turn(now);
      const tookMs = Math.max(now.getTime() - since, shortestMs);
      const pace = Math.round(((current.get(key) ?? 0) * minuteMs) / tookMs);
      return Math.max(pace, before.get(key) ?? 0);
    },
  };
}
