import { type Address, readAddress, type ToAscii } from '../address.ts';
import { hashAddress } from '../tokens.ts';
import type { ForeignRow } from './foreign-row.ts';
import type { ForeignStatus } from './formats.ts';
import type { Standing } from './import-store.ts';
import type { RowOutcome } from './outcomes.ts';
import type { Seen } from './seen.ts';

/** A row with an address and a status: what becomes of it depends on what is known of the address. */
export interface Candidate {
  readonly row: ForeignRow;
  readonly status: Exclude<ForeignStatus, 'unconfirmed'>;
  readonly address: Address;
  readonly addressHash: string;
}

export type RowReading =
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  | { readonly kind: 'settled'; readonly outcome: RowOutcome };

/** What a row says by itself, before anybody is looked up. Remembers its address in `seen`. */
export function readRow(
  row: ForeignRow,
  context: {
    /** Consent was given where the operator says. */
    readonly isProven: boolean;
    readonly serverKey: Uint8Array;
    readonly toAscii: ToAscii;
    readonly seen: Seen;
  },
): RowReading {
  const settled = (outcome: RowOutcome) => ({ kind: 'settled', outcome }) as const;
  const read = readAddress(row.email, context.toAscii);
  if (read.kind !== 'address') return settled(`${read.kind}-address`);
  const { status } = row;
  if (status === null) return settled('unknown-status');
  if (status === 'unconfirmed') return settled('unconfirmed-elsewhere');

  const { address } = read;
  const addressHash = hashAddress(context.serverKey, address.key);
  const isNew = context.seen.add(addressHash);
  if (status === 'subscribed') {
    if (!isNew) return settled('duplicate');
    if (row.consentAt === null && !context.isProven) return settled('no-proof');
  }
  return { kind: 'candidate', candidate: { row, status, address, addressHash } };
}

/**
 * What becomes of a candidate. Nobody comes out of `unsubscribed` or a suppression here, and whoever subscribed
 * by an own confirmation stays as they are.
 */
export function judge(
  { status }: Pick<Candidate, 'status'>,
  { subscriber, isImported, suppression }: Standing,
): RowOutcome {
  if (suppression !== null) return 'is-suppressed';
  const state = subscriber?.subscription.state ?? 'none';
  if (state === 'pending') return 'waits-for-confirmation';
  const isOwn = state === 'confirmed' && !isImported;

  switch (status) {
    case 'subscribed':
      if (state === 'none') return 'added';
      return state === 'confirmed' ? 'already-subscribed' : 'was-unsubscribed';
    case 'unsubscribed':
      if (isOwn) return 'stays-subscribed';
      return state === 'unsubscribed' ? 'nothing-new' : 'added-unsubscribed';
    case 'cleaned':
    case 'complained':
      return isOwn ? 'stays-subscribed' : 'added-suppressed';
  }
}
