import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';

import { platformIds } from '#sharing/platforms.ts';
import { formulaFindings } from '#sharing/schedulers/findings.ts';
import { schedulers } from '#sharing/schedulers/profiles.ts';
import { schedulerFiles } from '#sharing/schedulers/scheduler-files.ts';

import { aPlannedPost } from '../../support/queued-posts.ts';

type Row = Record<string, string>;

/** The rows of a file as two parsers read them, which must agree. */
function rowsOf(text: string): Row[] {
  const rows: Row[] = parse(text, { bom: true, columns: true });
  const { data, errors } = Papa.parse<Row>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  expect(data.map((row) => ({ ...row }))).toEqual(rows);
  return rows;
}

function fileNamed(name: string, planned: Parameters<typeof schedulerFiles>[0]) {
  const file = schedulerFiles(planned).find((one) => one.name === `schedulers/${name}.csv`);
  if (!file) throw new Error(`there is no ${name}`);
  return file;
}

const headerOf = (text: string) => text.replace(/^\uFEFF/, '').split('\r\n', 1)[0] ?? '';
const textColumns: Record<string, string> = {
  buffer: 'Text',
  publer: 'Text',
  metricool: 'Text',
  sprout: 'message_text',
  socialbee: 'text',
};

describe('the files for schedulers', () => {
  test('one file for each account, or one for all where a row names its platform', () => {
    const planned = platformIds.map((platform) => aPlannedPost({ platform }));
    const names = schedulerFiles(planned).map(({ name }) => name);
    expect(names).toContain('schedulers/buffer-linkedin.csv');
    expect(names.filter((name) => name.includes('metricool'))).toEqual([
      'schedulers/metricool.csv',
    ]);
    expect(names.filter((name) => name.includes('whatsapp'))).toEqual([]);
  });

  test('Buffer gets its four columns, a byte order mark and every cell between quotes', () => {
    const { text } = fileNamed('buffer-linkedin', [aPlannedPost({ text: 'Zeg "ja",\ntoch?' })]);
    expect(text).toBe(
      '\uFEFF"Text","Image URL","Tags","Posting Time"\r\n"Zeg ""ja"",\ntoch?","","","2026-12-01 08:30"\r\n',
    );
  });

  test('Publer gets its twelve columns and a time with a colon', () => {
    const { text } = fileNamed('publer-mastodon', [
      aPlannedPost({ platform: 'mastodon', alt: 'Links || rechts' }),
    ]);
    expect(headerOf(text).split(',')).toHaveLength(12);
    expect(text.startsWith('\uFEFF')).toBe(false);
    expect(rowsOf(text)).toMatchObject([
      { Date: '2026-12-01 08:30', 'Link(s)': '', 'Alt text(s)': 'Links | | rechts' },
    ]);
  });

  test('Metricool gets its 97 columns and one platform in each row', () => {
    const planned = [
      aPlannedPost({ platform: 'bluesky' }),
      aPlannedPost({ platform: 'instagram' }),
    ];
    const { text } = fileNamed('metricool', planned);
    expect(headerOf(text).split(',')).toHaveLength(97);
    expect(rowsOf(text)).toMatchObject([
      {
        Bluesky: 'true',
        Instagram: 'false',
        Date: '2026-12-01',
        Time: '08:30:00',
        'Picture Url 1': '',
      },
      { Bluesky: 'false', Instagram: 'true', 'Alt text picture 1': 'Een lekke band' },
    ]);
  });

  test('Sprout and SocialBee get their own ways of writing a time', () => {
    const planned = [aPlannedPost({ platform: 'threads' })];
    expect(rowsOf(fileNamed('sprout-threads', planned).text)).toMatchObject([
      { date: '01/12/2026', time_24hr: '08:30' },
    ]);
    expect(rowsOf(fileNamed('socialbee-threads', planned).text)).toMatchObject([
      { postAtSpecificTime: '2026-12-01 08:30:00', link: '' },
    ]);
  });

  test('more posts than a scheduler takes at once go into numbered files', () => {
    const one = aPlannedPost();
    const planned = Array.from({ length: 351 }, (_, index) => ({
      ...one,
      post: { ...one.post, text: `Bericht ${index}` },
    }));
    const files = schedulerFiles(planned);
    const names = (id: string) =>
      files
        .filter(({ name }) => name.includes(id))
        .map(({ name }) => name.slice('schedulers/'.length));
    expect(names('buffer')).toEqual([1, 2, 3, 4].map((part) => `buffer-linkedin-${part}of4.csv`));
    expect(names('sprout')).toEqual(['sprout-linkedin-1of2.csv', 'sprout-linkedin-2of2.csv']);
    expect(names('socialbee')).toEqual(['socialbee-linkedin.csv']);
    const back = files
      .filter(({ name }) => name.includes('buffer'))
      .flatMap(({ text }) => rowsOf(text));
    expect(back.map(({ Text }) => Text)).toEqual(planned.map(({ post }) => post.text));
  });

  test('a comma in the address of a picture does not make two pictures of it', () => {
    const picture = 'https://proefhub.example/cards/een,twee.jpg';
    const { text } = fileNamed('publer-instagram', [
      aPlannedPost({ platform: 'instagram', picture }),
    ]);
    expect(rowsOf(text)[0]?.['Media URL(s)']).toBe('https://proefhub.example/cards/een%2Ctwee.jpg');
  });

  test('any text comes back to the letter from every file, and no link takes the place of a picture', () => {
    const odd = fc.constantFrom(
      '=cmd|calc',
      '@ada',
      '\u202Eabc',
      'שלום',
      '👩‍👩‍👧',
      '"',
      "'",
      '\r\n',
      ',',
      '\t',
      '||',
    );
    const text = fc
      .array(fc.oneof(odd, fc.string({ unit: 'grapheme' })), { minLength: 1, maxLength: 8 })
      .map((parts) => parts.join(''));
    const one = new Map(platformIds.map((platform) => [platform, aPlannedPost({ platform })]));
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...platformIds),
        (texts, platform) => {
          const base = one.get(platform) ?? aPlannedPost();
          const planned = texts.map((words) => ({ ...base, post: { ...base.post, text: words } }));
          for (const { name, text: csv } of schedulerFiles(planned)) {
            const id = name.replace(/^schedulers\/(\w+).*/s, '$1');
            const rows = rowsOf(csv);
            expect(rows.map((row) => row[textColumns[id] ?? ''])).toEqual(texts);
            for (const row of rows) {
              const link = row['Link(s)'] ?? row['link'] ?? '';
              const picture = row['Media URL(s)'] ?? row['imageUrls'] ?? '';
              expect(link === '' || picture === '').toBe(true);
            }
          }
        },
      ),
    );
  });

  test.each(Object.entries(schedulers))('%s says where its header comes from', (_, profile) => {
    expect(profile.source).not.toBe('');
    expect(profile.checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(new Set(profile.header).size).toBe(profile.header.length);
  });
});

describe('formulaFindings', () => {
  test('warns once of a post that a spreadsheet would run, and names a file that holds it', () => {
    const planned = [
      aPlannedPost({ text: '=1+1' }),
      aPlannedPost({ platform: 'x', text: 'Gewoon' }),
    ];
    expect(formulaFindings(planned)).toMatchObject([
      {
        rule: 'share/formula',
        severity: 'warning',
        file: 'content/articles/nl/eerste-lekke-band.mdx',
        message: expect.stringMatching(/begins with "=".*schedulers\/buffer-linkedin\.csv/),
      },
    ]);
    expect(formulaFindings([aPlannedPost({ platform: 'whatsapp', text: '=1+1' })])).toEqual([]);
  });
});
