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
      '1 reactions of readers',
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
