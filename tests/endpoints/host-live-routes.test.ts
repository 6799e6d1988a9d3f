import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import { readEnvironment } from '#server/environment.ts';
import type { RequestHandler } from '#server/kept-response.ts';
import type { HostedServices, LiveLocals } from '#server/live-host.ts';
import { liveRoutes } from '#server/live-routes.ts';

import { ask, rawRequest } from '../support/raw-http.ts';
import { serveHub } from '../support/served-hub.ts';

type Handler = RequestHandler<LiveLocals<HostedServices>>;

/** A handler that tells what reached it, in the way Astro's middleware reads a request. */
const echo: Handler = (request, response, _next, locals) => {
  const { body } = request as unknown as { body: Uint8Array };
  const seen = {
    method: request.method,
    url: request.url,
    host: request.headers.host,
    forwarded: Object.keys(request.headers).filter((name) => name.includes('forwarded')),
    body: Buffer.from(body).toString(),
    clientAddress: locals.clientAddress,
    hasServices: typeof locals.services.check === 'function',
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(seen));
};

const answerWith =
  (status: number, headers: Record<string, string>, ...chunks: string[]): Handler =>
  (_request, response) => {
    response.writeHead(status, headers);
    for (const chunk of chunks) response.write(chunk);
    response.end();
  };

const form = ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 5', '', 'a=b&c'];

