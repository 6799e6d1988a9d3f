import { keyedHash } from '#audience/keyed-hash.ts';

import type { DeliveryKey } from './delivery.ts';

/**
 * The id of the mail that a delivery is, a UUID version 8 (RFC 9562 §5.8): derived, so that it is the same however
 * often the mail is made, and tells nobody who gets it.
 */
export function mailIdOf(serverKey: Uint8Array, { issueId, subscriberId }: DeliveryKey): string {
  const bytes = keyedHash(serverKey, `delivery|${issueId}|${subscriberId}`).digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex', 0, 16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/** The envelope sender that a bounce of the mail comes back to: `bounce+<id>@brand.example` for `bounce@brand.example`. */
export function bounceAddressOf(mailbox: string, mailId: string): string {
  const at = mailbox.lastIndexOf('@');
  return `${mailbox.slice(0, at)}+${mailId.replaceAll('-', '')}${mailbox.slice(at)}`;
}
