import { describe, expect, test } from 'vitest';

import { nextCookie } from '#audience/sign-up-browser.ts';
import { StoreError } from '#audience/store.ts';
import { type CodeView, postConfirmCode } from '#server/endpoints/confirm-code.ts';
import { openConfirm, postConfirm } from '#server/endpoints/confirm.ts';
import { postResend } from '#server/endpoints/resend.ts';
import { postSubscribe } from '#server/endpoints/subscribe.ts';

import { bytesBelow, clockAt, hour, serverKey } from '../support/audience.ts';
import { formPost, fromHub, origin, startServices } from '../support/services.ts';

type Hub = Awaited<ReturnType<typeof startServices>>;

const codeUrl = '/api/confirm-code/';
const resendUrl = '/api/resend/';
const confirmUrl = '/nieuwsbrief/bevestigen/';

const clientAddress = '192.0.2.1';

/** Stands for the page with the form: tells what it was asked to show. */
const renderForm = (view: { status: number }) =>
  new Response(JSON.stringify(view), { status: view.status });

/** Signs Ada up by the form and returns the `Cookie` header that her browser sends from then on. */
async function signUp(hub: Hub, headers: Record<string, string> = fromHub): Promise<string> {
  const fields = { email: 'ada@example.org', language: 'nl', page: '/nieuwsbrief/' };
  const { services } = hub;
  const answer = await postSubscribe(formPost('/api/subscribe/', fields, headers), {
    services,
    clientAddress,
    renderForm,
  });
  expect(answer.status).toBe(303);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function codeIn(hub: Hub): Promise<string> {
  await hub.links(1);
  const [mail = ''] = await hub.mails();
  return /^(\d{6})\r$/m.exec(mail)?.[1] ?? '';
}

const typeCode = (hub: Hub, fields: Record<string, string>, headers: Record<string, string>) =>
  postConfirmCode(formPost(codeUrl, fields, headers), { services: hub.services, renderForm });

async function stateIn(hub: Hub): Promise<string | undefined> {
  const found = await hub.services.store.read((rows) => rows.findSubscriber('ada@example.org'));
  return found?.subscription.state;
}

describe('the cookie of a sign-up', () => {
  test('is for this host, for a week, out of reach of scripts and of other sites', async () => {
    await using hub = await startServices();
    const fields = { email: 'ada@example.org', language: 'nl' };
    const answer = await postSubscribe(formPost('/api/subscribe/', fields), {
      services: hub.services,
      clientAddress,
      renderForm,
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^sign-up=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/,
    );
  });

  test('on https is bound to the host and never sent in the clear', async () => {
    await using hub = await startServices({ siteUrl: 'https://hub.example' });
    const fields = { email: 'ada@example.org', language: 'nl' };
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    const answer = await postSubscribe(formPost('/api/subscribe/', fields, headers), {
      services: hub.services,
      clientAddress,
      renderForm,
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-sign-up=[\w-]{43}; Path=\/; .*; Secure$/,
    );
  });

  test('of a double click is one, whichever answer the browser keeps, and confirms by the one code', async () => {
    await using hub = await startServices();
    const [first, second] = await Promise.all([signUp(hub), signUp(hub)]);
    expect(second).toBe(first);
    const code = await codeIn(hub);
    expect(await hub.mails()).toHaveLength(1);
    const next = await signUp(hub, { ...fromHub, cookie: first });
    expect(next).not.toBe(first);
    expect(await typeCode(hub, { code }, { ...fromHub, cookie: next })).toMatchObject({
      status: 303,
    });
  });

  test('fault 4: is another in another browser or network, for another address and a minute later', () => {
    const click = { current: '', email: 'ada@example.org', network: 'n', agent: 'Firefox' };
    const at = { serverKey, now: new Date('2026-11-22T09:00:00Z') };
    const changed = [
      nextCookie(click, at),
      nextCookie({ ...click, current: 'x' }, at),
      nextCookie({ ...click, email: 'bob@example.org' }, at),
      nextCookie({ ...click, network: 'm' }, at),
      nextCookie({ ...click, agent: 'Safari' }, at),
      nextCookie(click, { ...at, now: new Date('2026-11-22T09:01:00Z') }),
      nextCookie(click, { ...at, serverKey: new Uint8Array(32) }),
    ];
    expect(new Set(changed).size).toBe(changed.length);
    expect(nextCookie(click, { ...at, now: new Date('2026-11-22T09:00:59Z') })).toBe(changed[0]);
  });

  test('is not set by a form that was refused', async () => {
    await using hub = await startServices();
    const answer = await postSubscribe(formPost('/api/subscribe/', { email: 'x' }), {
      services: hub.services,
      clientAddress,
      renderForm,
    });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('POST /api/confirm-code/', () => {
  test('303 to the welcome page for the code, from the browser that signed up', async () => {
    await using hub = await startServices();
    const cookie = await signUp(hub);
    const answer = await typeCode(hub, { code: await codeIn(hub) }, { ...fromHub, cookie });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/nieuwsbrief/welkom/');
    expect(await stateIn(hub)).toBe('confirmed');
  });

  test('fault 4: 422 and one message for a wrong code, an old cookie, a foreign one and none', async () => {
    await using hub = await startServices();
    const old = await signUp(hub);
    const code = await codeIn(hub);
    const cookie = await signUp(hub, { ...fromHub, cookie: old });
    const wrong = code === '000000' ? '000001' : '000000';
    const answers = [
      await typeCode(hub, { code: wrong }, { ...fromHub, cookie }),
      await typeCode(hub, { code: 'abc' }, { ...fromHub, cookie }),
      await typeCode(hub, { code }, { ...fromHub, cookie: old }),
      await typeCode(hub, { code }, { ...fromHub, cookie: `sign-up=${'A'.repeat(43)}` }),
      await typeCode(hub, { code }, { ...fromHub, cookie: 'sign-up=' }),
      await typeCode(hub, { code }, fromHub),
    ];
    const views = await Promise.all(answers.map((answer) => answer.json() as Promise<CodeView>));
    expect(views[0]).toMatchObject({ status: 422, language: 'nl', error: expect.any(String) });
    for (const view of views) expect(view).toEqual(views[0]);
    expect(answers[0]?.headers.get('cache-control')).toBe('no-store');
    expect(await stateIn(hub)).toBe('pending');

    const right = await typeCode(hub, { code }, { ...fromHub, cookie });
    expect(right.status).toBe(303);
  });

  test.each([
    ['another site', { code: '1' }, { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['no browser at all', { code: '1' }, {}, 403],
    ['a field too many', { code: '1', email: 'x' }, fromHub, 400],
  ])('from %s with %j is refused', async (_name, fields, headers, status) => {
    await using hub = await startServices();
    expect((await typeCode(hub, fields, headers)).status).toBe(status);
  });

  test('503 and the page again when the store cannot take it', async () => {
    await using hub = await startServices();
    const services = {
      ...hub.services,
      confirmByCode: () => Promise.reject(new StoreError('busy', 'locked')),
    };
    const request = formPost(codeUrl, { code: '123456' });
    const answer = await postConfirmCode(request, { services, renderForm });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('60');
  });
});

describe('POST /api/resend/', () => {
  test('303 to the same place whether a mail goes out or not', async () => {
    const clock = clockAt('2026-11-22T09:00:00Z');
    await using hub = await startServices({ clock });
    const cookie = await signUp(hub);
    await hub.links(1);
    const again = (headers: Record<string, string>) =>
      postResend(formPost(resendUrl, { language: 'nl' }, headers), { services: hub.services });
    const early = await again({ ...fromHub, cookie });
    clock.pass(hour);
    const none = await again(fromHub);
    const sent = await again({ ...fromHub, cookie });
    expect(await hub.links(2)).toHaveLength(2);
    for (const answer of [early, none, sent]) {
      expect(answer.status).toBe(303);
      expect([...answer.headers]).toEqual([...sent.headers]);
    }
    expect(sent.headers.get('location')).toBe('/nieuwsbrief/check-je-mail/#page.again');
  });

  test('403 from another site', async () => {
    await using hub = await startServices();
    const request = formPost(resendUrl, {}, { 'Sec-Fetch-Site': 'cross-site' });
    expect((await postResend(request, { services: hub.services })).status).toBe(403);
  });
});

describe('GET of the confirm page', () => {
  const open = (hub: Hub, token: string, headers: Record<string, string> = {}) => {
    const request = new Request(`${origin}${confirmUrl}?token=${token}`, { headers });
    return openConfirm(request, { services: hub.services, language: 'nl' });
  };

  test('sends itself in the browser that signed up, and in no other', async () => {
    await using hub = await startServices();
    const cookie = await signUp(hub);
    const token = await hub.tokenFor(confirmUrl);
    expect(await open(hub, token, { cookie })).toMatchObject({ confirmsItself: true });
    expect(await open(hub, token, { cookie: `other=1; ${cookie}` })).toMatchObject({
      confirmsItself: true,
    });
    expect(await open(hub, token)).toMatchObject({ confirmsItself: false });
    const foreign = { cookie: `sign-up=${'A'.repeat(43)}` };
    expect(await open(hub, token, foreign)).toMatchObject({ confirmsItself: false });
  });

  test.each([
    ['Sec-Purpose', 'prefetch'],
    ['Sec-Purpose', 'prefetch;prerender'],
    ['Purpose', 'prefetch'],
    ['X-Moz', 'prefetch'],
  ])('fault 1: does not send itself for %s: %s, and changes no row', async (name, value) => {
    await using hub = await startServices();
    const cookie = await signUp(hub);
    const token = await hub.tokenFor(confirmUrl);
    const before = hub.rows();
    expect(await open(hub, token, { cookie, [name]: value })).toMatchObject({
      confirmsItself: false,
    });
    expect(hub.rows()).toBe(before);
  });
});

describe('“This was not me”', () => {
  const press = (hub: Hub, fields: Readonly<Record<string, string>>) =>
    postConfirm(formPost(confirmUrl, fields), { services: hub.services, language: 'nl' });

  test('303 to the page that says what was done, and the request is gone', async () => {
    await using hub = await startServices();
    await signUp(hub);
    const token = await hub.tokenFor(confirmUrl);
    const answer = await press(hub, { token, action: 'not-me' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/nieuwsbrief/niet-van-mij/');
    expect(await stateIn(hub)).toBeUndefined();
    expect((await bytesBelow(hub.folder)).includes('ada@example.org')).toBe(false);
    expect((await press(hub, { token })).headers.get('location')).toBe(
      '/nieuwsbrief/link-verlopen/',
    );
  });

  test.each(['', 'confirm', 'NOT-ME', 'not-me '])('400 for the action %j', async (action) => {
    await using hub = await startServices();
    await signUp(hub);
    const token = await hub.tokenFor(confirmUrl);
    expect((await press(hub, { token, action })).status).toBe(400);
    expect(await stateIn(hub)).toBe('pending');
  });
});
