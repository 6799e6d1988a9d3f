import type { Address } from '#audience/address.ts';

/** Whether a mail of this hub, as RFC 5322 bytes, holds `address` anywhere, however it is written there. */
export function namesAddress(mail: Buffer, { typed, mailbox, key }: Address): boolean {
  // A part in plain ASCII is not quoted: there `=ad` is no byte.
  const texts = [mail.toString('utf8'), decodeQuotedPrintable(mail)].map((one) =>
    one.toLowerCase(),
  );
  const spellings = [typed, mailbox, key].map((one) => one.toLowerCase());
  return [...spellings, ...spellings.map((one) => encodeURIComponent(one).toLowerCase())].some(
    (spelling) => texts.some((text) => occursWhole(spelling, text)),
  );
}

/** Whether `spelling` stands in `text` as an address and not as a part of a longer one. */
function occursWhole(spelling: string, text: string): boolean {
  for (let at = text.indexOf(spelling); at !== -1; at = text.indexOf(spelling, at + 1)) {
    const before = text.slice(Math.max(at - 2, 0), at);
    const after = text.slice(at + spelling.length, at + spelling.length + 2);
    if (!/[\p{L}\p{N}._+-]$/u.test(before) && !/^(?:[\p{L}\p{N}-]|\.[\p{L}\p{N}])/u.test(after)) {
      return true;
    }
  }
  return false;
}

/** RFC 2045 §6.7: soft line breaks and bytes in hexadecimal; anything else stands for itself. */
function decodeQuotedPrintable(mail: Buffer): string {
  const joined = mail.toString('latin1').replaceAll(/=[ \t]*\r?\n/g, '');
  const bytes = joined.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
