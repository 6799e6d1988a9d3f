import fc from 'fast-check';
import ical, { type VEvent } from 'node-ical';
import { describe, expect, test } from 'vitest';

import { calendarOf } from '#sharing/schedulers/calendar.ts';

import { someContent } from '../../support/content-builders.ts';
import { aPlannedPost } from '../../support/queued-posts.ts';

const { hub } = someContent();
const asOf = '2026-11-30';
const calendar = (
  planned: Parameters<typeof calendarOf>[0],
  former: string | null = null,
  day = asOf,
) => calendarOf(planned, { hub, former, asOf: day }) ?? '';

/** The events as another program reads them. */
function eventsIn(text: string): VEvent[] {
  return Object.values(ical.sync.parseICS(text)).filter(
    (one): one is VEvent => one !== undefined && 'type' in one && one.type === 'VEVENT',
  );
}

describe('calendar.ics', () => {
  test('reads as this, to the letter', () => {
    const planned = aPlannedPost({
      text: 'Zet je fiets op zijn kop, en kijk; dan pas plakken.\nMeer op de hub.',
      campaign: 'winter-26',
      updatedAt: '2026-10-20',
    });
    expect(calendar([planned]).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'PRODID:-//Freehold//Share posts//EN',
      'VERSION:2.0',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Proefhub: share posts',
      'BEGIN:VEVENT',
      'UID:6c8401f2bbafdfe8a94d77a033985dcc2b5557a3d8ae6167ffd927724d44b06b@proef',
      ' hub.example',
      'DTSTAMP:20261020T120000Z',
      'DTSTART:20261201T073000Z',
      'DURATION:PT15M',
      'SUMMARY:[LinkedIn] De eerste lekke band',
      String.raw`DESCRIPTION:Zet je fiets op zijn kop\, en kijk\; dan pas plakken.\nMeer op`,
      '  de hub.',
      'URL:https://proefhub.example/artikelen/eerste-lekke-band/?utm_source=linke',
      ' din&utm_medium=social&utm_campaign=winter-26&utm_content=6ee4ca4c',
      'CATEGORIES:winter-26',
      'STATUS:CONFIRMED',
      'TRANSP:TRANSPARENT',
      'SEQUENCE:0',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  test('the same plan gives the same bytes, also after itself', () => {
    const planned = [aPlannedPost(), aPlannedPost({ platform: 'x', local: '2026-12-02T09:00' })];
    const first = calendar(planned);
    expect(calendar(planned, first)).toBe(first);
    expect(calendar(planned.toReversed(), first)).toBe(first);
  });

  test('what changed keeps its UID and counts up; what is gone is cancelled, once', () => {
    const first = calendar([aPlannedPost()]);
    const moved = calendar([aPlannedPost({ local: '2026-12-03T08:30' })], first);
    const gone = calendar([], moved);
    const [one] = eventsIn(first);
    expect(eventsIn(moved)).toMatchObject([{ uid: one?.uid, sequence: 1, status: 'CONFIRMED' }]);
    expect(eventsIn(gone)).toMatchObject([{ uid: one?.uid, sequence: 2, status: 'CANCELLED' }]);
    expect(calendar([], gone)).toBe(gone);
    const back = calendar([aPlannedPost()], gone);
    expect(eventsIn(back)).toMatchObject([{ uid: one?.uid, sequence: 3, status: 'CONFIRMED' }]);
  });

  test('a post whose time came is no longer in it, without being cancelled', () => {
    const first = calendar([aPlannedPost()]);
    const next = aPlannedPost({ platform: 'x', local: '2026-12-02T09:00' });
    expect(eventsIn(calendar([next], first, '2026-12-01'))).toHaveLength(1);
    expect(calendar([], first, '2026-12-01')).toBe('');
  });

  test('another address of the article is the same event', () => {
    const [one] = eventsIn(calendar([aPlannedPost({ translationKey: 'puncture' })]));
    const [other] = eventsIn(calendar([aPlannedPost({ translationKey: 'puncture', slug: 'lek' })]));
    expect(other?.uid).toBe(one?.uid);
  });

  test('a file that somebody broke counts as none', () => {
    expect(calendar([aPlannedPost()], 'BEGIN:VEVENT\r\nEND')).toBe(calendar([aPlannedPost()]));
  });

  test('no line is longer than 75 bytes or splits a character, and every text comes back', () => {
    const base = aPlannedPost();
    const odd = fc.constantFrom(
      '👩‍👩‍👧',
      'é',
      '漢字',
      '\\',
      ';',
      ',',
      '\n',
      ':',
      '"',
      'שלום',
      'BEGIN:VEVENT',
    );
    const text = fc
      .array(fc.oneof(odd, fc.string({ unit: 'grapheme' }), fc.lorem()), {
        minLength: 1,
        maxLength: 12,
      })
      .map((parts) =>
        parts.join('').replaceAll(/[\p{Cc}]/gu, (sign) => (sign === '\n' ? sign : '')),
      )
      .filter((words) => words.trim() === words && words !== '');
    fc.assert(
      fc.property(text, (words) => {
        const made = calendar([{ ...base, post: { ...base.post, text: words } }]);
        for (const line of made.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\ud800-\udfff]/u);
        }
        expect(eventsIn(made)).toMatchObject([{ description: words, url: base.post.url }]);
        expect(calendar([{ ...base, post: { ...base.post, text: words } }], made)).toBe(made);
      }),
    );
  });
});
