import { isIP } from 'node:net';

import ipaddr from 'ipaddr.js';

import type { NetworkHashes } from '#audience/approach.ts';
import { keyedHash } from '#audience/keyed-hash.ts';

interface HashContext {
  readonly serverKey: Uint8Array;
  readonly now: Date;
}

/**
 * The network of `address` and the one around it, hashed with a key of this day (UTC): tomorrow nobody, also not
 * the hub, can tell who a hash stood for without trying every network there is.
 */
export function networkHashes(address: string, { serverKey, now }: HashContext): NetworkHashes {
  const day = now.toISOString().slice(0, 10);
  const key = keyOfDay(serverKey, day);
  const hash = (network: string) => keyedHash(key, network).digest('hex');
  const { network, neighbourhood } = networkOf(address);
  return { hash: hash(network), neighbourhoodHash: hash(neighbourhood) };
}

/**
 * What is counted as one visitor, and the network around it: an IPv4 address in its /24, an IPv6 /64 in its /48
 * (RFC 6177: a site gets a /48 to a /64). Whatever is no address is one visitor named `unknown`.
 */
export function networkOf(address: string): { network: string; neighbourhood: string } {
  // ipaddr.js alone takes spellings that no socket reports (127.1), and long ones take it long.
  if (isIP(address) === 0) return { network: 'unknown', neighbourhood: 'unknown' };
  const parsed = ipaddr.process(address);
  const prefixes = parsed.kind() === 'ipv4' ? [32, 24] : [64, 48];
  const [network = '', neighbourhood = ''] = prefixes.map((bits) =>
    [...parsed.toByteArray().slice(0, bits / 8), bits].join('.'),
  );
  return { network, neighbourhood };
}

const keysOfDays = new WeakMap<Uint8Array, { readonly day: string; readonly key: Uint8Array }>();

/** The key of `day`, of which the last one is kept. */
function keyOfDay(serverKey: Uint8Array, day: string): Uint8Array {
  const known = keysOfDays.get(serverKey);
  if (known?.day === day) return known.key;
  const key = keyedHash(serverKey, `network|${day}`).digest();
  keysOfDays.set(serverKey, { day, key });
  return key;
}
