import { createHash } from 'node:crypto';

import { keyedHash } from './keyed-hash.ts';

/** What a token lets its holder do; a token of one purpose is worthless for another. */
export type TokenPurpose = SubscriptionTokenPurpose | 'question';

export type SubscriptionTokenPurpose =
  | 'confirm'
  | 'unsubscribe'
  /** Changes topics, frequency and the like and shows no address: it stands in mails, which get forwarded. */
  | 'preferences'
  /** Shows what is held, changes the address, erases; short-lived. */
  | 'manage'
  | 'change-address'
  /** Takes a leaving back. */
  | 'undo';

/** A token of a subscription as the store keeps it: only its hash, so a stolen store opens nothing. */
export interface Token {
  readonly hash: string;
  readonly purpose: SubscriptionTokenPurpose;
  readonly subscriptionId: string;
  /** The consent that the token was mailed for; `null` where none is asked. */
  readonly consentId: string | null;
  readonly createdAt: Date;
  /** `null` means never: unsubscribing works forever. */
  readonly expiresAt: Date | null;
  readonly usedAt: Date | null;
}

/** How many random bytes make a token: 256 bits. */
export const tokenBytes = 32;

/** How long a confirm link works, and how long an unconfirmed address is kept. */
export const confirmLifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** The text of a token made of 32 random `bytes`; throws on fewer or more, which would be a bug. */
export function tokenOf(bytes: Uint8Array): string {
  if (bytes.byteLength !== tokenBytes) {
    throw new RangeError(`a token takes ${tokenBytes} bytes, not ${bytes.byteLength}`);
  }
  return Buffer.from(bytes).toString('base64url');
}

/** Whether `text` has the form of a token; anything else needs no look in the store. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/**
 * What the store keeps and looks a token up by. The whole presented text is hashed with its purpose, so a
 * truncated, extended or foreign token finds nothing, and the time of the look-up tells nothing about a token.
 */
export function hashToken(purpose: TokenPurpose, token: string): string {
  return createHash('sha256').update(`freehold-token\n${purpose}\n${token}`).digest('hex');
}

/**
 * The unsubscribe token of a subscription: derived, since it must be the same in every mail
 * although the store keeps only its hash.
 */
export function unsubscribeToken(serverKey: Uint8Array, subscriptionId: string): string {
  const purpose: TokenPurpose = 'unsubscribe';
  return keyedHash(serverKey, `${purpose}|${subscriptionId}`).digest('base64url');
}

/**
 * The preferences token of a subscription in the mails of `month` (yyyy-mm, UTC) to one address: derived, so that all
 * mails of a month share one. It expires, which an unsubscribe token never does, and dies when the address changes.
 */
export function preferencesToken(
  serverKey: Uint8Array,
  { subscriptionId, addressHash, month }: MonthOfMails & { month: string },
): string {
  const purpose: TokenPurpose = 'preferences';
  return keyedHash(serverKey, `${purpose}|${subscriptionId}|${addressHash}|${month}`).digest(
    'base64url',
  );
}

/** Whose mails share a preferences token, at which address. */
export interface MonthOfMails {
  readonly subscriptionId: string;
  readonly addressHash: string;
}

/** An address as a keyed hash: recognisable to this hub, to nobody else, and kept after the address is gone. */
export function hashAddress(serverKey: Uint8Array, addressKey: string): string {
  return keyedHash(serverKey, `address|${addressKey}`).digest('hex');
}

/** The host of an address, hashed as {@link hashAddress} does. */
export function hashDomain(serverKey: Uint8Array, host: string): string {
  return keyedHash(serverKey, `domain|${host}`).digest('hex');
}

/** Names a server key without revealing it. */
export function keyFingerprint(serverKey: Uint8Array): string {
  return keyedHash(serverKey, 'fingerprint').digest('hex').slice(0, 16);
}
