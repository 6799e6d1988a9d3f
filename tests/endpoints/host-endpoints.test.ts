import { describe, expect, test } from 'vitest';

import type { DirectEndpoint } from '#server/direct-answer.ts';
import { liveRoutes } from '#server/live-routes.ts';
import { postEndpoints } from '#server/post-endpoints.ts';

import { ask, rawRequest } from '../support/raw-http.ts';
import { serveHub } from '../support/served-hub.ts';

const path = '/api/subscribe/';
const form = ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 5', '', 'a=b&c'];

function endpoints(endpoint: DirectEndpoint<unknown>) {
  return new Map([[path, endpoint]]);
}

describe('an endpoint that the host asks itself', () => {
  test('200 with its own words and cookies, and with all headers of the host', async () => {
    const endpoint = async (request: Request) => {
      const headers = new Headers({ 'content-type': 'text/plain', 'cache-control': 'private' });
      headers.append('set-cookie', 'a=1');
      headers.append('set-cookie', 'b=2');
      return new Response(`${request.method} ${request.url} ${await request.text()}`, { headers });
    };
    await using hub = await serveHub({ endpoints: endpoints(endpoint) });
    const answer = await ask(hub.port, 'POST', '/api/subscribe?x=1', ...form);
    expect(answer.status).toBe(200);
    expect(answer.body).toBe(`POST http://localhost:${hub.port}${path}?x=1 a=b&c`);
    expect(answer.headers).toMatchObject({
      'set-cookie': 'a=1, b=2',
      'cache-control': 'private',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  test('is told who asks, and nothing of where the visitor says that it arrived', async () => {
    const endpoint: DirectEndpoint<unknown> = (request, { clientAddress }) => {
      const names = [...request.headers.keys()].filter((name) => name.includes('forwarded'));
      return Promise.resolve(Response.json({ url: request.url, clientAddress, names }));
    };
    await using hub = await serveHub({ endpoints: endpoints(endpoint) });
    const lines = [`POST ${path} HTTP/1.1`, 'Host: evil.example', 'X-Forwarded-Host: evil.example'];
    const { body } = await rawRequest(hub.port, ...lines, 'Connection: close');
    expect(JSON.parse(body)).toEqual({
      url: `http://localhost:${hub.port}${path}`,
      clientAddress: '127.0.0.1',
      names: [],
    });
  });

  test('has its form shown again by the page of the route', async () => {
    await using hub = await serveHub({
      endpoints: endpoints((_request, { renderForm }) =>
        Promise.resolve(renderForm({ status: 422, errors: { email: 'Vul een adres in.' } })),
      ),
      handler: (_request, response, _next, { view }) => response.end(JSON.stringify(view)),
    });
    const { body } = await ask(hub.port, 'POST', path, ...form);
    expect(JSON.parse(body)).toEqual({ status: 422, errors: { email: 'Vul een adres in.' } });
  });

  test('is asked for nothing but a POST', async () => {
    await using hub = await serveHub({
      routes: [{ path, methods: ['GET', 'POST'] }],
      endpoints: endpoints(() => Promise.resolve(new Response('endpoint'))),
      handler: (_request, response) => response.end('page'),
    });
    expect((await ask(hub.port, 'GET', path)).body).toBe('page');
    expect((await ask(hub.port, 'POST', path)).body).toBe('endpoint');
  });

  test('500 without details when it fails', async () => {
    await using hub = await serveHub({
      endpoints: endpoints(() => Promise.reject(new Error('ada@reader.example'))),
    });
    const { status, body } = await ask(hub.port, 'POST', path);
    expect(status).toBe(500);
    expect(body + hub.lines.join('\n')).not.toContain('reader.example');
  });
});

test('every endpoint stands at a live route that takes a POST', () => {
  const posts = liveRoutes.filter(({ methods }) => methods.includes('POST'));
  const paths = new Set(posts.map((route) => route.path));
  expect([...postEndpoints.keys()].filter((one) => !paths.has(one))).toEqual([]);
});
