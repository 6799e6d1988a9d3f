import type { AudienceStore } from '#adapters/store/audience-store.ts';

import type { Log } from './log-line.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Looks after the files of the store, as often as it is told to. */
export interface Tidier {
  /** Keeps room on the disk for unsubscribing, and tells the operator when there is none. */
  keepRoom(): Promise<void>;
  /** What was deleted leaves the log now and, since that takes longer, every corner of the files once a day. */
  compact(done: { hasDeleted: boolean; now: Date }): Promise<void>;
}

export function tidier(store: Pick<AudienceStore, 'compact' | 'keepReserve'>, log: Log): Tidier {
  let thoroughAt = -Infinity;
  let owesThorough = false;
  return {
    async keepRoom() {
      if (await store.keepReserve()) return;
      log('the disk of the store is nearly full: sign-ups wait until there is room. Free some.');
    },
    async compact({ hasDeleted, now }) {
      owesThorough ||= hasDeleted;
      const isThorough = owesThorough && now.getTime() - thoroughAt >= dayMs;
      await store.compact({ isThorough });
      if (!isThorough) return;
      owesThorough = false;
      thoroughAt = now.getTime();
    },
  };
}
