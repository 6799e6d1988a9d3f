import type { Fillings } from './limit-store.ts';
import { fullAfterTaking, type LimitId, limits, waitMsFor } from './limits.ts';

/** The buckets that a request touches, each by the key that the store knows it by. */
export type BucketKeys = Readonly<Partial<Record<LimitId, string>>>;

/** Buckets as they were found, and as a request leaves them. A bucket without key never runs out. */
export interface Buckets {
  readonly changed: Fillings;
  has(id: LimitId): boolean;
  /** Takes `count` if they are there. */
  take(id: LimitId, count?: number): boolean;
  /** Takes one, also from an empty bucket; returns for how long it is to be waited for. */
  reserve(id: LimitId): number;
  empty(id: LimitId): void;
}

export function openBuckets(
  found: Fillings,
  { keys, perHour, now }: { keys: BucketKeys; perHour: number; now: Date },
): Buckets {
  const changed = new Map<string, Date>();
  const bucketOf = (id: LimitId) => {
    const key = keys[id];
    if (key === undefined) return null;
    return { key, limit: limits[id](perHour), fullAt: changed.get(key) ?? found.get(key) };
  };
  const waitMs = (id: LimitId, count: number) => {
    const bucket = bucketOf(id);
    return bucket ? waitMsFor(bucket.fullAt, { ...bucket, now, count }) : 0;
  };
  const takeAnyway = (id: LimitId, count: number) => {
    const bucket = bucketOf(id);
    if (bucket) changed.set(bucket.key, fullAfterTaking(bucket.fullAt, { ...bucket, now, count }));
  };
  return {
    changed,
    has: (id) => waitMs(id, 1) === 0,
    take(id, count = 1) {
      if (waitMs(id, count) > 0) return false;
      takeAnyway(id, count);
      return true;
    },
    reserve(id) {
      const wait = waitMs(id, 1);
      takeAnyway(id, 1);
      return wait;
    },
    empty(id) {
      const bucket = bucketOf(id);
      if (!bucket) return;
      const { key, limit } = bucket;
      changed.set(key, fullAfterTaking(undefined, { limit, now, count: limit.capacity }));
    },
  };
}
