import { describe, expect, test } from 'vitest';

import { answers } from '#site/search-match.ts';

describe('answers', () => {
  test.each([
    ['kettingen', 'de <mark>Ketting,</mark> het tandwiel'],
    ['riding', 'a <mark>ride</mark> in the rain'],
    ['een', 'er is <mark>één</mark> bak'],
    ['op', 'wij stapten <mark>op</mark>'],
    ['accu’s', 'drie <mark>accu’s</mark> in de kou'],
    ['winterbandenwisselafspraak', 'de <mark>winter</mark> door'],
    ['koud weather', 'in een schuur waar <mark>we</mark> maten'],
    ['gears', 'the match is in the title alone'],
  ])('an excerpt may answer "%s"', (query, excerpt) => {
    expect(answers(query, excerpt)).toBe(true);
  });

  test.each([
    ['weather', 'toen <mark>we</mark> maten wat <mark>we</mark> dachten'],
    ['batterij', 'accu A en accu <mark>B</mark>'],
    ['smeert', '<mark>’s</mark> avonds'],
  ])('the beginning of "%s" is no answer to it', (query, excerpt) => {
    expect(answers(query, excerpt)).toBe(false);
  });
});
