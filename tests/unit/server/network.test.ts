import { isIPv6 } from 'node:net';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { networkHashes, networkOf } from '#server/network.ts';

import { serverKey } from '../../support/audience.ts';

describe('networkOf', () => {
  test.each([
    ['192.0.2.77', '192.0.2.77', '192.0.2.1'],
    ['2001:db8:1:2::77', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:ffff::1'],
    ['2001:DB8:1:2::77', '2001:db8:0001:0002:0:0:0:1', '2001:db8:1::'],
    ['::ffff:192.0.2.77', '192.0.2.77', '192.0.2.1'],
    ['::ffff:c000:24d', '192.0.2.77', '192.0.2.1'],
    ['fe80::1%eth0', 'fe80::2', 'fe80:0:0:9::1'],
  ])('fault 14, %s: is one visitor with %s, and a neighbour of %s', (address, same, neighbour) => {
    expect(networkOf(address)).toEqual(networkOf(same));
    expect(networkOf(neighbour).neighbourhood).toBe(networkOf(address).neighbourhood);
    expect(networkOf(neighbour).network).not.toBe(networkOf(address).network);
  });

  test.each([
    ['192.0.2.77', '192.0.3.77'],
    ['2001:db8:1:2::1', '2001:db8:2:2::1'],
    ['0.0.0.1', '::1'],
  ])('%s and %s have nothing in common', (one, other) => {
    expect(networkOf(one).neighbourhood).not.toBe(networkOf(other).neighbourhood);
  });

  test('fault 14: IPv6 addresses of one /64 are one visitor, whatever their other half', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
        fc.pre(isIPv6(one) && isIPv6(other));
        const sameHalf = toBytes(one).slice(0, 8).join() === toBytes(other).slice(0, 8).join();
        // Mapped IPv4 is counted as IPv4.
        fc.pre(!isMapped(one) && !isMapped(other));
        expect(networkOf(one).network === networkOf(other).network).toBe(sameHalf);
      }),
    );
  });

  test.each([
    '',
    'unknown',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '1.2.3.4:80',
    '[::1]:443',
    '::1::',
    'a%b',
    '192.0.2.1, 192.0.2.2',
    '%',
    '_',
  ])('whatever is no address is one visitor: %j', (text) => {
    expect(networkOf(text)).toEqual({ network: 'unknown', neighbourhood: 'unknown' });
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void networkOf(text)));
  });
});

describe('networkHashes', () => {
  const morning = new Date('2026-11-22T00:00:00Z');
  const night = new Date('2026-11-22T23:59:59Z');
  const nextDay = new Date('2026-11-23T00:00:00Z');

  test('hold for a day, tell no address, and mean nothing the next day or elsewhere', () => {
    const hashes = networkHashes('192.0.2.77', { serverKey, now: morning });
    expect(networkHashes('192.0.2.77', { serverKey, now: night })).toEqual(hashes);
    const others = [
      networkHashes('192.0.2.77', { serverKey, now: nextDay }),
      networkHashes('192.0.2.77', { serverKey: new Uint8Array(32).fill(8), now: morning }),
    ];
    for (const { hash, neighbourhoodHash } of others) {
      expect(hash).not.toBe(hashes.hash);
      expect(neighbourhoodHash).not.toBe(hashes.neighbourhoodHash);
    }
    expect(Object.values(hashes)).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
  });
});

function toBytes(address: string): number[] {
  const { hostname } = new URL(`http://[${address}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const groups = (text: string) =>
    text === '' ? [] : text.split(':').map((one) => Number.parseInt(one, 16));
  const [first, last] = [groups(head), groups(tail ?? '')];
  const gap = tail === undefined ? 0 : 8 - first.length - last.length;
  return [...first, ...Array.from({ length: gap }, () => 0), ...last].flatMap((group) => [
    group >> 8,
    group & 0xff,
  ]);
}

function isMapped(address: string): boolean {
  return toBytes(address).slice(0, 12).join() === '0,0,0,0,0,0,0,0,0,0,255,255';
}
