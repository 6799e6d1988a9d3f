import { randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  hashAddress,
  hashToken,
  isToken,
  keyFingerprint,
  tokenOf,
  unsubscribeToken,
} from '#audience/tokens.ts';

const tokens = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(tokenOf);
const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('hashToken', () => {
  test('any altered character gives another hash', () => {
    fc.assert(
      fc.property(
        tokens,
        fc.nat(42),
        fc.string({ minLength: 1, maxLength: 1 }),
        (token, at, other) => {
          fc.pre(token[at] !== other);
          const altered = token.slice(0, at) + other + token.slice(at + 1);
          expect(hashToken('confirm', altered)).not.toBe(hashToken('confirm', token));
        },
      ),
    );
  });

  test('a truncated or extended token gives another hash and has no form of a token', () => {
    fc.assert(
      fc.property(tokens, fc.nat(42), fc.string({ minLength: 1 }), (token, length, tail) => {
        for (const altered of [token.slice(0, length), token + tail]) {
          expect(isToken(altered)).toBe(false);
          expect(hashToken('confirm', altered)).not.toBe(hashToken('confirm', token));
        }
      }),
    );
  });

  test('is bound to its purpose', () => {
    const token = tokenOf(randomBytes(32));
    expect(hashToken('confirm', token)).not.toBe(hashToken('unsubscribe', token));
  });

  test('does not contain the token', () => {
    const token = tokenOf(randomBytes(32));
    expect(hashToken('confirm', token)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashToken('confirm', token)).not.toContain(token);
  });
});

describe('tokenOf', () => {
  test('keeps all 256 bits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const token = tokenOf(bytes);
        expect(isToken(token)).toBe(true);
        expect(new Uint8Array(Buffer.from(token, 'base64url'))).toEqual(bytes);
      }),
    );
  });

  test.each([0, 16, 31, 33])('refuses %i bytes', (length) => {
    expect(() => tokenOf(new Uint8Array(length))).toThrow(RangeError);
  });
});

describe('unsubscribeToken', () => {
  test('is the same in every mail and another for every subscription and key', () => {
    fc.assert(
      fc.property(keys, keys, fc.uuid(), fc.uuid(), (key, otherKey, id, otherId) => {
        fc.pre(id !== otherId && Buffer.compare(key, otherKey) !== 0);
        const token = unsubscribeToken(key, id);
        expect(isToken(token)).toBe(true);
        expect(unsubscribeToken(key, id)).toBe(token);
        expect(unsubscribeToken(key, otherId)).not.toBe(token);
        expect(unsubscribeToken(otherKey, id)).not.toBe(token);
      }),
    );
  });
});

describe('hashAddress', () => {
  test('recognises an address with the same key only', () => {
    const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(hashAddress(one, 'ada@example.org')).toBe(hashAddress(one, 'ada@example.org'));
    expect(hashAddress(one, 'ada@example.org')).not.toBe(hashAddress(two, 'ada@example.org'));
    expect(keyFingerprint(one)).not.toBe(keyFingerprint(two));
  });
});
