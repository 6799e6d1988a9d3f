import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readRedirect } from '#hub/redirects/read-redirect.ts';

import { ask } from '../support/raw-http.ts';
import { servedHub, serveHub, type ServedHub } from '../support/served-hub.ts';

const article = '/artikelen/een-lekke-band/';
const lines = {
  '/2019/05/Oude-Band/': article,
  '/blog/ketting.html': 'https://elders.example/ketting#smeren',
  '/%C3%BCber-uns': `${article}?van=oud#begin`,
  '/?p=123': article,
  '/?p=123&lang=en': '/en/topics/',
  '/index.php?page_id=7': article,
};

let hub: ServedHub;
beforeAll(async () => {
  const redirects = Object.entries(lines).flatMap(([from, to]) => {
    const redirect = readRedirect({ from, to }, servedHub.site);
    return typeof redirect === 'string' ? [] : [redirect];
  });
  hub = await serveHub({ redirects });
});
afterAll(() => hub.host.close());

async function answerTo(target: string, method = 'GET') {
  const { status, headers, body } = await ask(hub.port, method, target);
  return { status, location: headers['location'], body };
}

describe('an old address', () => {
  test.each([
    ['/2019/05/Oude-Band/', article],
    ['/2019/05/oude-band', article],
    ['/2019/05/oude-band.html', article],
    ['/2019/05/oude-band/index.html', article],
    ['/2019/05/oude%2Dband?a=1&b=%2F', `${article}?a=1&b=%2F`],
    ['/blog/ketting.html', 'https://elders.example/ketting#smeren'],
    ['/blog/ketting/?x=//evil.example', 'https://elders.example/ketting?x=//evil.example#smeren'],
    ['/%C3%9Cber-uns/', `${article}?van=oud#begin`],
    ['/u%CC%88ber-uns?a=1', `${article}?van=oud&a=1#begin`],
    ['/?p=123', article],
    ['/?utm_source=x&p=123', `${article}?utm_source=x`],
    ['/?lang=en&p=123', '/en/topics/'],
    ['/?page_id=7', article],
  ])('301 from %s to %s', async (target, location) => {
    expect(await answerTo(target)).toEqual({ status: 301, location, body: '' });
  });

  test('301 for HEAD', async () => {
    expect(await answerTo('/2019/05/oude-band/', 'HEAD')).toMatchObject({
      status: 301,
      location: article,
    });
  });

  test('405 for POST', async () => {
    expect(await answerTo('/2019/05/oude-band/', 'POST')).toMatchObject({ status: 405 });
  });
});

describe('an address that is no old one', () => {
  test.each([
    ['/', 200],
    ['/?p=124', 200],
    ['/?p=', 200],
    ['/2019/05/oude-band/extra/', 404],
    ['//2019/05/oude-band/', 404],
    ['//evil.example/?p=123', 404],
    ['/2019/05/..%2foude-band/', 400],
  ])('%s is answered as before: %i', async (target, status) => {
    expect(await answerTo(target)).toMatchObject({ status, location: undefined });
  });
});
