import { describe, expect, test } from 'vitest';

import { chosenSource } from '#articles/image-source.ts';

describe('chosenSource', () => {
  test.each([
    { srcset: '/a.jpg 640w, /b.jpg 1280w, /c.jpg 2400w', chosen: '/b.jpg' },
    { srcset: '/c.jpg 2400w, /a.jpg 640w', chosen: '/a.jpg' },
    { srcset: '/d.jpg 3000w, /c.jpg 2400w', chosen: '/c.jpg' },
    { srcset: '/a.jpg 2x', chosen: '/src.jpg' },
    { srcset: '', chosen: '/src.jpg' },
  ])('of "$srcset" it takes $chosen', ({ srcset, chosen }) => {
    expect(chosenSource({ src: '/src.jpg', srcset })).toBe(chosen);
  });

  test('without anything to choose from there is none', () => {
    expect(chosenSource({ src: undefined })).toBeUndefined();
  });
});
