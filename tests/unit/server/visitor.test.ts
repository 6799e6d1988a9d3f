import type { IncomingMessage } from 'node:http';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { visitorOf } from '#server/visitor.ts';

/** A request that came over a connection from `peer`. */
function requestFrom(peer: string | undefined, headers: IncomingMessage['headers'] = {}) {
  return { headers, socket: { remoteAddress: peer } } as Pick<
    IncomingMessage,
    'headers' | 'socket'
  >;
}

describe('visitorOf', () => {
  test.each([
    [0, '203.0.113.1', '6.6.6.6', '203.0.113.1'],
    [1, '10.0.0.1', '203.0.113.1', '203.0.113.1'],
    [1, '10.0.0.1', '6.6.6.6, 203.0.113.1', '203.0.113.1'],
    [2, '10.0.0.1', '6.6.6.6, 203.0.113.1, 10.0.0.2', '203.0.113.1'],
    [2, '10.0.0.1', '203.0.113.1', '203.0.113.1'],
    [1, '10.0.0.1', '203.0.113.1:4711', '203.0.113.1'],
    [1, '10.0.0.1', '[2001:db8::1]:443', '2001:db8::1'],
    [1, '10.0.0.1', '2001:db8::1', '2001:db8::1'],
    [1, '10.0.0.1', '::ffff:203.0.113.1', '203.0.113.1'],
    [1, '::ffff:10.0.0.1', undefined, '10.0.0.1'],
    [1, '10.0.0.1', 'unknown', '10.0.0.1'],
    [1, '10.0.0.1', "1' OR '1'='1", '10.0.0.1'],
    [0, undefined, undefined, ''],
  ])(
    'with %i trusted proxies, from %s, forwarded for %s: %s',
    (count, peer, forwarded, address) => {
      const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
      expect(visitorOf(requestFrom(peer, headers), count).address).toBe(address);
    },
  );

  test('nothing a visitor writes before a trusted proxy’s entry changes the address', () => {
    fc.assert(
      fc.property(fc.string(), (claimed) => {
        const headers = { 'x-forwarded-for': `${claimed}, 203.0.113.1` };
        expect(visitorOf(requestFrom('10.0.0.1', headers), 1).address).toBe('203.0.113.1');
      }),
    );
  });

  test('https is believed of a trusted proxy only', () => {
    const request = requestFrom('10.0.0.1', { 'x-forwarded-proto': 'https' });
    expect(visitorOf(request, 1).isSecure).toBe(true);
    expect(visitorOf(request, 0).isSecure).toBe(false);
  });
});
