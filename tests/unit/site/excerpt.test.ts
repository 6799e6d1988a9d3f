import { describe, expect, test } from 'vitest';

import { openEnded } from '#site/excerpt.ts';

describe('openEnded', () => {
  test.each([
    [
      'eronder. Elke <mark>winter</mark> staan er mensen',
      '… eronder. Elke <mark>winter</mark> staan er mensen …',
    ],
    ['<mark>winterjas</mark> aan', '… <mark>winterjas</mark> aan …'],
    ['Een jas voor de <mark>winter</mark>.', 'Een jas voor de <mark>winter</mark>.'],
    ['“Neem een <mark>winterband</mark>.”', '“Neem een <mark>winterband</mark>.”'],
    ['', ''],
  ])('%j becomes %j', (excerpt, shown) => {
    expect(openEnded(excerpt)).toBe(shown);
  });
});
