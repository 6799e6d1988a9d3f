import { createHash } from 'node:crypto';

const alphabet = '234567abcdefghijklmnopqrstuvwxyz';
const keyLength = 13;
const clockIds = 1024n;

/**
 * A record's key (https://atproto.com/specs/tid): microseconds since 1970 and a clock id, in a base 32 that sorts.
 * Both come from `about` and `moment`, never from a clock, so that the same record always gets the same key. Whatever is `taken` is passed over.
 */
export function recordKey(about: string, moment: Date, taken: ReadonlySet<string>): string {
  const hash = createHash('sha256').update(about).digest().readUInt32BE(0);
  for (let attempt = hash; ; attempt += 1) {
    const microseconds = BigInt(moment.getTime()) * 1000n + BigInt(attempt % 1000);
    const key = encoded(microseconds * clockIds + BigInt(attempt % Number(clockIds)));
    if (!taken.has(key)) return key;
  }
}

function encoded(number: bigint): string {
  return Array.from({ length: keyLength }, (_, index) => {
    const bits = BigInt(5 * (keyLength - 1 - index));
    return alphabet[Number((number >> bits) & 31n)];
  }).join('');
}