describe('a live route', () => {
  test.each(['/api/subscribe/', '/api/subscribe', '/%61pi/subscribe'])(
    '200 for a POST to %s: every spelling reaches the handler under one',
    async (target) => {
      await using hub = await serveHub({ handler: echo });
      const { status, body } = await ask(hub.port, 'POST', target, ...form);
      expect(status).toBe(200);
      expect(JSON.parse(body)).toMatchObject({
        method: 'POST',
        url: '/api/subscribe/',
        body: 'a=b&c',
      });
    },
  );

  test('the query reaches the handler as it was sent', async () => {
    await using hub = await serveHub({ handler: echo });
    const { body } = await ask(hub.port, 'GET', '/nieuwsbrief/afmelden?token=a%2Bb');
    expect(JSON.parse(body)).toMatchObject({ url: '/nieuwsbrief/afmelden/?token=a%2Bb' });
  });

  test('an empty POST, as one-click unsubscribing may be, reaches the handler', async () => {
    await using hub = await serveHub({ handler: echo });
    const { status, body } = await ask(hub.port, 'POST', '/nieuwsbrief/afmelden/?token=x');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ method: 'POST', body: '' });
  });

  test.each(['garbage', '', 'text', 'multipart/form-data'])(
    'a POST whose Content-Type is “%s” reaches the handler, which decides',
    async (type) => {
      await using hub = await serveHub({ handler: echo });
      const body = [`Content-Type: ${type}`, 'Content-Length: 5', '', 'a=b&c'];
      const answer = await ask(hub.port, 'POST', '/nieuwsbrief/afmelden/?token=x', ...body);
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body)).toMatchObject({ method: 'POST', body: 'a=b&c' });
    },
  );

  test.each([
    ['Host: evil.example'],
    ['Host: evil.example', 'X-Forwarded-Host: evil.example', 'X-Forwarded-Proto: https'],
    ['Host: evil.example', 'Forwarded: host=evil.example'],
  ])('a visitor’s %s is not what the handler sees', async (...headers) => {
    await using hub = await serveHub({ handler: echo });
    const lines = ['POST /api/subscribe/ HTTP/1.1', 'Connection: close', ...headers];
    const { body } = await rawRequest(hub.port, ...lines);
    expect(body).not.toContain('evil');
    expect(JSON.parse(body)).toMatchObject({ host: `localhost:${hub.port}`, forwarded: [] });
  });

  test('services and the address of the visitor come along', async () => {
    await using hub = await serveHub({ handler: echo });
    const { body } = await ask(hub.port, 'POST', '/api/subscribe/', 'X-Forwarded-For: 203.0.113.9');
    expect(JSON.parse(body)).toMatchObject({ hasServices: true, clientAddress: '127.0.0.1' });
  });

  test('behind a trusted proxy the address is the one the proxy saw', async () => {
    const environment = readEnvironment({ PORT: '0', HOST: '127.0.0.1', TRUSTED_PROXIES: '1' });
    await using hub = await serveHub({ handler: echo, environment });
    const forwarded = 'X-Forwarded-For: 6.6.6.6, 203.0.113.9';
    const { body } = await ask(hub.port, 'POST', '/api/subscribe/', forwarded);
    expect(JSON.parse(body)).toMatchObject({ clientAddress: '203.0.113.9' });
  });

  test('a page gets the policy of its own bytes, no cache, no index and no referrer with a token', async () => {
    const html = '<html><style>p{color:green}</style><p>Bevestig</p></html>';
    const headers = { 'content-type': 'text/html' };
    await using hub = await serveHub({
      handler: answerWith(200, headers, html.slice(0, 20), html.slice(20)),
    });
    const answer = await ask(hub.port, 'GET', '/nieuwsbrief/bevestigen/?token=x');
    const hash = createHash('sha256').update('p{color:green}').digest('base64');
    expect(answer.body).toBe(html);
    expect(answer.headers['content-security-policy']).toContain(
      `style-src 'self' 'sha256-${hash}'`,
    );
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
      'content-length': String(html.length),
      'content-type': 'text/html; charset=utf-8',
    });
  });

  test('what the handler says about caching and cookies stays', async () => {
    const headers = { 'cache-control': 'private', location: '/nieuwsbrief/welkom/' };
    await using hub = await serveHub({
      handler: (_request, response) => {
        response.setHeader('set-cookie', ['a=1', 'b=2']);
        response.writeHead(303, headers).end();
      },
    });
    const answer = await ask(hub.port, 'POST', '/nieuwsbrief/bevestigen/', ...form);
    expect(answer.status).toBe(303);
    expect(answer.headers).toMatchObject({ ...headers, 'set-cookie': 'a=1, b=2' });
    expect(answer.headers).not.toHaveProperty('content-type');
  });

  test('405 for a method it does not take, naming those it takes', async () => {
    await using hub = await serveHub({ handler: echo });
    const allow = async (method: string, path: string) => {
      const { status, headers } = await ask(hub.port, method, path);
      return [status, headers['allow']];
    };
    expect(await allow('GET', '/api/subscribe/')).toEqual([405, 'POST']);
    expect(await allow('OPTIONS', '/api/subscribe')).toEqual([405, 'POST']);
    expect(await allow('DELETE', '/en/newsletter/confirm/')).toEqual([405, 'GET, HEAD, POST']);
  });

  test('404 with the hub’s page when the handler passes the request on', async () => {
    await using hub = await serveHub({ handler: (_request, _response, next) => next() });
    const { status, body } = await ask(hub.port, 'GET', '/en/newsletter/confirm/');
    expect(status).toBe(404);
    expect(body).toContain('Not found');
  });

  test('503 when only files are served', async () => {
    await using hub = await serveHub();
    const { status, headers } = await ask(hub.port, 'POST', '/api/subscribe/', ...form);
    expect(status).toBe(503);
    expect(headers['retry-after']).toBeDefined();
  });

  test('503 with the hub’s own page in the language of the address', async () => {
    const page = '<!doctype html><html lang="en"><title>Not now</title></html>';
    await using hub = await serveHub({ files: { 'en/503/index.html': page } });
    const answer = await ask(hub.port, 'GET', '/en/newsletter/unsubscribe/?token=x');
    expect(answer).toMatchObject({ status: 503, body: page });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '10' });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('503 when the handler does not answer in time', async () => {
    const handler: Handler = async (_request, response) => {
      await wait(2_000, undefined, { ref: false });
      response.end();
    };
    await using hub = await serveHub({ handler, limits: { handlerMs: 50 } });
    expect((await ask(hub.port, 'POST', '/api/subscribe/')).status).toBe(503);
  });

  test('every live route has a final slash, which Astro’s router expects', () => {
    expect(liveRoutes.map(({ path }) => path).filter((path) => !/^\/.+\/$/.test(path))).toEqual([]);
  });
});

