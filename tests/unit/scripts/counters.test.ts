import { describe, expect, test } from 'vitest';

import { compareCounters } from '../../../scripts/bench/counters.ts';

describe('compareCounters', () => {
  test.each(compareCounters())('$text counts $truth on $platform', ({ truth, counted }) => {
    expect(counted['Freehold']).toBe(truth);
  });

  test.each(['Postiz', 'twitter-text 3.1.0'])('holds texts on which %s is wrong', (name) => {
    const counts = compareCounters().flatMap(({ truth, counted }) =>
      typeof counted[name] === 'number' ? [counted[name] === truth] : [],
    );
    expect(counts).toContain(false);
    expect(counts).toContain(true);
  });

  test('counts as other tools do that are handed in, and says where they do not count', () => {
    const [first] = compareCounters({
      lengths: (text, platform) => (platform === 'x' ? text.length : null),
    });
    expect(first).toMatchObject({
      platform: 'x',
      truth: 32,
      counted: { Freehold: 32, lengths: 125 },
    });
    expect(compareCounters({ none: () => null })[0]?.counted['none']).toBeNull();
  });
});
