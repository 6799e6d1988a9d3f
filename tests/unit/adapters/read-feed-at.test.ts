import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { feedRules, readFeedAt } from '#adapters/importing/read-export.ts';
import { uploadsOf } from '#importing/sources/uploads.ts';

import { localhostCertificate } from '../../support/localhost-certificate.ts';

const feed = (declaration: string) =>
  Buffer.from(
    `${declaration}<rss version="2.0"><channel><title>Café</title><link>https://old.example/</link>
<item><title>Één ketting</title><link>https://old.example/een/</link><description><![CDATA[<p>Eerst dit.</p><p>En dan dat.</p>]]></description></item>
</channel></rss>`,
    'latin1',
  );

const answers: Record<string, { status?: number; headers: Record<string, string>; body?: Buffer }> =
  {
    '/declared': {
      headers: { 'content-type': 'application/xml' },
      body: feed('<?xml version="1.0" encoding="iso-8859-1"?>'),
    },
    '/said': {
      headers: { 'content-type': 'text/xml; charset=ISO-8859-1' },
      body: feed('<?xml version="1.0" encoding="utf-8"?>'),
    },
    '/moved': { status: 301, headers: { location: '/said' } },
    '/unsafe': { status: 302, headers: { location: 'http://old.example/feed' } },
    '/gone': { status: 404, headers: {} },
  };

let origin = '';
const server = https.createServer({ ...localhostCertificate }, (request, response) => {
  const { status = 200, headers, body } = answers[request.url ?? ''] ?? { headers: {} };
  response.writeHead(status, headers).end(body);
});
beforeAll(async () => {
  await once(server.listen(0), 'listening');
  origin = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const known = { uploads: uploadsOf(new Set()), timeZone: 'Europe/Amsterdam' };
const read = (path: string) =>
  readFeedAt(`${origin}${path}`, known, {
    ...feedRules,
    allowed: new Set([new URL(origin).host]),
    ca: localhostCertificate.cert,
  });

describe('a feed at an address', () => {
  test.each(['/declared', '/said', '/moved'])('%s is read in its own letters', async (path) => {
    const { blog } = await read(path);
    expect(blog.entries.map(({ fields }) => fields['title'])).toEqual(['Één ketting']);
  });

  test.each([
    ['/unsafe', 'leads to http://old.example/feed, which is not safe'],
    ['/gone', 'is not given (404); or open it in a browser, save it, and name the file'],
  ])('%s is refused with what to do', async (path, reason) => {
    await expect(read(path)).rejects.toThrow(reason);
  });
});
