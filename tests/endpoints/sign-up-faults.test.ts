import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { openConfirm, postConfirm } from '#server/endpoints/confirm.ts';
import { postSubscribe } from '#server/endpoints/subscribe.ts';
import { readEnvironment } from '#server/environment.ts';
import { startHost } from '#server/host.ts';
import { loadManifest } from '#server/manifest.ts';
import { postEndpoints } from '#server/post-endpoints.ts';

import { aSignUp } from '../support/audience.ts';
import { ask } from '../support/raw-http.ts';
import { makeBuild, servedHub } from '../support/served-hub.ts';
import { formPost, fromHub, jsonPost, origin, startServices } from '../support/services.ts';

type Hub = Awaited<ReturnType<typeof startServices>>;

const confirmUrl = '/nieuwsbrief/bevestigen/';
const subscribeUrl = '/api/subscribe/';
const ada = { email: 'ada@example.org', language: 'nl', page: '/nieuwsbrief/' };

/** Signs Ada up and returns the token that was mailed. */
async function signedUp(hub: Hub): Promise<string> {
  await hub.services.subscribe(aSignUp());
  return hub.tokenFor(confirmUrl);
}

async function stateIn(hub: Hub): Promise<string | undefined> {
  const found = await hub.services.store.read((rows) => rows.findSubscriber(ada.email));
  return found?.subscription.state;
}

const send = (request: Request, { services }: Hub) =>
  postSubscribe(request, {
    services,
    clientAddress: '192.0.2.1',
    renderForm: ({ status }) => new Response(null, { status }),
  });

const confirmWith = (token: string, { services }: Hub) =>
  postConfirm(formPost(confirmUrl, { token }), { services, language: 'nl' });

describe('fault 1, Ghost: a HEAD or GET of the mailed link confirms', () => {
  test.each(['GET', 'HEAD', 'OPTIONS'])('%s changes no row, also ahead of time', async (method) => {
    await using hub = await startServices();
    const token = await signedUp(hub);
    const before = hub.rows();
    for (const headers of [fromHub, { ...fromHub, 'Sec-Purpose': 'prefetch;prerender' }]) {
      const request = new Request(`${origin}${confirmUrl}?token=${token}`, { method, headers });
      const context = { services: hub.services, language: 'nl' } as const;
      expect(await openConfirm(request, context)).toMatchObject({ token });
      expect((await postConfirm(request, context)).status).toBe(405);
    }
    expect(hub.rows()).toBe(before);
  });
});

describe('fault 5, CVE-2026-22594: a field of the client’s sets trust', () => {
  const fields = ['skipEmailVerification', 'confirmed', 'state', 'consent', 'browser', 'code'];

  test.each(fields)('400 for %s, as a form and as JSON', async (field) => {
    await using hub = await startServices();
    expect((await send(formPost(subscribeUrl, { ...ada, [field]: '1' }), hub)).status).toBe(400);
    expect((await send(jsonPost(subscribeUrl, { ...ada, [field]: true }), hub)).status).toBe(400);
    expect(await stateIn(hub)).toBeUndefined();
  });
});

describe('fault 6, CVE-2026-22595: another spelling of the path passes by a check', () => {
  const spellings = [
    confirmUrl,
    '/nieuwsbrief/bevestigen',
    '/%6eieuwsbrief/bevestigen/',
    '//nieuwsbrief/bevestigen/',
    '/nieuwsbrief//bevestigen/',
    '/nieuwsbrief%2fbevestigen/',
    '/NIEUWSBRIEF/bevestigen/',
    '/nieuwsbrief/bevestigen/x',
    '/nieuwsbrief/bevestigen/.',
    '/nieuwsbrief/x/../bevestigen/',
    '/nieuwsbrief/bevestigen;x/',
    '/nieuwsbrief/bevestigen.json',
  ];

  /** Posts a token to a spelling of the confirm address, over the wire. */
  async function post(hub: Hub, target: string, body: string, site: string) {
    await using build = await makeBuild();
    const host = await startHost({
      environment: readEnvironment({ PORT: '0', HOST: '127.0.0.1' }),
      hub: { site: 'https://hub.example' },
      manifest: await loadManifest({ ...build, hub: servedHub }),
      services: hub.services,
      endpoints: postEndpoints,
      log: () => undefined,
    });
    const lines = [
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      `Sec-Fetch-Site: ${site}`,
    ];
    const port = Number(new URL(host.url).port);
    const { status } = await ask(port, 'POST', target, ...lines, '', body);
    await host.close();
    return status;
  }

  test.each(spellings)('%s from another site confirms nothing', async (at) => {
    await using hub = await startServices();
    const token = await signedUp(hub);
    const status = await post(hub, at, `token=${token}`, 'cross-site');
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    await using again = await startServices({ dataDir: hub.folder });
    expect(await stateIn(again)).toBe('pending');
  });

  test.each(spellings)('%s is the confirm address or none', async (at) => {
    await using hub = await startServices();
    const token = await signedUp(hub);
    const status = await post(hub, at, `token=${token}`, 'same-origin');
    await using again = await startServices({ dataDir: hub.folder });
    const isAddress = spellings.indexOf(at) < 3;
    expect(await stateIn(again)).toBe(isAddress ? 'confirmed' : 'pending');
    if (isAddress) expect(status).toBe(303);
    else expect([400, 404, 405]).toContain(status);
  });
});

describe('fault 12: a list that is not public is joined by its id', () => {
  test('422 for a topic that the hub does not publish, as a form and as JSON', async () => {
    await using hub = await startServices();
    for (const topics of ['secret', 'REPAIR', 'repair ', '__proto__', '%']) {
      const asForm = formPost(subscribeUrl, { ...ada, topics });
      expect((await send(asForm, hub)).status).toBe(422);
      const asJson = jsonPost(subscribeUrl, { ...ada, topics: ['sums', topics] });
      expect((await send(asJson, hub)).status).toBe(422);
    }
    expect(await stateIn(hub)).toBeUndefined();
  });
});

describe('fault 15, MailPoet: a token is compared up to the length of the stored one', () => {
  test('a truncated, extended, altered or empty token confirms nothing', async () => {
    await using hub = await startServices();
    const token = await signedUp(hub);
    const wrong = fc.oneof(
      fc.nat(42).map((length) => token.slice(0, length)),
      fc.string({ minLength: 1 }).map((tail) => token + tail),
      fc
        .tuple(fc.nat(42), fc.constantFrom('A', 'b', '0', '-', '_'))
        .map(([at, other]) => token.slice(0, at) + other + token.slice(at + 1))
        .filter((text) => text !== token),
    );
    const refused = async (text: string) => {
      const answer = await confirmWith(text, hub);
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe('/nieuwsbrief/link-verlopen/');
    };
    await fc.assert(fc.asyncProperty(wrong, refused), { numRuns: 100, examples: [[''], [' ']] });
    expect(await stateIn(hub)).toBe('pending');
    expect((await confirmWith(token, hub)).headers.get('location')).toBe('/nieuwsbrief/welkom/');
  });
});