describe('a failure', () => {
  const secret = 'ada@reader.example';

  test.each<[string, Handler]>([
    [
      'throws',
      () => {
        throw new Error(secret);
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error(secret);
      },
    ],
    ['passes an error on', (_request, _response, next) => next(new Error(secret))],
    [
      'breaks its answer off',
      (_request, response) => {
        response.write(secret);
        response.destroy(new Error(secret));
      },
    ],
    ['answers 500 with details', answerWith(500, { 'content-type': 'text/html' }, secret)],
  ])('500 without details when the handler %s', async (_how, handler) => {
    await using hub = await serveHub({ handler });
    const { status, headers, body } = await ask(
      hub.port,
      'POST',
      '/api/subscribe/?token=geheim',
      ...form,
    );
    expect(status).toBe(500);
    expect(body).toBe('Er ging iets mis bij ons. Probeer het later nog eens.\n');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(hub.lines.join('\n')).not.toMatch(/reader\.example|geheim/);
  });

  test('500 with the hub’s own page in the language of the address', async () => {
    await using hub = await serveHub({
      files: { 'en/500/index.html': '<title>Sorry</title>', '500.html': '<title>Helaas</title>' },
      handler: () => Promise.reject(new Error('no')),
    });
    expect((await ask(hub.port, 'GET', '/en/newsletter/confirm/')).body).toBe(
      '<title>Sorry</title>',
    );
    expect((await ask(hub.port, 'GET', '/nieuwsbrief/bevestigen/')).body).toBe(
      '<title>Helaas</title>',
    );
  });

  test('the operator reads what failed and where, and each live request in one line', async () => {
    await using hub = await serveHub({ handler: () => Promise.reject(new Error('disk is gone')) });
    await ask(hub.port, 'POST', '/api/subscribe/?token=geheim');
    expect(hub.lines[0]).toMatch(/^POST \/api\/subscribe\/ failed: Error: disk is gone \(at .+\)$/);
    expect(hub.lines[1]).toMatch(/^POST \/api\/subscribe\/ 500 \d+ ms$/);
  });
});

describe('/healthz', () => {
  test.each(['/healthz', '/healthz/'])('200 ok at %s while the store answers', async (path) => {
    await using hub = await serveHub();
    const { status, headers, body } = await ask(hub.port, 'GET', path);
    expect({ status, body }).toEqual({ status: 200, body: 'ok\n' });
    expect(headers['cache-control']).toBe('no-store');
    expect(hub.lines).toEqual([]);
  });

  test('503 when the store does not', async () => {
    const check = () => Promise.reject(new Error('unable to open database file /srv/data'));
    const services = { check, checkReady: check, close: async () => {} };
    await using hub = await serveHub({ services });
    const { status, body } = await ask(hub.port, 'GET', '/healthz');
    expect(status).toBe(503);
    expect(body).not.toContain('/srv');
  });
});

describe('/readyz', () => {
  test('200 while the store takes writes, 503 while it does not, and never a line for the operator', async () => {
    let isFull = false;
    const services = {
      check: async () => {},
      checkReady: () =>
        isFull ? Promise.reject(new Error('/srv/data is full')) : Promise.resolve(),
      close: async () => {},
    };
    await using hub = await serveHub({ services });
    expect(await ask(hub.port, 'GET', '/readyz')).toMatchObject({ status: 200, body: 'ok\n' });
    isFull = true;
    const { status, headers, body } = await ask(hub.port, 'GET', '/readyz/');
    expect({ status, body }).toEqual({ status: 503, body: 'not now\n' });
    expect(headers['retry-after']).toBeDefined();
    expect((await ask(hub.port, 'GET', '/healthz')).status).toBe(200);
    expect(hub.lines).toEqual([]);
  });
});
