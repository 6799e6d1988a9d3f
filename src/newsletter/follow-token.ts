import { timingSafeEqual } from 'node:crypto';

import { keyedHash } from '#audience/keyed-hash.ts';
import { isToken } from '#audience/tokens.ts';

// A link of a subscriber who agreed to measurement ends in a fragment that names their mail. A fragment never leaves
// the browser by itself: no log, no Referer and no scanner that only asks for the page sees it. The page takes it out of
// the address bar and tells the hub once somebody moves on it (`site/followed-link.ts`).

/** Half of the token names the mail, half proves that this hub wrote it: 128 bits each. */
const partBytes = 16;

/** What tells the hub that a link in the mail `mailId` was followed; derived, and of no use for anything else. */
export function followToken(serverKey: Uint8Array, mailId: string): string {
  const id = Buffer.from(mailId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, proofOf(serverKey, id)]).toString('base64url');
}

/** The id of the mail that `token` was written for; `null` for a token that this hub did not write. */
export function mailIdIn(serverKey: Uint8Array, token: string): string | null {
  if (!isToken(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const id = bytes.subarray(0, partBytes);
  if (bytes.toString('base64url') !== token) return null;
  if (!timingSafeEqual(bytes.subarray(partBytes), proofOf(serverKey, id))) return null;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What stands behind the links of a subscriber who agreed. */
export function readerFragment(token: string): string {
  return `#reader=${token}`;
}

function proofOf(serverKey: Uint8Array, id: Uint8Array): Buffer {
  const text = `follow|${Buffer.from(id).toString('hex')}`;
  return keyedHash(serverKey, text).digest().subarray(0, partBytes);
}
