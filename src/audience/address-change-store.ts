import type { Address } from './address.ts';

/** A wish to be mailed at another address, until it is confirmed there. */
export interface AddressChange {
  /** Of the token that was mailed to the new address. */
  readonly tokenHash: string;
  readonly subscriptionId: string;
  readonly address: Address;
  readonly createdAt: Date;
}

export interface AddressChangeReads {
  findAddressChange(tokenHash: string): Promise<AddressChange | null>;
}

export interface AddressChangeRows extends AddressChangeReads {
  addAddressChange(change: AddressChange): Promise<void>;
  /** Forgets every wish of a subscription. */
  removeAddressChanges(subscriptionId: string): Promise<void>;
  moveSubscriber(id: string, address: Address): Promise<void>;
}
