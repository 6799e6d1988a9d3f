import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';

import { main } from '../../scripts/import.ts';
import { makeHub } from '../support/hub-folder.ts';
import { asOf } from '../support/mistakes.ts';

const fixtures = 'tests/fixtures/import';
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'freehold-export-'));
  await mkdir(path.join(folder, 'uploads', '2019', '05'), { recursive: true });
  await writeFile(path.join(folder, 'uploads', '2019', '05', 'band.png'), pixel);
});
afterEach(() => rm(folder, { recursive: true }));

async function importInto(root: string, ...argv: string[]) {
  const data: string[] = [];
  const remarks: string[] = [];
  const output = {
    data: (line: string) => void data.push(line),
    remark: (line: string) => void remarks.push(line),
  };
  const status = await main(argv, output, { hubRoot: root, asOf });
  return { status, report: data.join('\n'), remarks: remarks.join('\n') };
}

const errorsIn = async (root: string) =>
  (await checkContent(root, { asOf })).problems.filter(({ severity }) => severity === 'error');

describe('an export of WordPress', () => {
  test('comes along with pictures, code, embeds, authors and every old address', async () => {
    await using hub = await makeHub();
    const { report, remarks } = await importInto(
      hub.root,
      ...[`${fixtures}/wordpress.xml`, '--uploads', path.join(folder, 'uploads')],
    );
    expect(remarks).toContain('3 articles: 10 files written');
    expect(await errorsIn(hub.root)).toEqual([]);

    const article = await hub.read('content/articles/nl/banden-plakken.mdx');
    expect(article).toContain('publishedAt: 2019-05-01');
    expect(article).toContain('authors:\n  - roos-de-vries');
    expect(article).toContain('nl: Een lekke band');
    expect(article).toContain('[het vorige stuk](/artikelen/ketting-smeren/)');
    expect(article).toContain('<Figure caption="De band, & het gat">');
    expect(article).toContain('![Een band](../../media/imported/2019/05/band.png)');
    expect(article).toContain('(https://www.youtube.com/watch?v=abcdefgh)');
    expect(article).toContain('```js\nif (a < b) { klaar(); }\n```');
    expect(article).not.toMatch(/wp:|javascript:|alert/);
    const classic = await hub.read('content/articles/nl/ketting-smeren.mdx');
    expect(classic).toContain('Een druppel\\\nper schakel.');
    expect(classic).toContain('<Figure caption="Zo dus">');
    expect(await hub.read('content/redirects.yaml'))
      .toBe(`# Old address: new address. Lines that you write stay.

/2018/ketting-smeren/: /artikelen/ketting-smeren/
/2019/05/band-plakken/: /artikelen/banden-plakken/
/2019/05/banden-plakken/: /artikelen/banden-plakken/
/?p=12: /artikelen/banden-plakken/
/?p=13: /artikelen/ketting-smeren/
`);
    for (const named of [
      '[Klik](javascript:alert(1))',
      '<script>: alert(1)',
      'is protected by a password',
      'is private',
      'is in the trash',
      'is a page (publish)',
      '[contact-form-7 id="3"]',
      'a reaction of a reader',
      '1 of the kind "wp_template"',
    ]) {
      expect(report).toContain(named);
    }
  });

  test('a draft stays one, and what was secret is nowhere', async () => {
    await using hub = await makeHub();
    await importInto(hub.root, `${fixtures}/wordpress.xml`);
    expect(await hub.read('content/articles/nl/half-af.mdx')).toContain('status: draft');
    await expect(hub.read('content/articles/nl/geheim.mdx')).rejects.toThrow('ENOENT');
    await expect(hub.read('content/articles/nl/intern.mdx')).rejects.toThrow('ENOENT');
  });
});

const ghost = {
  db: [
    {
      data: {
        posts: [
          {
            ...{
              id: '1',
              title: 'Remblokken vervangen',
              slug: 'remblokken',
              status: 'published',
              visibility: 'public',
              type: 'post',
            },
            html: '<p>Kijk <a href="__GHOST_URL__/leden/">hier</a>.</p><figure class="kg-card"><img src="__GHOST_URL__/content/images/2019/05/band.png" alt="Band"></figure>',
            ...{
              feature_image: '__GHOST_URL__/content/images/size/w600/2019/05/band.png',
              published_at: '2020-02-03T10:00:00.000Z',
            },
          },
          {
            ...{
              id: '2',
              title: 'Alleen voor leden',
              slug: 'leden',
              status: 'published',
              visibility: 'members',
              type: 'post',
            },
            lexical: JSON.stringify({
              root: {
                type: 'root',
                children: [
                  { type: 'paragraph', children: [{ type: 'text', format: 1, text: 'Vet & <b>' }] },
                  { type: 'signup' },
                ],
              },
            }),
          },
          { id: '3', title: 'Over ons', slug: 'over', type: 'page' },
        ],
        users: [{ id: 'u', slug: 'mo', name: 'Mo Ketting' }],
        posts_authors: [{ post_id: '1', author_id: 'u', sort_order: 0 }],
        tags: [
          { id: 't', name: 'Remmen' },
          { id: 'h', name: '#intern' },
        ],
        posts_tags: [
          { post_id: '1', tag_id: 'h', sort_order: 0 },
          { post_id: '1', tag_id: 't', sort_order: 1 },
        ],
      },
    },
  ],
};

