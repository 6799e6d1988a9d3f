import { alertOf } from '#audience/alert.ts';
import { type Random, timeSortedId } from '#audience/ids.ts';
import type { QueuedMail } from '#audience/outbox.ts';
import type { Hub } from '#hub/hub.ts';
import type { Bounce } from '#newsletter/bounces/record-outcome.ts';

/** Makes the mail that tells the brand that servers refuse it. */
export function refusalAlert({
  hub,
  serverKey,
  random,
  clock,
}: {
  hub: Hub;
  serverKey: Uint8Array;
  random: Random;
  clock: () => Date;
}): (bounce: Bounce) => QueuedMail<'alert'> {
  return ({ stopsIssue, status }) => {
    const now = clock();
    const id = timeSortedId(now, random);
    return alertOf(stopsIssue ? 'unwelcome' : 'refused', { id, hub, serverKey, now, status });
  };
}
