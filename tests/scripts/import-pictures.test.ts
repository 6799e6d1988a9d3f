import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';

import { main } from '../../scripts/import.ts';
import { makeHub } from '../support/hub-folder.ts';
import { asOf } from '../support/mistakes.ts';

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let server: http.Server;
let host = '';
let folder = '';
let asked: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'freehold-elsewhere-'));
  server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.includes('gone')) response.statusCode = 404;
    response.end(pixel);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(path.join(folder, 'oud.xml'), anExport(`http://${host}`));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  asked = [];
});

/** A post of WordPress with a cover, a picture in two sizes, one that is gone and one of somebody else. */
function anExport(site: string): string {
  const uploads = `${site}/wp-content/uploads`;
  const picture = (url: string, alt: string) => `<img src="${url}" alt="${alt}">`;
  return `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><link>${site}</link>
<item><title>Banden plakken zonder vloeken</title><link>${site}/banden/</link><wp:post_id>1</wp:post_id><wp:post_date>2019-05-01 10:00:00</wp:post_date><wp:post_name>banden</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>2</wp:meta_value></wp:postmeta>
<content:encoded><![CDATA[<p>Eerst de band.</p>
<p>${picture(`${uploads}/band-300x200.jpg`, 'Een band')}</p>
<p>${picture(`${uploads}/band-1024x683.jpg`, 'De band van dichtbij')}</p>
<p>${picture(`${uploads}/gone.jpg`, 'Weg')}</p>
<p>${picture('http://foto.example/ketting.jpg', 'Een ketting')}</p>]]></content:encoded></item>
<item><title>Werkplaats</title><wp:post_id>2</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>${uploads}/2019/Werkplaats.PNG</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>De werkplaats</wp:meta_value></wp:postmeta></item>
</channel></rss>`;
}

async function importInto(root: string, ...argv: string[]) {
  const lines: string[] = [];
  const line = (one: string) => void lines.push(one);
  const output = { data: line, remark: line };
  const status = await main([path.join(folder, 'oud.xml'), ...argv], output, {
    ...{ hubRoot: root, asOf },
  });
  return { status, told: lines.join('\n') };
}

test('pictures of the web come along when asked, once, and only those of the old blog', async () => {
  await using hub = await makeHub();
  const plain = await importInto(hub.root);
  expect(plain.told).toContain(
    `Pictures on the old blog, now links; --fetch-pictures brings them: 3 (${host} 3).`,
  );
  const trial = await importInto(hub.root, '--fetch-pictures', '--allow-host', host, '--dry-run');
  expect(trial.told).toContain(`Pictures that would be fetched: 3 (${host} 3).`);
  expect(asked).toEqual([]);

  const { status, told } = await importInto(hub.root, '--fetch-pictures', '--allow-host', host);
  expect(status).toBe(0);
  expect(asked.toSorted()).toEqual([
    '/wp-content/uploads/2019/Werkplaats.PNG',
    '/wp-content/uploads/band.jpg',
    '/wp-content/uploads/gone.jpg',
  ]);
  expect(told).toContain('it is not given (404)');
  expect(told).toContain('Pictures at hosts of others, now links; --fetch-pictures=all');
  const article = await hub.read('content/articles/nl/banden.mdx');
  const place = '../../media/imported/127-0-0-1';
  expect(article).toContain(`![Een band](${place}/band.png)`);
  expect(article).toContain(`![De band van dichtbij](${place}/band.png)`);
  expect(article).toContain(`[Weg](http://${host}/wp-content/uploads/gone.jpg)`);
  expect(article).toContain('[Een ketting](http://foto.example/ketting.jpg)');
  expect(article).toContain(`src: ${place}/2019/werkplaats.png\n  alt:\n    nl: De werkplaats`);
  const { problems } = await checkContent(hub.root, { asOf });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  await expect(readdir(path.join(hub.root, '.cache/import/pictures'))).rejects.toThrow('ENOENT');

  asked = [];
  const record = await hub.read('content/import/record.json');
  const again = await importInto(hub.root, '--fetch-pictures', '--allow-host', host);
  expect(asked).toEqual(['/wp-content/uploads/gone.jpg']);
  expect(again.told).toContain('0 files written');
  const without = await importInto(hub.root);
  expect(without.told).toContain('0 files written');
  expect(await hub.read('content/import/record.json')).toBe(record);
});

test.each([
  ['--fetch-pictures=https://a.example', 'is neither "all" nor a list of hosts'],
  ['--allow-host=a b', 'is no host'],
])('%s is wrong usage', async (option, told) => {
  await using hub = await makeHub();
  const answer = await importInto(hub.root, option);
  expect(answer).toEqual({ status: 2, told: expect.stringContaining(told) });
});