test('an export of Ghost comes along, and what only members may read as a draft', async () => {
  await using hub = await makeHub();
  const file = path.join(folder, 'ghost.json');
  await writeFile(file, JSON.stringify(ghost));
  const { report } = await importInto(hub.root, file, '--uploads', path.join(folder, 'uploads'));
  expect(await errorsIn(hub.root)).toEqual([]);
  const article = await hub.read('content/articles/nl/remblokken.mdx');
  expect(article).toContain('publishedAt: 2020-02-03');
  expect(article).toContain('authors:\n  - mo-ketting');
  expect(article).toContain('topic: remmen');
  expect(article).toContain('Kijk hier.');
  expect(report).toContain('[hier](/leden/); /artikelen/leden/ is not public');
  expect(article).toContain('![Band](../../media/imported/2019/05/band.png)');
  const members = await hub.read('content/articles/nl/leden.mdx');
  expect(members).toContain('status: draft');
  expect(members).toContain('**Vet & \\<b>**');
  expect(report).toContain('only for members, so a draft');
  expect(report).toContain('a card of the kind "signup"');
  expect(report).toContain('is a page');
  expect(await hub.read('content/redirects.yaml')).toContain(
    '/remblokken/: /artikelen/remblokken/',
  );
});

const feeds: Record<string, string> = {
  'RSS with relative addresses': `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Oud</title><link>https://oud.example/</link>
    <item><title>Zadel &amp;amp; stuur</title><link>/2019/zadel.html</link><pubDate>Mon, 06 May 2019 10:00:00 +0200</pubDate><dc:creator>Mo Ketting</dc:creator><category>Comfort</category><description>kort</description>
    <content:encoded><![CDATA[<p>Een <em>heel</em> stuk, zie <a href="buur.html">de buur</a>.</p>]]></content:encoded><enclosure url="https://oud.example/a.mp3" length="1" type="audio/mpeg"/></item></channel></rss>`,
  'Atom with xml:base': `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://oud.example/2019/"><title>Oud</title><link href="https://oud.example/"/><author><name>Mo Ketting</name></author>
    <entry><id>urn:1</id><title>Zadel &amp; stuur</title><link href="zadel.html"/><published>2019-05-06T10:00:00Z</published><updated>2019-05-06T10:00:00Z</updated><category term="Comfort"/><link rel="enclosure" href="https://oud.example/a.mp3"/>
    <content type="html">&lt;p&gt;Een &lt;em&gt;heel&lt;/em&gt; stuk, zie &lt;a href="buur.html"&gt;de buur&lt;/a&gt;.&lt;/p&gt;</content></entry></feed>`,
  'JSON Feed': JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    home_page_url: 'https://oud.example/',
    items: [
      {
        ...{
          id: '1',
          url: 'https://oud.example/2019/zadel.html',
          title: 'Zadel & stuur',
          tags: ['Comfort'],
        },
        ...{ date_published: '2019-05-06T10:00:00Z', authors: [{ name: 'Mo Ketting' }] },
        content_html: '<p>Een <em>heel</em> stuk, zie <a href="buur.html">de buur</a>.</p>',
        attachments: [{ url: 'https://oud.example/a.mp3', mime_type: 'audio/mpeg' }],
      },
    ],
  }),
};

test.each(Object.entries(feeds))('%s comes along with its whole texts', async (_, text) => {
  await using hub = await makeHub();
  const file = path.join(folder, 'feed');
  await writeFile(file, text);
  const { report } = await importInto(hub.root, file);
  expect(await errorsIn(hub.root)).toEqual([]);
  const article = await hub.read('content/articles/nl/zadel.mdx');
  expect(article).toContain('title: Zadel & stuur');
  expect(article).toContain('publishedAt: 2019-05-06');
  expect(article).toContain('authors:\n  - mo-ketting');
  expect(article).toContain('Een _heel_ stuk, zie [de buur](https://oud.example/2019/buur.html).');
  expect(report).toContain('enclosure: https://oud.example/a.mp3');
  expect(await hub.read('content/redirects.yaml')).toContain('/2019/zadel.html: /artikelen/zadel/');
});

const head =
  '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><link>https://oud.example</link>';

describe('a file that cannot be imported', () => {
  test.each([
    ['is cut off', `${head}\n<item><title>Half`, 'x.xml, line 2: the file ends in the middle'],
    ['is malformed', `${head}\n<item></channel>`, 'x.xml, line 2: is no valid XML'],
    [
      'declares entities that grow',
      `<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>${head}<item><title>&b;</title></item></channel></rss>`,
      'declares entities of its own',
    ],
    [
      'asks for a file of this machine',
      `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${head}<title>&x;</title></channel></rss>`,
      'declares entities of its own',
    ],
    ['is nested without end', head + '<a>'.repeat(300), 'is nested deeper than any export'],
    [
      'holds only excerpts',
      '<rss version="2.0"><channel><title>x</title><item><title>a</title><description>kort</description></item></channel></rss>',
      'holds only excerpts of its 1 articles',
    ],
    [
      'is a cut-off feed',
      '<rss version="2.0"><channel><title>x</title><item>',
      'the file ends in the middle',
    ],
    ['is no whole JSON', '{"db": [', 'is no valid JSON'],
    ['is JSON of another kind', '{"db": [{}]}', 'but no export of Ghost'],
    ['is a page', '<!doctype html><html><p>x</p></html>', 'is a web page; name its feed'],
    ['is something else', 'PK\u0003\u0004', 'is no export that is known here'],
    ['is empty', '', 'is empty'],
  ])('one that %s changes nothing and says why', async (_, text, told) => {
    await using hub = await makeHub();
    const file = path.join(folder, 'x.xml');
    await writeFile(file, text);
    const { status, remarks } = await importInto(hub.root, file);
    expect({ status, remarks }).toEqual({ status: 1, remarks: expect.stringContaining(told) });
    expect(remarks).toContain('Nothing was written');
    await expect(hub.read('content/redirects.yaml')).rejects.toThrow('ENOENT');
  });
});
