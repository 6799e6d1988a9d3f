import { describe, expect, test } from 'vitest';

import { everyEndpoint } from '../support/every-endpoint.ts';
import { formPost, fromHub, startServices } from '../support/services.ts';

/** How a browser says that another site made it send a request. */
const foreign: Record<string, Record<string, string>> = {
  'another site': { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  'another site of the same domain': {
    'sec-fetch-site': 'same-site',
    origin: 'https://x.hub.example',
  },
  'another site, by an old browser': { origin: 'https://evil.example' },
  'the same host by another scheme': { origin: 'https://localhost:4321' },
  'another port of the same host': { origin: 'http://localhost:5321' },
};

const types: Record<string, { type: string; body: string }> = {
  form: { type: 'application/x-www-form-urlencoded', body: 'email=ada%40example.org&token=x' },
  JSON: { type: 'application/json', body: '{"email":"ada@example.org","token":"x"}' },
  'JSON as text': { type: 'text/plain', body: '{"email":"ada@example.org"}' },
  multipart: { type: 'multipart/form-data; boundary=x', body: '--x--' },
  nothing: { type: '', body: '' },
};

/** RFC 8058 §3.2: one click comes from anywhere, and its token is the authority. */
const isOneClick = (path: string) => /\/(afmelden|unsubscribe)\/$/.test(path);

/** A provider's signature is the authority, and one that is not set up has none: tests/endpoints/bounce-reports.test.ts */
const isSigned = (path: string) => path.startsWith('/api/bounces/');

const posts = everyEndpoint.flatMap(({ path, post }) => (post ? [{ path, post }] : []));

describe.each(posts.filter(({ path }) => !isOneClick(path) && !isSigned(path)))(
  'POST $path',
  ({ path, post }) => {
    test('fault 10: 403 from another site, whatever it sends and however its browser says so', async () => {
      await using hub = await startServices();
      const before = hub.rows();
      for (const headers of Object.values(foreign)) {
        for (const { type, body } of Object.values(types)) {
          const request = new Request(new URL(path, 'http://localhost:4321'), {
            method: 'POST',
            headers: { ...headers, ...(type !== '' && { 'content-type': type }) },
            body,
          });
          expect((await post(request, hub.services)).status).toBe(403);
        }
      }
      expect(hub.rows()).toBe(before);
    });
  },
);

describe('a cookie of the hub', () => {
  test('fault 10: goes along with no request of another site’s, and no script reads it', async () => {
    await using hub = await startServices();
    const signUp = posts.find(({ path }) => path === '/api/subscribe/');
    const request = formPost(
      '/api/subscribe/',
      { email: 'ada@example.org', language: 'nl' },
      fromHub,
    );
    const answer = await signUp?.post(request, hub.services);
    const cookies = answer?.headers.getSetCookie() ?? [];
    expect(cookies).toHaveLength(1);
    for (const cookie of cookies)
      expect(cookie).toMatch(/; HttpOnly; .*SameSite=Lax|SameSite=Lax.*; HttpOnly/);
  });
});
