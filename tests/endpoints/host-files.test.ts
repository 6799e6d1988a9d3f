import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ask } from '../support/raw-http.ts';
import { builtFiles, serveHub, type ServedHub } from '../support/served-hub.ts';

const article = '/artikelen/een-lekke-band/';
const articleHtml = builtFiles['artikelen/een-lekke-band/index.html'];

let hub: ServedHub;
beforeAll(async () => {
  hub = await serveHub();
});
afterAll(() => hub.host.close());

describe('a page', () => {
  test('200 with its bytes, its kind and its length', async () => {
    const { status, headers, body } = await ask(hub.port, 'GET', article);
    expect(status).toBe(200);
    expect(body).toBe(articleHtml);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(articleHtml.length),
      'cache-control': 'public, max-age=0, must-revalidate',
      'accept-ranges': 'bytes',
    });
  });

  test('200 and headers only for HEAD', async () => {
    const { status, headers, body } = await ask(hub.port, 'HEAD', article);
    expect(status).toBe(200);
    expect(headers['content-length']).toBe(String(articleHtml.length));
    expect(body).toBe('');
  });

  test.each([
    [article],
    [`${article}?utm_source=x`],
    [`http://other.example${article}`],
    ['/%61rtikelen/een-lekke-band/'],
    ['/artikelen/%C3%A9%C3%A9n/'],
  ])('200 for the spelling %s', async (target) => {
    const { status, headers } = await ask(hub.port, 'GET', target);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain(`style-src 'self' 'sha256-`);
  });

  test.each([
    ['/artikelen/een-lekke-band', '/artikelen/een-lekke-band/'],
    ['/artikelen/een-lekke-band?a=1&b=2', '/artikelen/een-lekke-band/?a=1&b=2'],
    ['/artikelen/een-lekke-band/index.html', '/artikelen/een-lekke-band/'],
    ['/index.html', '/'],
    ['/artikelen/%C3%A9%C3%A9n', '/artikelen/%C3%A9%C3%A9n/'],
  ])('301 from %s to its one address', async (target, location) => {
    const { status, headers } = await ask(hub.port, 'GET', target);
    expect({ status, location: headers['location'] }).toEqual({ status: 301, location });
  });

  test('its policy allows the inline style it holds, and no other', async () => {
    const { headers } = await ask(hub.port, 'GET', article);
    const hash = createHash('sha256').update('p{color:red}').digest('base64');
    expect(headers['content-security-policy']).toContain(`style-src 'self' 'sha256-${hash}';`);
  });
});

describe('an address that holds nothing', () => {
  test.each([
    ['/bestaat-niet', 'Niet gevonden'],
    ['/artikelen/', 'Niet gevonden'],
    ['/en/nothing/', 'Not found'],
    ['/404.html', 'Niet gevonden'],
    ['/en/404/', 'Not found'],
    ['//evil.example/', 'Niet gevonden'],
    ['/_image?href=/x.png', 'Niet gevonden'],
    ['/_server-islands/x', 'Niet gevonden'],
    ['/_actions/x', 'Niet gevonden'],
    ['/../encoded/index.html.br', null],
    ['/artikelen/../../package.json', null],
    ['/%2e%2e/%2e%2e/etc/passwd', null],
    ['/..%2f..%2fetc%2fpasswd', null],
    ['/..%5c..%5cetc', null],
    ['/artikelen%2Feen-lekke-band/', null],
    ['/%00', null],
    ['/index.html%00.jpg', null],
    ['/%', null],
    ['/%zz', null],
    ['/%c3%28', null],
    ['*', null],
  ])('%s is refused', async (target, title) => {
    const { status, body } = await ask(hub.port, 'GET', target);
    expect(status).toBe(title === null ? 400 : 404);
    if (title !== null) expect(body).toContain(`<title>${title}</title>`);
    expect(body).not.toContain('root:');
  });

  test('404 also for a path decoded twice', async () => {
    expect((await ask(hub.port, 'GET', '/%2561rtikelen/een-lekke-band/')).status).toBe(404);
  });
});

describe('methods', () => {
  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'])(
    '405 for %s on a page, naming what it takes',
    async (method) => {
      const answer = await ask(hub.port, method, article);
      expect(answer.status).toBe(405);
      expect(answer.headers['allow']).toBe('GET, HEAD');
    },
  );

  test('405, not a redirect that would lose the body, for a POST without final slash', async () => {
    const answer = await ask(hub.port, 'POST', article.slice(0, -1), 'Content-Length: 0');
    expect(answer.status).toBe(405);
  });

  test('404 for a POST to an address that holds nothing', async () => {
    const answer = await ask(hub.port, 'POST', '/x');
    expect(answer.status).toBe(404);
  });
});

