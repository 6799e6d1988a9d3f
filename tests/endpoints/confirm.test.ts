import { describe, expect, test } from 'vitest';

import { StoreError } from '#audience/store.ts';
import { openConfirm, postConfirm } from '#server/endpoints/confirm.ts';

import { aSignUp } from '../support/audience.ts';
import { formPost, fromHub, jsonPost, origin, startServices } from '../support/services.ts';

const url = '/nieuwsbrief/bevestigen/';

/** Signs Ada up and returns the token that was mailed. */
async function signedUp(hub: Awaited<ReturnType<typeof startServices>>): Promise<string> {
  await hub.services.subscribe(aSignUp());
  const [link = ''] = await hub.links(1);
  return new URL(link).searchParams.get('token') ?? '';
}

describe('POST of the confirm page', () => {
  test('303 to the welcome page, without the token, and the subscription is confirmed', async () => {
    await using hub = await startServices();
    const token = await signedUp(hub);
    const response = await postConfirm(formPost(url, { token }), {
      services: hub.services,
      language: 'nl',
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/nieuwsbrief/welkom/');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(
      (await hub.services.store.read((rows) => rows.findSubscriber('ada@example.org')))
        ?.subscription.state,
    ).toBe('confirmed');
  });

  test('303 to the welcome page a second time, and no mail', async () => {
    await using hub = await startServices();
    const token = await signedUp(hub);
    const confirm = () =>
      postConfirm(formPost(url, { token }), { services: hub.services, language: 'nl' });
    await confirm();
    // The first brings a welcome.
    await hub.links(2);
    const before = await hub.mails();
    expect((await confirm()).headers.get('location')).toBe('/nieuwsbrief/welkom/');
    expect(await hub.mails()).toEqual(before);
  });

  test('303 to the expired page when the token is unknown, foreign, altered or empty', async () => {
    await using hub = await startServices();
    const token = await signedUp(hub);
    for (const wrong of [
      '',
      'x',
      `${token}x`,
      token.slice(1),
      token.toLowerCase(),
      'A'.repeat(43),
    ]) {
      const response = await postConfirm(formPost(url, { token: wrong }), {
        services: hub.services,
        language: 'en',
      });
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe('/en/newsletter/link-expired/');
    }
    expect(
      (await hub.services.store.read((rows) => rows.findSubscriber('ada@example.org')))
        ?.subscription.state,
    ).toBe('pending');
  });

  test.each(['GET', 'HEAD', 'OPTIONS', 'PUT'])(
    '405 for %s, and no row of the store changes',
    async (method) => {
      await using hub = await startServices();
      const token = await signedUp(hub);
      const before = hub.rows();
      for (const headers of [fromHub, { ...fromHub, 'Sec-Purpose': 'prefetch' }]) {
        const request = new Request(`${origin}${url}?token=${token}`, { method, headers });
        const response = await postConfirm(request, { services: hub.services, language: 'nl' });
        expect(response.status).toBe(405);
        expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
      }
      expect(await hub.services.openConfirmation({ token, cookie: '' })).toMatchObject({
        kind: 'open',
      });
      expect(hub.rows()).toBe(before);
    },
  );

  test('takes the token from the body only', async () => {
    await using hub = await startServices();
    const token = await signedUp(hub);
    const response = await postConfirm(formPost(`${url}?token=${token}`, {}), {
      services: hub.services,
      language: 'nl',
    });
    expect(response.status).toBe(400);
    expect(await hub.services.openConfirmation({ token, cookie: '' })).toMatchObject({
      kind: 'open',
    });
  });

  test.each([
    [{ 'Sec-Fetch-Site': 'same-origin' }, 303],
    [{ 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }, 303],
    [{ Origin: 'null' }, 303],
    [{ Origin: origin }, 303],
    [{}, 303],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ Origin: 'https://evil.example' }, 403],
  ])('from %j: %i', async (headers, status) => {
    await using hub = await startServices();
    const token = await signedUp(hub);
    const response = await postConfirm(formPost(url, { token }, headers), {
      services: hub.services,
      language: 'nl',
    });
    expect(response.status).toBe(status);
    const { kind } = await hub.services.openConfirmation({ token, cookie: '' });
    expect(kind).toBe(status === 303 ? 'already-confirmed' : 'open');
  });

  test.each([
    ['no token', formPost(url, {}), 400],
    [
      'two tokens',
      formPost(url, [
        ['token', 'a'],
        ['token', 'b'],
      ]),
      400,
    ],
    ['another field', formPost(url, { token: 'a', email: 'eve@evil.example' }), 400],
    ['JSON', jsonPost(url, { token: 'a' }), 415],
    ['a giant', formPost(url, { token: 'a'.repeat(70_000) }), 413],
  ])('%s is not taken', async (_name, request, status) => {
    await using hub = await startServices();
    expect((await postConfirm(request, { services: hub.services, language: 'nl' })).status).toBe(
      status,
    );
  });

  test('503 for its page too when the store cannot be read', async () => {
    const services = {
      origins: [origin],
      openConfirmation: () => Promise.reject(new StoreError('busy', 'locked')),
    };
    const request = new Request(`${origin}${url}?token=a`);
    const answer = await openConfirm(request, { services, language: 'nl' });
    expect(answer).toMatchObject({ status: 503 });
    expect(answer instanceof Response && answer.headers.get('retry-after')).toBe('60');
  });

  test('503 and a time to come back when the store cannot take it', async () => {
    const services = {
      origins: [origin],
      confirm: () => Promise.reject(new StoreError('busy', 'locked')),
      sayNotMe: () => Promise.reject(new StoreError('busy', 'locked')),
    };
    const response = await postConfirm(formPost(url, { token: 'a' }), { services, language: 'nl' });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('60');
  });
});
