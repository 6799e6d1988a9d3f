import { describe, expect, test } from 'vitest';

import { consentWording, wordingHash } from '#audience/consent.ts';
import { type PaperFormView, postPaper } from '#server/endpoints/paper.ts';

import { aHub } from '../support/audience.ts';
import { aPaper } from '../support/content-builders.ts';
import {
  everythingOf,
  formPost,
  fromHub,
  jsonPost,
  origin,
  startServices,
} from '../support/services.ts';

const url = '/api/paper/';
const wish = { paper: 'banden-in-tien-stappen', email: 'ada@example.org', language: 'nl' };
const wording = wordingHash(consentWording(aHub(), 'nl') ?? '');

const start = () => startServices({ papers: [aPaper()] });
type Hub = Awaited<ReturnType<typeof start>>;

/** Stands for the page with the form: tells what it was asked to show. */
const renderForm = (view: PaperFormView) => Response.json(view, { status: view.status });

const post = (request: Request, { services }: Hub) =>
  postPaper(request, { services, renderForm, clientAddress: '192.0.2.1' });

describe('POST /api/paper/', () => {
  test('303 to the check-your-mail page without a cookie, and one mail with the paper', async () => {
    await using hub = await start();
    const response = await post(formPost(url, { ...wish, wording, website: '' }), hub);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/papers/check-je-mail/');
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await hub.links(1)).toEqual([`${origin}/papers/banden.pdf`]);
    expect(hub.rows()).not.toContain('sub.requested');
  });

  test('303 with the cookie of a sign-up when the box was ticked, and two mails', async () => {
    await using hub = await start();
    const response = await post(formPost(url, { ...wish, wording, newsletter: 'yes' }), hub);
    expect(response.headers.get('location')).toBe('/papers/check-je-mail/');
    expect(response.headers.getSetCookie()).toHaveLength(1);
    expect(await hub.links(2)).toHaveLength(2);
    expect(hub.rows()).toContain('sub.requested');
  });

  test.each([
    ['form', formPost],
    ['JSON', jsonPost],
  ] as const)('the same bytes for every state of an address, as a %s', async (_name, send) => {
    await using hub = await start();
    const answers = [];
    for (let count = 1; count <= 3; count += 1)
      answers.push(await everythingOf(await post(send(url, wish), hub)));
    const trapped = { ...wish, email: 'eve@example.org', website: 'https://spam.example' };
    await hub.links(1);
    const before = hub.rows();
    answers.push(await everythingOf(await post(send(url, trapped), hub)));
    expect(hub.rows()).toBe(before);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBeLessThan(400);
  });

  test('422 beside the field that is wrong, and what was typed is kept', async () => {
    await using hub = await start();
    const wrong = { ...wish, email: 'ada@', newsletter: 'yes', page: '/papers/x/' };
    const response = await post(formPost(url, wrong), hub);
    expect(response.status).toBe(422);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      status: 422,
      errors: { email: expect.stringContaining('Dit lijkt geen e-mailadres') },
      values: { ...wrong, newsletter: true },
    });
    const unknown = await post(jsonPost(url, { ...wish, paper: 'weg' }), hub);
    expect(unknown.status).toBe(422);
    expect(await unknown.json()).toEqual({
      errors: { form: expect.stringContaining('is er niet meer') },
    });
    expect(await hub.mails()).toEqual([]);
  });

  test.each<[string, () => Request]>([
    ['an unknown field', () => formPost(url, { ...wish, state: 'confirmed' })],
    ['a box with another value', () => formPost(url, { ...wish, newsletter: 'no' })],
    ['a page on another site', () => formPost(url, { ...wish, page: '//evil.example/' })],
    ['JSON that is none', () => jsonPost(url, '{"email":')],
  ])('400 for %s', async (_name, request) => {
    await using hub = await start();
    expect((await post(request(), hub)).status).toBe(400);
    expect(await hub.mails()).toEqual([]);
  });

  test('405 for GET, which changes nothing, and 403 from another site', async () => {
    await using hub = await start();
    const before = hub.rows();
    expect((await post(new Request(`${origin}${url}`, { headers: fromHub }), hub)).status).toBe(
      405,
    );
    for (const headers of [{}, { 'Sec-Fetch-Site': 'cross-site' }])
      expect((await post(formPost(url, wish, headers), hub)).status).toBe(403);
    expect(hub.rows()).toBe(before);
  });
});
