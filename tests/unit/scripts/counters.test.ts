import { describe, expect, test } from 'vitest';

import { compareCounters } from '../../../scripts/bench/counters.ts';

describe('compareCounters', () => {
  test.each(compareCounters())('$text counts $truth on $platform', ({ truth, counted }) => {
    expect(counted.Freehold).toBe(truth);
  });

  test('holds texts on which each of the others is wrong', () => {
    for (const name of ['Postiz', 'crosspost'] as const) {
      expect(compareCounters().some(({ truth, counted }) => counted[name] !== truth)).toBe(true);
    }
  });
});
