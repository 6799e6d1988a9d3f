import { randomBytes } from 'node:crypto';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import type { DeliveryKeys } from '#adapters/store/delivery-queue.ts';
import { monthlyPreferencesToken } from '#audience/access.ts';
import { timeSortedId } from '#audience/ids.ts';
import { hashAddress, hashDomain } from '#audience/tokens.ts';
import { dayOf } from '#hub/calendar.ts';
import type { DeliveryStore } from '#newsletter/delivery-store.ts';

export interface DeliveryOptions {
  readonly serverKey: Uint8Array;
  readonly timeZone: string;
  readonly clock: () => Date;
  /** The mail that tells the brand that it is refused. */
  readonly alert?: DeliveryKeys['alert'];
}

/** What the deliveries of a hub with this key are kept with. */
export function deliveryKeys({ serverKey, timeZone, clock, alert }: DeliveryOptions): DeliveryKeys {
  return {
    clock,
    alert,
    dayOf: (instant) => dayOf(instant, timeZone),
    hashOf: (addressKey) => hashAddress(serverKey, addressKey),
    rateKeyOf: (host) => `domain:${hashDomain(serverKey, host)}`,
    newId: (now) => timeSortedId(now, randomBytes),
    tokenOf: ({ address, subscription }, begunAt) => {
      const addressHash = hashAddress(serverKey, address.key);
      const mails = { subscriptionId: subscription.id, addressHash, now: begunAt };
      return monthlyPreferencesToken(serverKey, mails).token;
    },
  };
}

export function openDeliveries(store: AudienceStore, options: DeliveryOptions): DeliveryStore {
  return store.deliveries(deliveryKeys(options));
}
