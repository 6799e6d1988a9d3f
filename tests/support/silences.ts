import { randomBytes } from 'node:crypto';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import type { AudienceEvent } from '#audience/events.ts';
import { timeSortedId } from '#audience/ids.ts';
import type { LifecycleContext } from '#audience/lifecycle/run.ts';
import { hashAddress } from '#audience/tokens.ts';
import type { Subscription, SuppressionReason } from '#audience/subscription.ts';

import { aHub, day, serverKey } from './audience.ts';
import { deliveryKeys } from './deliveries.ts';
import { aSubscriber, now } from './store-rows.ts';

/** So many days before {@link now}. */
export const daysAgo = (days: number) => new Date(now.getTime() - days * day);

export interface LivedSilence {
  readonly name: string;
  readonly subscription?: Partial<Subscription>;
  /** What the person did, so many days ago. */
  readonly acts?: readonly { readonly type: AudienceEvent['type']; readonly days: number }[];
  readonly suppressed?: SuppressionReason | null;
  /** How many days ago an issue was sent to them; none when null. */
  readonly issueDays?: number | null;
}

/** A subscriber of a year who agreed to measurement, was sent an issue a month ago and did nothing, but for `changes`. */
export async function liveSilently(
  store: AudienceStore,
  { name, subscription, acts = [], suppressed = null, issueDays = 30 }: LivedSilence,
): Promise<void> {
  const person = aSubscriber(name, {
    state: 'confirmed',
    measure: true,
    requestedAt: daysAgo(365),
    confirmedAt: daysAgo(365),
    firstConfirmedAt: daysAgo(365),
    ...subscription,
  });
  await store.write(async (rows) => {
    await rows.addSubscriber(person);
    for (const { type, days } of acts) {
      const id = timeSortedId(daysAgo(days), randomBytes);
      await rows.addEvent({ id, at: daysAgo(days), type, pid: person.id, source: null });
    }
    if (suppressed) {
      const addressHash = hashAddress(serverKey, person.address.key);
      const since = daysAgo(1);
      await rows.addSuppression({
        ...{ addressHash, reason: suppressed, since, until: null, source: 'test' },
      });
    }
  });
  if (issueDays !== null) await sendIssueTo(store, person.id, daysAgo(issueDays));
}

let issues = 0;

/** Has an issue sent to one subscriber. */
export async function sendIssueTo(store: AudienceStore, to: string, at: Date): Promise<void> {
  issues += 1;
  const issueId = `nl/issue-${issues}`;
  const deliveries = store.deliveries(deliveryKeys(() => at));
  await deliveries.openIssue({ id: issueId, kind: 'issue', dueAt: at }, at);
  await deliveries.addComposition(issueId, { id: 'issue', articles: [] });
  const listed = {
    subscriberId: to,
    mailId: `mail-${issues}`,
    composition: 'issue',
    excluded: null,
  };
  await deliveries.addDeliveries(issueId, [listed], at);
  await deliveries.closeListing(issueId);
  const lease = { issueId, owner: 'test', now: at, max: 1, transport: 't', maxPerMinute: null };
  for (const { subscriber: _person, ...claimed } of await deliveries.claim(lease)) {
    await deliveries.settle({ ...claimed, state: 'sent', reason: null, dueAt: null, isTry: true });
  }
}

/** What looks for silence on `store`, `days` after {@link now}. */
export function lifecycleOn(store: AudienceStore, days = 0): LifecycleContext {
  return { store, hub: aHub(), serverKey, random: randomBytes, now: daysAgo(-days) };
}
