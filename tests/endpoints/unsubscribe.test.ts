import { describe, expect, test } from 'vitest';

import { StoreError } from '#audience/store.ts';
import { type Goodbye, postUnsubscribe } from '#server/endpoints/unsubscribe.ts';

import { aSignUp } from '../support/audience.ts';
import { formPost, origin, startServices } from '../support/services.ts';

const url = '/nieuwsbrief/afmelden/';

type Hub = Awaited<ReturnType<typeof startServices>>;

/** Makes Ada a subscriber and returns her unsubscribe token, as mailed. */
async function subscribed(hub: Hub): Promise<string> {
  await hub.services.subscribe(aSignUp());
  const [confirm = ''] = await hub.links(1);
  await hub.services.confirm(new URL(confirm).searchParams.get('token') ?? '');
  await hub.services.subscribe(aSignUp());
  return hub.tokenFor(url);
}

async function stateIn(hub: Hub): Promise<string | undefined> {
  return (await hub.services.store.read((rows) => rows.findSubscriber('ada@example.org')))
    ?.subscription.state;
}

/** A mail program's click: no browser headers at all. */
function oneClick(
  token: string,
  { body = 'List-Unsubscribe=One-Click', type = 'application/x-www-form-urlencoded' } = {},
): Request {
  return new Request(`${origin}${url}?token=${token}`, {
    method: 'POST',
    ...(body === '' ? {} : { body, headers: { 'Content-Type': type } }),
  });
}

const multipart =
  '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';

/** Stands for the page, which shows what it is given. */
const renderGoodbye = ({ language, undo }: Goodbye) => new Response(`${language} ${undo}`);

describe('POST of the unsubscribe address', () => {
  test.each([
    ['the body of RFC 8058', {}],
    ['the same as multipart', { body: multipart, type: 'multipart/form-data; boundary=x' }],
    ['no body', { body: '' }],
    ['a body of no use', { body: 'x=1' }],
    ['a body of another type', { body: '{}', type: 'application/json' }],
  ])('200 without redirect for one click with %s, as often as it comes', async (_name, options) => {
    await using hub = await startServices();
    const token = await subscribed(hub);
    for (let click = 0; click < 3; click += 1) {
      const response = await postUnsubscribe(oneClick(token, options), {
        services: hub.services,
        language: 'nl',
        renderGoodbye,
      });
      expect(response.status).toBe(200);
      expect(response.headers.get('location')).toBeNull();
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.text()).toContain('Je bent afgemeld');
      expect(await stateIn(hub)).toBe('unsubscribed');
    }
  });

  test('is not stopped by where the click came from', async () => {
    await using hub = await startServices();
    const token = await subscribed(hub);
    const request = oneClick(token);
    request.headers.set('Origin', 'https://mail.example');
    request.headers.set('Sec-Fetch-Site', 'cross-site');
    expect(
      (await postUnsubscribe(request, { services: hub.services, language: 'nl', renderGoodbye }))
        .status,
    ).toBe(200);
    expect(await stateIn(hub)).toBe('unsubscribed');
  });

  test('200 from the form of the page, with the way back; then 303 to the goodbye page', async () => {
    await using hub = await startServices();
    const token = await subscribed(hub);
    const press = () =>
      postUnsubscribe(formPost(`${url}?token=${token}`, { token }), {
        services: hub.services,
        language: 'nl',
        renderGoodbye,
      });
    const first = await press();
    expect(first.status).toBe(200);
    expect(first.headers.get('referrer-policy')).toBe('no-referrer');
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(await stateIn(hub)).toBe('unsubscribed');

    const second = await press();
    expect(second.status).toBe(303);
    expect(second.headers.get('location')).toBe('/nieuwsbrief/tot-ziens/');

    const [, undo = ''] = (await first.text()).split(' ');
    await hub.services.comeBack(undo);
    expect(await stateIn(hub)).toBe('confirmed');
  });

  test('200 and an honest word when the token is unknown, altered or of another purpose', async () => {
    await using hub = await startServices();
    const token = await subscribed(hub);
    const [confirm = ''] = await hub.links(1);
    const foreign = new URL(confirm).searchParams.get('token') ?? '';
    for (const wrong of ['', 'x', token.slice(1), `${token}x`, foreign, 'A'.repeat(43)]) {
      for (const request of [oneClick(wrong), formPost(url, { token: wrong })]) {
        const response = await postUnsubscribe(request, {
          services: hub.services,
          language: 'en',
          renderGoodbye,
        });
        expect(response.status).toBe(200);
        expect(await response.text()).toContain('There is nothing to unsubscribe');
      }
    }
    expect(await stateIn(hub)).toBe('confirmed');
  });

  test.each(['GET', 'HEAD', 'OPTIONS'])(
    '405 for %s, and no row of the store changes',
    async (method) => {
      await using hub = await startServices();
      const token = await subscribed(hub);
      const before = hub.rows();
      const request = new Request(`${origin}${url}?token=${token}`, { method });
      expect(
        (await postUnsubscribe(request, { services: hub.services, language: 'nl', renderGoodbye }))
          .status,
      ).toBe(405);
      expect(await hub.services.openUnsubscribe(token)).toEqual({ kind: 'open', language: 'nl' });
      expect(hub.rows()).toBe(before);
    },
  );

  test('413 for a giant, 503 when the store cannot take it', async () => {
    const refuse = () => Promise.reject(new StoreError('unavailable', 'gone'));
    const services = { unsubscribe: refuse, unsubscribeOnPage: refuse };
    const giant = formPost(url, { token: 'a'.repeat(70_000) });
    expect((await postUnsubscribe(giant, { services, language: 'nl', renderGoodbye })).status).toBe(
      413,
    );
    const response = await postUnsubscribe(oneClick('A'.repeat(43)), {
      services,
      language: 'nl',
      renderGoodbye,
    });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('60');
  });

  test('works with the same link after the hub was restarted', async () => {
    await using hub = await startServices();
    const token = await subscribed(hub);
    await hub.services.close();
    await using again = await startServices({ dataDir: hub.folder });
    const response = await postUnsubscribe(oneClick(token), {
      services: again.services,
      language: 'nl',
      renderGoodbye,
    });
    expect(await response.text()).toContain('Je bent afgemeld');
  });
});
