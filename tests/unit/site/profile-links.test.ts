import { describe, expect, test } from 'vitest';

import { profileLinks } from '#site/profile-links.ts';

describe('profileLinks', () => {
  test.each([
    ['linkedin', 'LinkedIn'],
    ['youtube', 'YouTube'],
    ['peertube', 'Peertube'],
  ])('a profile on %s is called %s', (platform, label) => {
    const url = 'https://elsewhere.example/@ada';
    expect(profileLinks([{ platform, url }])).toEqual([{ url, label }]);
  });
});
