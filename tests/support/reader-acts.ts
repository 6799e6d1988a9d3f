import { randomBytes } from 'node:crypto';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { erase } from '#audience/erasure.ts';

import { day, serverKey } from './audience.ts';
import { aReader, deliveryKeys } from './deliveries.ts';
import { now } from './store-rows.ts';

/** Does to Ada what `what` says. */
export async function happensToAda(store: AudienceStore, what: string): Promise<void> {
  const { address, subscription } = aReader('ada');
  if (what === 'was erased') {
    const context = { store, timeZone: 'Europe/Amsterdam', serverKey, random: randomBytes, now };
    await erase('person-ada', context);
    return;
  }
  await store.write(async (rows) => {
    if (what === 'left') await rows.saveSubscription({ ...subscription, state: 'unsubscribed' });
    else if (what.startsWith('paused')) {
      const pausedUntil = new Date(now.getTime() + 10 * day).toISOString().slice(0, 10);
      await rows.saveSubscription({ ...subscription, pausedUntil });
    } else {
      const addressHash = deliveryKeys(() => now).hashOf(address.key);
      const since = now;
      await rows.addSuppression({
        addressHash,
        reason: 'complaint',
        since,
        until: null,
        source: 'test',
      });
    }
  });
}
