import { forgetBefore } from '#audience/purge.ts';

import type { FeedbackStore } from './store.ts';

/** Forgets questions that nobody verified: text, name and address. Returns how many there were. */
export async function purgeUnverified({
  store,
  now,
}: {
  store: FeedbackStore;
  now: Date;
}): Promise<number> {
  return store.write((rows) => rows.purgeUnverified(forgetBefore(now)), { isEssential: true });
}
