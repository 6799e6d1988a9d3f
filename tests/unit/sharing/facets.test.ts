import { describe, expect, test } from 'vitest';

import { facetsOf } from '#sharing/facets.ts';

describe('facetsOf', () => {
  test('points at links and hashtags by their UTF-8 bytes', () => {
    const text = 'Één 👨‍👩‍👧‍👦 op de fiets:\nhttps://hub.example/één?a=b. #BakFiets';
    const bytes = Buffer.from(text);
    const marked = facetsOf(text).map(({ index, features }) => ({
      text: bytes.subarray(index.byteStart, index.byteEnd).toString(),
      features,
    }));
    expect(marked).toEqual([
      {
        text: 'https://hub.example/één?a=b',
        features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://hub.example/één?a=b' }],
      },
      { text: '#BakFiets', features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'BakFiets' }] },
    ]);
  });

  test('leaves a hashtag that Bluesky refuses as plain text', () => {
    expect(facetsOf(`#${'a'.repeat(64)} #${'b'.repeat(65)}`)).toHaveLength(1);
  });

  test('a text without links has none', () => {
    expect(facetsOf('Vast is vast.')).toEqual([]);
  });
});
