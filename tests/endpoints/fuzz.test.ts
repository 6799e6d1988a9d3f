import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { liveRoutes } from '#server/live-routes.ts';
import type { Services } from '#server/services.ts';

import { type AnyEndpoint, everyEndpoint } from '../support/every-endpoint.ts';
import { origin, startServices } from '../support/services.ts';

/** To every endpoint, in each run; `PROPERTY_RUNS=5000` sends 150,000 requests. */
const requestsPerRun = 5;

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    'ada@example.org',
    'nl',
    'x'.repeat(43),
    '/nieuwsbrief/',
    '"><script>',
    "'--",
  ),
  fc.emailAddress(),
  fc.webPath(),
);
/** The fields that forms of the hub have, and others. */
const fieldName = fc.oneof(
  fc.constantFrom(
    ...[
      'email',
      'language',
      'topics',
      'frequency',
      'page',
      'website',
      'wording',
      'started',
      'proof',
    ],
    ...['token', 'code', 'action', 'text', 'name', 'person', 'pausedUntil', 'List-Unsubscribe'],
    ...['__proto__', 'constructor', 'toString'],
  ),
  fc.string({ maxLength: 10 }),
);
const fields = fc.array(fc.tuple(fieldName, text), { maxLength: 8 });

const body = fc.oneof(
  fields.map((pairs) => ({
    type: 'application/x-www-form-urlencoded',
    bytes: Buffer.from(new URLSearchParams(pairs).toString()),
  })),
  fields.map((pairs) => ({
    type: 'application/json',
    bytes: Buffer.from(JSON.stringify(Object.fromEntries(pairs))),
  })),
  fc.json().map((json) => ({ type: 'application/json', bytes: Buffer.from(json) })),
  fc.record({
    type: fc.constantFrom(
      ...['application/json', 'application/x-www-form-urlencoded', 'text/plain', ''],
      ...['multipart/form-data', 'multipart/form-data; boundary=x', 'application/xml', '*/*'],
      'application/json; charset=utf-16',
    ),
    bytes: fc.uint8Array({ maxLength: 300 }),
  }),
);

const headers = fc.constantFrom<Record<string, string>>(
  { 'sec-fetch-site': 'same-origin', origin },
  { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  { origin: 'null' },
  { 'content-encoding': 'gzip', origin },
  { 'content-length': '99999999', origin },
  { cookie: 'freehold=; =; "', origin },
  {},
);

const hostile = fc.array(fc.record({ token: text, cookie: text, headers, body }), {
  minLength: requestsPerRun,
  maxLength: requestsPerRun,
});

type Hostile = typeof hostile extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

function requestTo(path: string, method: 'GET' | 'POST', { token, headers, body }: Hostile) {
  const url = new URL(path, origin);
  url.searchParams.set('token', token);
  const { type, bytes } = body;
  return new Request(url, {
    method,
    headers: { ...headers, ...(type !== '' && { 'content-type': type }) },
    ...(method === 'POST' && { body: new Uint8Array(bytes) }),
  });
}

const asked: [string, 'GET' | 'POST', AnyEndpoint][] = everyEndpoint.flatMap(
  ({ path, get, post }) => [
    ...(get ? [[path, 'GET', get] as [string, 'GET', AnyEndpoint]] : []),
    ...(post ? [[path, 'POST', post] as [string, 'POST', AnyEndpoint]] : []),
  ],
);

describe('a request that nobody foresaw', { timeout: 60_000 }, () => {
  test('is tried on every live route and method', () => {
    const live = liveRoutes.flatMap(({ path, methods }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${path}`),
    );
    expect(asked.map(([path, method]) => `${method} ${path}`).toSorted()).toEqual(live.toSorted());
  });

  test('is no failure of ours, whatever its type, fields and bytes are', async () => {
    await using hub = await startServices();
    await fc.assert(
      fc.asyncProperty(hostile, async (requests) => {
        const sent = asked.flatMap(([path, method, endpoint]) =>
          requests.map(async (one) => [
            method,
            path,
            await statusOf(endpoint, requestTo(path, method, one), hub.services),
          ]),
        );
        const failed = (await Promise.all(sent)).filter(([, , status]) => Number(status) >= 500);
        expect(failed).toEqual([]);
      }),
      { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 100) / 5) },
    );
  });
});

async function statusOf(
  endpoint: AnyEndpoint,
  request: Request,
  services: Services,
): Promise<number> {
  const response = await endpoint(request, services);
  await response.arrayBuffer();
  return response.status;
}
