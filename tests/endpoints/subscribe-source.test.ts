import { describe, expect, test } from 'vitest';

import { type FormView, postSubscribe } from '#server/endpoints/subscribe.ts';

import { formPost, fromHub, jsonPost, origin, startServices } from '../support/services.ts';

const url = '/api/subscribe/';
const ada = { email: 'ada@example.org', language: 'nl', page: '/artikelen/band/' };
const tags = '?utm_source=mastodon&utm_medium=social&utm_campaign=winter&gclid=1';
const fromMastodon = {
  channel: 'platform',
  platform: 'mastodon',
  campaign: 'winter',
  article: 'nl/band',
};

/** Sends a sign-up, confirms it and returns where the subscriber came from. */
async function sourceAfter(request: Request) {
  await using hub = await startServices();
  const { services } = hub;
  await postSubscribe(request, {
    services,
    clientAddress: '192.0.2.1',
    renderForm: () => new Response(null),
  });
  const [link = ''] = await hub.links(1);
  await services.confirm(new URL(link).searchParams.get('token') ?? '');
  const subscriber = await services.store.read((rows) => rows.findSubscriber(ada.email));
  expect(subscriber?.subscription.state).toBe('confirmed');
  return subscriber?.subscription.source;
}

const fromPage = (address: string) => ({ ...fromHub, Referer: new URL(address, origin).href });

describe('POST /api/subscribe/ keeps with the subscriber', () => {
  test.each([
    ['form', formPost],
    ['JSON', jsonPost],
  ] as const)('the tags of the page with the form, as a %s', async (_name, send) => {
    const request = send(url, ada, fromPage(`/artikelen/band/${tags}`));
    expect(await sourceAfter(request)).toEqual(fromMastodon);
  });

  test('the tags of the page before, as the script saw it', async () => {
    const fields = { ...ada, page: '/nieuwsbrief/', came: `/artikelen/band/${tags}` };
    expect(await sourceAfter(formPost(url, fields, fromPage('/nieuwsbrief/')))).toEqual(
      fromMastodon,
    );
  });

  test('nothing of a page that is not of the hub', async () => {
    const headers = { ...fromHub, Referer: `https://elders.example/artikelen/elders/${tags}` };
    const request = formPost(url, { ...ada, page: '/' }, headers);
    expect(await sourceAfter(request)).toEqual({ channel: 'web' });
  });

  test('its sign-up, however long the address', async () => {
    const came = `/?${'x'.repeat(20_000)}`;
    const request = formPost(url, { ...ada, page: '/', came }, fromPage(`/?${'y'.repeat(9000)}`));
    expect(await sourceAfter(request)).toEqual({ channel: 'web' });
  });

  test('the tags of a form that was shown again', async () => {
    await using hub = await startServices();
    let view: FormView | undefined;
    const renderForm = (shown: FormView) => {
      view = shown;
      return new Response(null, { status: shown.status });
    };
    const request = formPost(url, { ...ada, email: 'ada' }, fromPage(`/artikelen/band/${tags}`));
    await postSubscribe(request, {
      services: hub.services,
      clientAddress: '192.0.2.1',
      renderForm,
    });
    expect(view?.values.came).toBe(
      '/artikelen/band/?utm_source=mastodon&utm_medium=social&utm_campaign=winter',
    );
    const came = view?.values.came ?? '';
    expect(await sourceAfter(formPost(url, { ...ada, page: '/nieuwsbrief/', came }))).toEqual(
      fromMastodon,
    );
  });
});
