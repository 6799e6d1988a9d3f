import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isFormula, unguarded } from '#hub/formula-guard.ts';
import { queueCsv, queueJson } from '#sharing/schedulers/queue-files.ts';

import { aPlannedPost } from '../../support/queued-posts.ts';

describe('queue.csv', () => {
  test('has a row for each post, with the offset of its time', () => {
    const planned = aPlannedPost({ campaign: 'winter-26' });
    expect(queueCsv([planned, { ...planned, slot: null }]).split('\r\n')).toEqual([
      '\uFEFF"platform","text","url","image","alt","date","campaign"',
      `"linkedin","Vast is vast.","${planned.post.url}","https://proefhub.example/cards/artikelen/eerste-lekke-band.jpg","Een lekke band","2026-12-01T08:30:00+01:00","winter-26"`,
      `"linkedin","Vast is vast.","${planned.post.url}","https://proefhub.example/cards/artikelen/eerste-lekke-band.jpg","Een lekke band","","winter-26"`,
      '',
    ]);
  });

  test('no cell runs in a spreadsheet, and every text comes back to the letter', () => {
    const planned = aPlannedPost();
    const begin = fc.constantFrom('=', '+', '-', '@', '\t', "'", "'=", '＝', '');
    fc.assert(
      fc.property(begin, fc.string({ unit: 'grapheme' }), (first, rest) => {
        const text = first + rest;
        const csv = queueCsv([{ ...planned, post: { ...planned.post, text } }]);
        const [row]: Record<string, string>[] = parse(csv, { bom: true, columns: true });
        expect(isFormula(row?.['text'] ?? '')).toBe(false);
        expect(unguarded(row?.['text'] ?? '')).toBe(text);
      }),
    );
  });
});

describe('queue.json', () => {
  test('says when, in UTC and by the clock, and what the clocks did to it', () => {
    const planned = aPlannedPost({ local: '2027-03-28T02:30' });
    const { posts } = JSON.parse(queueJson([planned])) as { posts: unknown[] };
    expect(posts).toMatchObject([
      {
        article: 'nl/eerste-lekke-band',
        platform: 'linkedin',
        text: 'Vast is vast.',
        missed: null,
        planned: {
          at: '2027-03-28T01:30:00.000Z',
          local: '2027-03-28T03:30:00+02:00',
          remark: 'The clocks skip the time of the cadence on this day, so it is later.',
        },
      },
    ]);
  });
});
