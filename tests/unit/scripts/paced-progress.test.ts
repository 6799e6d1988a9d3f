import { describe, expect, test } from 'vitest';

import { pacedProgress } from '../../../scripts/support/paced-progress.ts';

function watched(isTTY: boolean) {
  let now = 0;
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 };
  const progress = pacedProgress({ label: 'Imported', unit: 'rows', stream, clock: () => now });
  return {
    written,
    at(milliseconds: number, done: number, total: number) {
      now = milliseconds;
      progress(done, total);
    },
  };
}

describe('pacedProgress', () => {
  test('tells on a terminal how fast it goes and how long it takes yet, five times a second', () => {
    const { at, written } = watched(true);
    at(10_000, 20_000, 80_000);
    at(10_100, 20_200, 80_000);
    at(40_000, 80_000, 80_000);
    expect(written.map((text) => text.replaceAll(/[\r█░]|\u001B\[K/g, ''))).toEqual([
      ' Imported 20,000 of 80,000 rows · 2,000 a second · 30 s left',
      ' Imported 80,000 of 80,000 rows · 2,000 a second · in 40 s',
      '\n',
    ]);
  });

  test('writes one line elsewhere, and nothing for a short job', () => {
    const { at, written } = watched(false);
    for (const done of [1, 40_000, 80_000]) at(done, done, 80_000);
    at(1, 10, 10);
    expect(written).toEqual(['Imported 80,000 of 80,000 rows in 1 min 20 s\n']);
  });
});
