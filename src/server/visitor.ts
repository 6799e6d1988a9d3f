import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Who is at the other end of a request, as far as the host can believe it. */
export interface Visitor {
  /** An IPv4 or IPv6 address without port, or the empty string when the connection is already gone. */
  readonly address: string;
  /** Whether the visitor's own connection is encrypted, as a trusted proxy reports. */
  readonly isSecure: boolean;
}

/**
 * The visitor behind `trustedProxies` proxies. Each proxy adds the address it sees to the right of
 * `X-Forwarded-For`, so only the right-most entries can be believed; what stands left of them is
 * whatever the client wrote.
 */
export function visitorOf(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustedProxies: number,
): Visitor {
  const peer = plainAddress(socket.remoteAddress ?? '') ?? '';
  if (trustedProxies === 0) return { address: peer, isSecure: false };

  const forwarded = fromTheRight(headers['x-forwarded-for'], trustedProxies);
  const protocol = fromTheRight(headers['x-forwarded-proto'], trustedProxies);
  return {
    address: plainAddress(forwarded) ?? peer,
    isSecure: protocol.toLowerCase() === 'https',
  };
}

/** The entry that the outermost trusted proxy wrote; a proxy that replaces the header leaves only one. */
function fromTheRight(header: string | string[] | undefined, trustedProxies: number): string {
  const entries = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
  return (entries.at(-trustedProxies) ?? entries[0] ?? '').trim();
}

/** `[2001:db8::1]:443`, `192.0.2.1:80` and `::ffff:192.0.2.1` without what surrounds the address. */
function plainAddress(text: string): string | null {
  const address = text
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  return isIP(address) === 0 ? null : address;
}
