import { fullAfterTaking, type Limit, waitMsFor } from '#audience/limits.ts';

const minuteMs = 60 * 1000;

/** How many votes of one network count: enough for a household or an office that shares an address. */
export const voteLimit = {
  article: { capacity: 3, periodMs: 60 * minuteMs },
  network: { capacity: 30, periodMs: 2 * minuteMs },
} as const satisfies Record<string, Limit>;

/** Buckets that are kept at most; beyond it the oldest go, so that many addresses cost no memory. */
const maxBuckets = 20_000;

interface Voter {
  /** Hashed with a key of the day. */
  readonly network: string;
  readonly article: string;
  readonly now: Date;
}

/**
 * Counts the votes of each network, in memory alone: what a network voted on is never written anywhere. Each
 * process counts for itself, and a restart forgets.
 */
export function voteLimits(max = maxBuckets) {
  const fullAt = new Map<string, Date>();

  const makeRoom = (now: Date) => {
    if (fullAt.size < max) return;
    for (const [key, at] of fullAt) if (at <= now) fullAt.delete(key);
    for (const key of fullAt.keys()) {
      if (fullAt.size < max) return;
      fullAt.delete(key);
    }
  };

  return {
    /** Whether a vote counts now; if so, it is taken. */
    take({ network, article, now }: Voter): boolean {
      const buckets = [
        { key: network, limit: voteLimit.network },
        { key: `${network} ${article}`, limit: voteLimit.article },
      ];
      const isFull = buckets.some(
        ({ key, limit }) => waitMsFor(fullAt.get(key), { limit, now }) > 0,
      );
      if (isFull) return false;
      for (const { key, limit } of buckets) {
        makeRoom(now);
        fullAt.set(key, fullAfterTaking(fullAt.get(key), { limit, now }));
      }
      return true;
    },
    get size(): number {
      return fullAt.size;
    },
  };
}
