import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { leastFillMs, longestFillMs, paceOf, startedAt } from '#audience/fill-time.ts';

import { day, serverKey } from '../../support/audience.ts';

const form = 'subscribe' as const;
const began = new Date('2026-11-22T09:00:00.123Z');
const after = (milliseconds: number) => new Date(began.getTime() + milliseconds);
const started = startedAt({ form, serverKey, now: began });

describe('paceOf', () => {
  test.each([
    [0, 'too-fast'],
    [leastFillMs - 1, 'too-fast'],
    [leastFillMs, 'human'],
    [longestFillMs, 'human'],
    [longestFillMs + 1, 'unproven'],
    [30 * day, 'unproven'],
    // Another process of the hub may be a little behind.
    [-1000, 'too-fast'],
    [-60_000, 'unproven'],
  ] as const)('a form that is sent %i ms after its first focus is %s', (ms, pace) => {
    expect(paceOf(started, { form, serverKey, now: after(ms) })).toBe(pace);
  });

  test('knows nothing of a form that no script touched', () => {
    expect(paceOf('', { form, serverKey, now: began })).toBe('unknown');
  });

  test('does not take what another form or another hub signed', () => {
    const now = after(10_000);
    expect(paceOf(started, { form: 'question', serverKey, now })).toBe('unproven');
    const otherKey = new Uint8Array(32).fill(8);
    expect(paceOf(started, { form, serverKey: otherKey, now })).toBe('unproven');
  });

  test('does not take an altered byte, nor any other text', () => {
    const now = after(10_000);
    fc.assert(
      fc.property(fc.nat(started.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (i, c) => {
        fc.pre(started[i] !== c);
        const altered = started.slice(0, i) + c + started.slice(i + 1);
        expect(paceOf(altered, { form, serverKey, now })).toBe('unproven');
      }),
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(paceOf(text, { form, serverKey, now })).toBe('unproven');
      }),
    );
  });
});
