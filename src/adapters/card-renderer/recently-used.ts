/** Keeps what was made, up to a size; what was not used for longest goes first. */
export interface RecentlyUsed<T> {
  /** The value under `key`, made now if it is not kept. */
  get(key: string, bytes: number, make: () => T): T;
}

export function recentlyUsed<T>({ maxBytes }: { maxBytes: number }): RecentlyUsed<T> {
  // A Map remembers the order of insertion, which `get` turns into the order of use.
  const kept = new Map<string, { value: T; bytes: number }>();
  let total = 0;
  return {
    get(key, bytes, make) {
      const found = kept.get(key);
      if (found) {
        kept.delete(key);
        kept.set(key, found);
        return found.value;
      }
      const value = make();
      kept.set(key, { value, bytes });
      total += bytes;
      for (const [oldest, { bytes: freed }] of kept) {
        if (total <= maxBytes || oldest === key) break;
        kept.delete(oldest);
        total -= freed;
      }
      return value;
    },
  };
}