describe('compression', () => {
  const decoders = { br: brotliDecompressSync, gzip: gunzipSync } as const;

  test.each(['br', 'gzip'] as const)('200 in %s when asked, with the same text', async (coding) => {
    const { status, headers, body } = await ask(
      hub.port,
      'GET',
      article,
      `Accept-Encoding: ${coding}`,
    );
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe(coding);
    expect(headers['vary']).toBe('accept-encoding');
    expect(decoders[coding](Buffer.from(body, 'latin1')).toString()).toBe(articleHtml);
  });

  test('codings have tags of their own, so that caches never mix them', async () => {
    const answers = await Promise.all(
      ['br', 'gzip', 'identity'].map((coding) =>
        ask(hub.port, 'GET', article, `Accept-Encoding: ${coding}`),
      ),
    );
    expect(new Set(answers.map(({ headers }) => headers['etag'])).size).toBe(3);
    expect(answers.map(({ headers }) => headers['vary'])).toEqual(Array(3).fill('accept-encoding'));
  });

  test('a file too small to gain by it is sent as it is', async () => {
    const { headers } = await ask(hub.port, 'GET', '/', 'Accept-Encoding: br, gzip');
    expect(headers['content-encoding']).toBeUndefined();
  });
});

describe('conditions', () => {
  const tagOf = async (...headers: string[]) =>
    (await ask(hub.port, 'GET', article, ...headers)).headers['etag'] ?? '';

  test('304 when the tag still fits, also as a cache in between may write it', async () => {
    const tag = await tagOf();
    for (const sent of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const answer = await ask(hub.port, 'GET', article, `If-None-Match: ${sent}`);
      expect(answer.status).toBe(304);
      expect(answer.body).toBe('');
      expect(answer.headers).toMatchObject({ etag: tag, vary: 'accept-encoding' });
      expect(answer.headers['content-security-policy']).toContain('sha256-');
    }
  });

  test('200 when the tag is that of another coding or text', async () => {
    const tag = await tagOf('Accept-Encoding: br');
    expect((await ask(hub.port, 'GET', article, `If-None-Match: ${tag}`)).status).toBe(200);
    expect((await ask(hub.port, 'GET', article, 'If-None-Match: "other"')).status).toBe(200);
  });

  test('the same build served again gives the same tags', async () => {
    const tag = await tagOf('Accept-Encoding: br');
    await using again = await serveHub();
    const { headers } = await ask(again.port, 'GET', article, 'Accept-Encoding: br');
    expect(headers['etag']).toBe(tag);
  });

  test.each([
    ['bytes=0-4', articleHtml.slice(0, 5), `bytes 0-4/${articleHtml.length}`],
    [
      'bytes=-7',
      articleHtml.slice(-7),
      `bytes ${articleHtml.length - 7}-${articleHtml.length - 1}/${articleHtml.length}`,
    ],
  ])(
    '206 for %s, of the file itself even when compression is welcome',
    async (range, part, place) => {
      const answer = await ask(hub.port, 'GET', article, `Range: ${range}`, 'Accept-Encoding: br');
      expect(answer.status).toBe(206);
      expect(answer.body).toBe(part);
      expect(answer.headers['content-range']).toBe(place);
      expect(answer.headers['content-length']).toBe(String(part.length));
      expect(answer.headers['content-encoding']).toBeUndefined();
    },
  );

  test('416 for a part that does not exist', async () => {
    const answer = await ask(hub.port, 'GET', article, 'Range: bytes=999999-');
    expect(answer.status).toBe(416);
    expect(answer.headers['content-range']).toBe(`bytes */${articleHtml.length}`);
  });

  test('200 with the whole when the part is of an older text', async () => {
    const answer = await ask(hub.port, 'GET', article, 'Range: bytes=0-4', 'If-Range: "older"');
    expect(answer.status).toBe(200);
    expect(answer.body).toBe(articleHtml);
  });

  test('206 when the text is still the one the part belongs to', async () => {
    const answer = await ask(
      hub.port,
      'GET',
      article,
      'Range: bytes=0-4',
      `If-Range: ${await tagOf()}`,
    );
    expect(answer.status).toBe(206);
  });
});

describe('headers by kind of file', () => {
  test('what is named by its content is kept for a year without asking', async () => {
    const { headers } = await ask(hub.port, 'GET', '/_astro/page.a1b2c3.js');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  test('feeds and cards may be fetched from other sites, pages and scripts not', async () => {
    const policy = async (path: string) =>
      (await ask(hub.port, 'GET', path)).headers['cross-origin-resource-policy'];
    expect(await policy('/rss.xml')).toBe('cross-origin');
    expect(await policy('/cards/index.jpg')).toBe('cross-origin');
    expect(await policy('/_astro/page.a1b2c3.js')).toBe('same-origin');
    expect(await policy(article)).toBe('same-origin');
  });

  test('a feed may be read by scripts of other sites', async () => {
    const { headers } = await ask(hub.port, 'GET', '/rss.xml');
    expect(headers).toMatchObject({
      'content-type': 'application/rss+xml; charset=utf-8',
      'access-control-allow-origin': '*',
    });
  });
});
