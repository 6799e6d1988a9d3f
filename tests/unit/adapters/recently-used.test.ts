import { describe, expect, test } from 'vitest';

import { recentlyUsed } from '#adapters/card-renderer/recently-used.ts';

describe('recentlyUsed', () => {
  test('makes a value once', () => {
    const kept = recentlyUsed<object>({ maxBytes: 100 });
    const first = kept.get('a', 10, () => ({}));
    expect(kept.get('a', 10, () => ({}))).toBe(first);
  });

  test('forgets what was not used for longest when there is too much', () => {
    const kept = recentlyUsed<string>({ maxBytes: 20 });
    kept.get('old', 10, () => 'old');
    kept.get('used again', 10, () => 'used again');
    kept.get('old', 10, () => 'made twice');
    kept.get('new', 10, () => 'new');
    expect(kept.get('old', 10, () => 'made twice')).toBe('old');
    expect(kept.get('used again', 10, () => 'made twice')).toBe('made twice');
  });

  test('hands out even what is too large to keep', () => {
    const kept = recentlyUsed<string>({ maxBytes: 20 });
    expect(kept.get('large', 50, () => 'large')).toBe('large');
    kept.get('small', 5, () => 'small');
    expect(kept.get('large', 50, () => 'made again')).toBe('made again');
  });
});
