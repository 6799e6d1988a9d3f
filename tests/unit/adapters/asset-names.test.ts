import { describe, expect, test } from 'vitest';

import { assetName } from '#adapters/asset-names.ts';

describe('assetName', () => {
  test.each(['omslag.jpg', 'foto van ada.JPEG', 'logo.svg', 'a.webp'])(
    '%s is named after its bytes alone',
    (name) => {
      expect(assetName({ names: [name] })).toBe('_astro/[hash][extname]');
    },
  );

  test.each([
    { name: 'Base.css', pattern: '_astro/[name].[hash][extname]' },
    { name: 'index@_@astro.css', pattern: '_astro/index.[hash][extname]' },
    { name: 'source-serif-4.woff2', pattern: '_astro/[name].[hash][extname]' },
  ])('$name becomes $pattern', ({ name, pattern }) => {
    expect(assetName({ names: [name] })).toBe(pattern);
  });
});
