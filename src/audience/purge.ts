import { placeMemoryMs } from './places.ts';
import type { Purged, SubscriptionStore } from './store.ts';
import { mailMemoryMs } from './subscription.ts';
import { confirmLifetimeMs } from './tokens.ts';

/** Requests from before this instant that nobody confirmed are to be forgotten. */
export function forgetBefore(now: Date): Date {
  return new Date(now.getTime() - confirmLifetimeMs);
}

/** Forgets who asked and never confirmed: address, consent and tokens; and what is remembered for too long. */
export async function purgeUnconfirmed({
  store,
  now,
}: {
  store: SubscriptionStore;
  now: Date;
}): Promise<Purged> {
  return store.write(
    (rows) =>
      rows.purge({
        requestedBefore: forgetBefore(now),
        mailedBefore: new Date(now.getTime() - mailMemoryMs),
        now,
      }),
    { isEssential: true },
  );
}

/**
 * Forgets limits that nobody is near any more, places whose hour is over and proofs of work that have expired: so
 * nothing about a network is kept for longer than its limit takes to recover. Returns how many rows went.
 */
export async function purgeLimits({
  store,
  now,
}: {
  store: SubscriptionStore;
  now: Date;
}): Promise<number> {
  const placesBefore = new Date(now.getTime() - placeMemoryMs);
  return store.write((rows) => rows.purgeLimits({ now, placesBefore }));
}
