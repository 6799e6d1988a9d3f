import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { withFields, withPosts } from '#adapters/ledger-text.ts';
import { ledgerSchema } from '#articles/ledger.ts';

const row = { article: 'nl/puncture', platform: 'mastodon', on: '2026-10-08' };
const postsIn = (text: string) => ledgerSchema.parse(parse(text)).posts;

describe('withPosts', () => {
  test('begins the file with a line about what it is', () => {
    expect(withPosts(null, [row])).toMatch(
      /^# What of the hub.*\nposts:\n {2}- article: nl\/puncture\n/s,
    );
  });

  test('leaves every line that somebody wrote as it is', () => {
    const before = `# Ours.
posts:
    # The first one.
    - { article:   nl/rain,  platform: x , on: 2026-09-01 } # by Ada
    - article: null
      platform: oud-plein
      on: 2024-05-01
      note: "Voor de hub er was" # closing remark

# At the end.
records:
  documents: {}
`;
    const after = withPosts(before, [{ ...row, text: '12345678', note: 'a: b # c' }]);
    expect(after).toBe(
      before.replace(
        '# closing remark\n',
        `# closing remark
    - article: nl/puncture
      platform: mastodon
      on: 2026-10-08
      text: "12345678"
      note: "a: b # c"
`,
      ),
    );
  });

  test.each([
    ['no list yet', 'records:\n  documents: {}\n'],
    ['an empty list', 'posts: []\n'],
    ['a list in one line', 'posts: [{ article: nl/rain, platform: x, on: 2026-09-01 }]\n'],
    ['no line end at the end', 'posts:\n- article: nl/rain\n  platform: x\n  on: 2026-09-01'],
    [
      'lines of another system',
      'posts:\r\n  - article: nl/rain\r\n    platform: x\r\n    on: 2026-09-01\r\n',
    ],
    ['an empty file', ''],
    ['a list that is named and missing', 'posts:\n'],
    [
      'a text of several lines at the end',
      'posts:\n  - article: null\n    platform: x\n    on: 2026-09-01\n    note: >-\n      Voor de hub\n      er was\n',
    ],
  ])('keeps what is there and adds the row: %s', (_, before) => {
    const had = (parse(before) as { posts?: unknown[] } | null)?.posts ?? [];
    expect(postsIn(withPosts(before, [row]))).toEqual([...had, row]);
  });

  test('rows come back as they were given, however many are added', () => {
    const note = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.trim() === text && !/[\p{Cc}\u2028\u2029]/u.test(text));
    fc.assert(
      fc.property(fc.array(fc.array(note, { maxLength: 3 }), { maxLength: 4 }), (batches) => {
        const rows = batches.map((notes) => notes.map((text) => ({ ...row, note: text })));
        const text =
          rows.reduce<string | null>((before, batch) => withPosts(before, batch), null) ??
          withPosts(null, []);
        expect((parse(text) as { posts: unknown[] }).posts).toEqual(rows.flat());
      }),
    );
  });
});

describe('withFields', () => {
  test('completes a row and leaves the others', () => {
    const before = withPosts(null, [row, { ...row, platform: 'x' }]);
    const after = withFields(before, 1, { on: '2026-10-09', url: 'https://x.example/1' });
    expect(postsIn(after)).toEqual([
      row,
      { ...row, platform: 'x', on: '2026-10-09', url: 'https://x.example/1' },
    ]);
    expect(after.split('\n').slice(0, 5)).toEqual(before.split('\n').slice(0, 5));
  });
});
