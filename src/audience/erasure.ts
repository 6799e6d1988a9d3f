import type { Address } from './address.ts';
import { fold } from './folding.ts';
import type { HistoryRows, HistoryStore } from './history-store.ts';
import { type Random, timeSortedId } from './ids.ts';
import type { Subscriber, SubscriptionRows } from './store.ts';
import { erasureOf } from './subscription.ts';
import { hashAddress } from './tokens.ts';

export type EraseOutcome =
  /** `addresses` are for removing what lies outside the store, and then to be forgotten. */
  | { readonly kind: 'erased'; readonly addresses: readonly Address[] }
  | { readonly kind: 'unknown' };

export interface EraseContext {
  readonly store: HistoryStore;
  readonly timeZone: string;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly now: Date;
}

/**
 * Deletes all that the store holds about a subscriber. Past figures stay as they were: what the person did becomes
 * counts that name nobody. The address stays as a keyed hash, in the consent ledger as proof and among the
 * suppressions, so that no import brings it back; the person may, by signing up and confirming.
 * Repeating it reports `unknown`. What lies in files is the caller's to remove.
 */
export async function erase(subscriberId: string, context: EraseContext): Promise<EraseOutcome> {
  const ids = makeIds(context);
  return context.store.write(
    async (rows) => {
      const subscriber = await rows.findSubscriberById(subscriberId);
      if (subscriber === null) return { kind: 'unknown' };
      const { address } = subscriber;
      const addresses = await forget(rows, { ...context, ids, subscriber, address });
      return { kind: 'erased', addresses };
    },
    { isEssential: true },
  );
}

/** As {@link erase}, for whoever uses `address`: also who only asked a question, or nobody that the hub knows. */
export async function eraseAddress(address: Address, context: EraseContext): Promise<EraseOutcome> {
  const ids = makeIds(context);
  return context.store.write(
    async (rows) => {
      const subscriber = await rows.findSubscriber(address.key);
      const addresses = await forget(rows, { ...context, ids, subscriber, address });
      return { kind: 'erased', addresses };
    },
    { isEssential: true },
  );
}

type Ids = ReturnType<typeof makeIds>;

/** Made before the transaction, so that running it again writes the same. */
function makeIds({ now, random }: EraseContext) {
  return { consent: timeSortedId(now, random), event: timeSortedId(now, random) };
}

interface Forgetting extends EraseContext {
  readonly ids: Ids;
  readonly subscriber: Subscriber | null;
  readonly address: Address;
}

/** Returns the addresses that were forgotten. */
async function forget(
  rows: SubscriptionRows & HistoryRows,
  { subscriber, address, serverKey, timeZone, now, ids }: Forgetting,
): Promise<readonly Address[]> {
  const addressHash = hashAddress(serverKey, address.key);
  const consents = subscriber ? await rows.listConsents(subscriber.id) : [];
  const wished = subscriber ? await rows.listWishedAddresses(subscriber.subscription.id) : [];
  const own = new Set([addressHash, ...consents.map((entry) => entry.addressHash)]);

  if (subscriber) {
    const history = await rows.findHistory(subscriber.id);
    await rows.addTotals(fold(history, { timeZone, erasedAt: now }).totals);
    await recordErasure(rows, { subscriber, addressHash, ids, now });
  }
  const ofWished = wished.map(({ key }) => hashAddress(serverKey, key));
  await rows.forgetPerson({ subscriber, addressHashes: [...own, ...ofWished] });
  // Whose the wished ones are is not known: only the person's own are suppressed.
  for (const hash of own) await rows.addSuppression(erasureOf(hash, now));
  return [address, ...wished];
}

async function recordErasure(
  rows: SubscriptionRows,
  {
    subscriber,
    addressHash,
    ids,
    now,
  }: { subscriber: Subscriber; addressHash: string; ids: Ids; now: Date },
): Promise<void> {
  const basis = await rows.findBasis(subscriber.subscription.consentId);
  if (basis) {
    await rows.addConsent({
      kind: 'erased',
      id: ids.consent,
      subscriberId: subscriber.id,
      addressHash,
      at: now,
      askedId: basis.id,
    });
  }
  // The counts hold the departure; this says that on this day somebody used the right.
  await rows.addEvent({ id: ids.event, at: now, type: 'sub.erased', pid: null, source: null });
}
