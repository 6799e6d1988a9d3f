import { describe, expect, test } from 'vitest';

import { cardFormats } from '#cards/formats.ts';
import { isDay } from '#hub/calendar.ts';
import { isId } from '#hub/ids.ts';
import { oldLimitFindings } from '#sharing/old-limits.ts';
import { fits, rulesOf } from '#sharing/platform.ts';
import { isPlatformId, platformIds, platforms } from '#sharing/platforms.ts';

describe.each(platformIds)('%s', (id) => {
  const platform = platforms[id];

  test('has an id that may be a file name', () => {
    expect(isId(id) && isPlatformId(id)).toBe(true);
  });

  test('every number says where it comes from and when it was checked', () => {
    for (const { max, source, checkedOn } of rulesOf(platform)) {
      expect(max).toBeGreaterThan(0);
      expect(source).toMatch(/^https:\/\/\S+$/);
      expect(isDay(checkedOn)).toBe(true);
    }
    expect(isDay(platform.asOf)).toBe(true);
  });

  test('we write no more hashtags than it allows and links', () => {
    const { limits, hashtags } = platform;
    const most = limits.find(({ unit }) => unit === 'hashtag')?.max ?? Infinity;
    expect(hashtags.written).toBeLessThanOrEqual(most);
    expect(hashtags.written).toBeLessThanOrEqual({ all: 5, first: 1, none: 0 }[hashtags.link]);
  });

  test('every picture that it takes is among the formats that are drawn', () => {
    const drawn = Object.values(cardFormats);
    for (const { width, height } of platform.images) {
      const isAlike = (one: { width: number; height: number }) =>
        Math.abs(one.width / one.height - width / height) < 0.15;
      expect(drawn.some(isAlike)).toBe(true);
    }
  });

  test('each character that it refuses has another to write instead', () => {
    const { characters, instead } = platform.refused ?? { characters: '', instead: '' };
    expect(instead).toHaveLength(characters.length);
  });
});

describe('fits', () => {
  test('every limit holds at once', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(fits(family.repeat(120), platforms.bluesky)).toBe(true);
    expect(fits(family.repeat(121), platforms.bluesky)).toBe(false);
  });

  test('Instagram takes five hashtags, not six', () => {
    expect(fits('#a #b #c #d #e', platforms.instagram)).toBe(true);
    expect(fits('#a #b #c #d #e #f', platforms.instagram)).toBe(false);
  });
});

describe('isPlatformId', () => {
  test.each(['flitsvideo', 'toString', '__proto__', ''])('"%s" is none', (id) => {
    expect(isPlatformId(id)).toBe(false);
  });
});

describe('oldLimitFindings', () => {
  test('warns about an active platform that nobody checked for more than a year', () => {
    expect(oldLimitFindings(['x', 'flitsvideo'], platforms.x.asOf)).toEqual([]);
    expect(oldLimitFindings(['x'], '2099-01-01')).toMatchObject([
      { rule: 'share/limits-old', severity: 'warning', field: ['share', 'platforms', 'x'] },
    ]);
  });
});
