import { randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { timeSortedId } from '#audience/ids.ts';

describe('timeSortedId', () => {
  test('is a UUID of version 7 that tells its millisecond', () => {
    const now = new Date('2026-11-22T09:00:00.123Z');
    const id = timeSortedId(now, randomBytes);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now.getTime());
  });

  test('sorts by time', () => {
    const instants = fc.date({
      min: new Date(0),
      max: new Date('2200-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        fc.pre(a < b);
        expect(timeSortedId(a, randomBytes) < timeSortedId(b, randomBytes)).toBe(true);
      }),
    );
  });
});
