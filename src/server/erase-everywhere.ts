import type { AudienceStore } from '#adapters/store/audience-store.ts';
import type { Address } from '#audience/address.ts';
import { erase, eraseAddress, type EraseContext, type EraseOutcome } from '#audience/erasure.ts';
import type { Mailer } from '#audience/mail.ts';
import type { Hub } from '#hub/hub.ts';

import { removeIdleFiles } from './housekeeping.ts';
import { faultLine, type Log } from './log-line.ts';

export type ErasedPerson = { readonly subscriberId: string } | { readonly address: Address };

export interface ErasePlaces extends Omit<EraseContext, 'store' | 'timeZone'> {
  readonly store: AudienceStore;
  readonly mailer: Mailer;
  readonly hub: Pick<Hub, 'timeZone'>;
  readonly log: Log;
}

/**
 * Erases a person from the store, from the mails that were written to files, and from the store's log and free
 * pages. When only the last two fail the person is erased all the same, and the hourly housekeeping does the rest.
 */
export async function eraseEverywhere(
  person: ErasedPerson,
  { hub, log, ...places }: ErasePlaces,
): Promise<EraseOutcome['kind']> {
  const { store, mailer, now } = places;
  const context = { ...places, timeZone: hub.timeZone };
  const outcome = await ('address' in person
    ? eraseAddress(person.address, context)
    : erase(person.subscriberId, context));
  if (outcome.kind === 'unknown') return outcome.kind;
  await eraseFromFiles(outcome.addresses, { store, mailer, now, log, isThorough: true });
  return outcome.kind;
}

/** Removes a person who is gone from the tables from everything else; what fails, the hourly housekeeping does. */
export async function eraseFromFiles(
  addresses: readonly Address[],
  {
    store,
    mailer,
    now,
    log,
    isThorough,
  }: Pick<ErasePlaces, 'store' | 'mailer' | 'now' | 'log'> & { isThorough: boolean },
): Promise<void> {
  try {
    for (const address of addresses) await mailer.forgetAddress(address);
    await removeIdleFiles({ store, mailer, now });
    await store.compact({ isThorough });
  } catch (error) {
    log(`erased, not yet from every file: ${faultLine(error)}`);
  }
}
