import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { StoreError } from '#audience/store.ts';
import { type FormView, postSubscribe } from '#server/endpoints/subscribe.ts';
import type { Services } from '#server/services.ts';

import { formPost, fromHub, jsonPost, origin, startServices } from '../support/services.ts';

const url = '/api/subscribe/';
const ada = { email: 'ada@example.org', language: 'nl', page: '/nieuwsbrief/' };

/** Stands for the page with the form: tells what it was asked to show. */
const renderForm = (view: FormView) =>
  new Response(JSON.stringify(view), {
    status: view.status,
    headers: { 'Content-Type': 'text/html' },
  });

type Subscribing = Pick<Services, 'subscribe' | 'signUpCookie' | 'origins' | 'hub'>;

const post = (request: Request, services: Subscribing) =>
  postSubscribe(request, { services, renderForm, clientAddress: '192.0.2.1' });

describe('POST /api/subscribe/ refuses', () => {
  test.each<[string, () => Request]>([
    ['an unknown form field', () => formPost(url, { ...ada, confirmed: '1' })],
    ['an unknown JSON field', () => jsonPost(url, { ...ada, skipEmailVerification: true })],
    [
      'a prototype as a field',
      () => jsonPost(url, '{"email":"ada@example.org","__proto__":{"x":1}}'),
    ],
    [
      'a field twice',
      () =>
        formPost(url, [
          ['email', 'a@example.org'],
          ['email', 'b@example.org'],
        ]),
    ],
    ['JSON that is none', () => jsonPost(url, '{"email":')],
    ['JSON that is a list', () => jsonPost(url, '["ada@example.org"]')],
    ['JSON null', () => jsonPost(url, 'null')],
    ['an address that is a number', () => jsonPost(url, { email: 1 })],
    [
      'an address that is a list',
      () => jsonPost(url, { email: ['ada@example.org', 'eve@evil.example'] }),
    ],
    ['topics that are no list', () => jsonPost(url, { ...ada, topics: { length: 1 } })],
    ['a language nobody speaks here', () => formPost(url, { ...ada, language: 'xx' })],
    ['a page on another site', () => formPost(url, { ...ada, page: '//evil.example/' })],
    ['a page with a script', () => formPost(url, { ...ada, page: '/<script>' })],
    ['a broken escape', () => bodyOf('email=%ZZ', 'application/x-www-form-urlencoded')],
    [
      'bytes that are no UTF-8',
      () => bodyOf(new Uint8Array([0x65, 0x3d, 0xff]), 'application/x-www-form-urlencoded'),
    ],
  ])('400 for %s', async (_name, request) => {
    await using hub = await startServices();
    const response = await post(request(), hub.services);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await hub.mails()).toEqual([]);
  });

  test.each([
    ['text/plain', 415],
    ['multipart/form-data; boundary=x', 415],
    ['', 415],
    ['application/json; charset=utf-8', 202],
    ['Application/JSON', 202],
  ])('a body of type %j: %i', async (type, status) => {
    await using hub = await startServices();
    const request = bodyOf(Buffer.from(JSON.stringify(ada)), type);
    expect((await post(request, hub.services)).status).toBe(status);
  });

  test('413 above 64 KB, whether the length is announced or not, and the rest is not read', async () => {
    await using hub = await startServices();
    const announced = bodyOf('email=x', 'application/x-www-form-urlencoded', {
      'Content-Length': '65537',
    });
    expect((await post(announced, hub.services)).status).toBe(413);

    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(8192).fill(97));
      },
    });
    const request = new Request(new URL(url, origin), {
      method: 'POST',
      headers: { ...fromHub, 'Content-Type': 'application/json' },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    expect((await post(request, hub.services)).status).toBe(413);
    expect(pulled).toBeLessThan(16);
  });

  test('takes a body of exactly 64 KB', async () => {
    await using hub = await startServices();
    const body = JSON.stringify(ada).padEnd(65_536, ' ');
    expect((await post(jsonPost(url, body), hub.services)).status).toBe(202);
    expect((await post(jsonPost(url, `${body} `), hub.services)).status).toBe(413);
  });

  test.each([
    [{ 'Sec-Fetch-Site': 'same-origin' }, 202],
    [{ 'Sec-Fetch-Site': 'none' }, 202],
    [{ 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }, 202],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: origin }, 403],
    [{ Origin: origin }, 202],
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: `${origin}.evil.example` }, 403],
    [{ Origin: 'null' }, 403],
    [{ Origin: 'https://evil.example', Host: 'evil.example' }, 403],
    [{}, 403],
  ])('from %j: %i', async (headers, status) => {
    await using hub = await startServices();
    expect((await post(jsonPost(url, ada, headers), hub.services)).status).toBe(status);
    const form = await post(
      formPost(url, { ...ada, email: 'b@example.org' }, headers),
      hub.services,
    );
    expect(form.status).toBe(status === 202 ? 303 : status);
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('405 for %s', async (method) => {
    await using hub = await startServices();
    const response = await post(
      new Request(new URL(url, origin), { method, headers: fromHub }),
      hub.services,
    );
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  test('503 and a time to come back when the store cannot take it', async () => {
    await using hub = await startServices();
    const full: Subscribing = {
      ...hub.services,
      subscribe: () =>
        Promise.reject(new StoreError('full', 'the store says: database or disk is full')),
    };
    for (const request of [jsonPost(url, ada), formPost(url, ada)]) {
      const response = await post(request, full);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('60');
      const { errors } = (await response.json()) as { errors: Record<string, string> };
      expect(errors).toEqual({
        form: expect.stringContaining('Probeer het over een minuut opnieuw'),
      });
    }
  });

  test('503 also when the error is of another copy of its class, as in a built site', async () => {
    await using hub = await startServices();
    vi.resetModules();
    const copy = await import('#audience/store.ts');
    expect(copy.StoreError).not.toBe(StoreError);
    const failing: Subscribing = {
      ...hub.services,
      subscribe: () => Promise.reject(new copy.StoreError('busy', 'the store is busy')),
    };
    expect((await post(jsonPost(url, ada), failing)).status).toBe(503);
  });

  test('never fails on input that nobody foresaw', async () => {
    await using hub = await startServices();
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom('ada@example.org', 'nl', '/'),
    );
    const request = fc.oneof(
      fc
        .dictionary(
          fc.oneof(fc.constantFrom('email', 'topics', 'language', 'page'), fc.string()),
          value,
        )
        .map((fields) => () => formPost(url, fields)),
      fc.jsonValue().map((json) => () => jsonPost(url, JSON.stringify(json))),
      fc
        .record(
          { email: value, topics: fc.array(value), language: value, page: value },
          { requiredKeys: [] },
        )
        .map((json) => () => jsonPost(url, json)),
      fc.uint8Array().map((bytes) => () => bodyOf(bytes, 'application/x-www-form-urlencoded')),
    );
    await fc.assert(
      fc.asyncProperty(request, async (make) => {
        const { status } = await post(make(), hub.services);
        expect([202, 303, 400, 422]).toContain(status);
      }),
      { numRuns: 300 },
    );
  });
});

function bodyOf(
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  headers: Record<string, string> = {},
): Request {
  return new Request(new URL(url, origin), {
    method: 'POST',
    headers: { ...fromHub, 'Content-Type': type, ...headers },
    body,
  });
}
