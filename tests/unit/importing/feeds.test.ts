import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { readExport } from '#adapters/importing/read-export.ts';
import { localDay } from '#importing/sources/local-day.ts';
import { uploadsOf } from '#importing/sources/uploads.ts';

/** What a file with `bytes` holds. */
async function read(bytes: string | Uint8Array) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'freehold-feed-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'feed');
  await writeFile(file, bytes);
  const known = { uploads: uploadsOf(new Set()), timeZone: 'Europe/Amsterdam' };
  const { blog, findings } = await readExport(file, known);
  return {
    entries: blog.entries,
    titles: blog.entries.map(({ fields }) => fields['title']),
    told: findings.map(({ construct, what }) => `${construct}: ${what}`),
  };
}

const rss = (item: string, { before = '' } = {}) =>
  `${before}<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>Blog</title><link>https://oud.example/</link><item>${item}</item></channel></rss>`;
const whole = '<description>&lt;p&gt;Een&lt;/p&gt;&lt;p&gt;Twee&lt;/p&gt;</description>';

test.each([
  ['ISO-8859-1', 'latin1'],
  ['UTF-16', 'utf16le'],
] as const)('a feed in %s keeps its accents', async (name, encoding) => {
  const before = `${encoding === 'utf16le' ? '\uFEFF' : ''}<?xml version="1.0" encoding="${name}"?>`;
  const text = rss(`<title>Eén café</title>${whole}`, { before });
  expect((await read(Buffer.from(text, encoding))).titles).toEqual(['Eén café']);
});

test('what readers of feeds forgive is forgiven: space at the beginning, bare ampersands, signs of HTML', async () => {
  const item = `<title>Brood & caf&eacute; &onzin;</title><link>https://oud.example/?a=1&b=2</link>${whole}`;
  const { titles, entries } = await read(rss(item, { before: '\n <?xml version="1.0"?>' }));
  expect(titles).toEqual(['Brood & café &onzin;']);
  expect(entries[0]?.oldUrls).toEqual(['https://oud.example/?a=1&b=2']);
});

test('an item leads to its own address, and what counted readers is left out', async () => {
  const { entries, told } = await read(
    rss(
      '<dc:subject xmlns:dc="http://purl.org/dc/elements/1.1/">meel</dc:subject><link>http://feeds.example/~r/1</link><feedburner:origLink>https://oud.example/brood/</feedburner:origLink>' +
        '<description><![CDATA[<p>Een brood rijst.</p><p>Twee</p><img src="https://t.example/p" height="1" width="1"/>]]></description>',
    ),
  );
  expect(entries[0]).toMatchObject({
    oldUrls: ['https://oud.example/brood/'],
    fields: { title: 'Een brood rijst', tags: ['meel'] },
    body: '<p>Een brood rijst.</p><p>Twee</p>',
  });
  expect(told).toEqual([
    'tracker: what counted readers of the feed',
    'title: none, so "Een brood rijst" after its first words',
  ]);
});

test('a backup of Blogger gives its posts, drafts as drafts, and names comments and pages', async () => {
  const entry = (kind: string, more = '') =>
    `<entry><id>${kind}${more.length}</id><title>Een ${kind}</title>${more}<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#${kind}"/><category term="meel"/><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry>`;
  const draft = '<app:control><app:draft>yes</app:draft></app:control>';
  const { entries, told } = await read(
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://purl.org/atom/app#">${entry('post')}${entry('post', draft)}${entry('comment')}${entry('settings')}</feed>`,
  );
  expect(entries.map(({ fields }) => [fields['title'], fields['tags'], fields['draft']])).toEqual([
    ['Een post', ['meel'], undefined],
    ['Een post', ['meel'], true],
  ]);
  expect(told).toEqual(['other content: 1 of the kind "comment"']);
});

test('an address is relative to what the feed says, and a summary may be the whole text', async () => {
  const { entries } = await read(
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://oud.example/blog/"><link href="/"/><entry><id>1</id><title>Brood</title><link href="2019/brood"/><summary type="html">&lt;p>Een&lt;/p>&lt;p>Twee&lt;/p></summary></entry></feed>',
  );
  expect(entries[0]).toMatchObject({
    oldUrls: ['https://oud.example/blog/2019/brood'],
    body: '<p>Een</p><p>Twee</p>',
  });
});

test('a JSON Feed may leave things empty', async () => {
  const items = [{ id: 1, url: null, title: null, tags: null, content_html: '<p>Een brood.</p>' }];
  const feed = { version: 'https://jsonfeed.org/version/1.1', home_page_url: null, items };
  expect((await read(JSON.stringify(feed))).titles).toEqual(['Een brood']);
});

test.each([
  ['2019-05-01T22:30:00Z', '2019-05-02'],
  ['Wed, 01 May 2019 22:30:00 GMT', '2019-05-02'],
  ['Wed, 01 May 2019 22:30:00 +0000', '2019-05-02'],
  [1_556_749_800_000, '2019-05-02'],
  ['2019-05-01T22:30:00-07:00', '2019-05-01T22:30:00-07:00'],
  ['2019-05-01', '2019-05-01'],
])('the instant %s is the day %s of Amsterdam', (value, day) => {
  expect(localDay(value, 'Europe/Amsterdam')).toBe(day);
});
