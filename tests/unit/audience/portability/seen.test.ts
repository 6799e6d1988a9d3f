import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { seenHashes } from '#audience/portability/seen.ts';

test('seenHashes remembers as a set does, also when it grows', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 6000 }), { maxLength: 12_000 }), (numbers) => {
      const seen = seenHashes();
      const set = new Set<number>();
      for (const number of numbers) {
        const hash = createHash('sha256').update(String(number)).digest('hex');
        expect(seen.add(hash)).toBe(!set.has(number));
        set.add(number);
      }
    }),
    { numRuns: 10 },
  );
});
