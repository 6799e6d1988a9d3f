import PostalMime from 'postal-mime';
import { describe, expect, test, vi } from 'vitest';

import { StoreError } from '#audience/store.ts';
import { postConfirmQuestion } from '#server/endpoints/confirm-question.ts';
import { postQuestion, type QuestionFormView } from '#server/endpoints/question.ts';
import type { Services } from '#server/services.ts';

import { aQuestion } from '../support/questions.ts';
import {
  everythingOf,
  formPost,
  fromHub,
  jsonPost,
  origin,
  startServices,
} from '../support/services.ts';

const url = '/api/question/';
const question = { ...aQuestion() };

/** Stands for the page with the form: tells what it was asked to show. */
const renderForm = (view: QuestionFormView) =>
  new Response(JSON.stringify(view), {
    status: view.status,
    headers: { 'Content-Type': 'text/html' },
  });

type Asking = Pick<Services, 'ask' | 'origins' | 'hub'>;

const post = (request: Request, services: Asking) =>
  postQuestion(request, { services, renderForm, clientAddress: '192.0.2.1' });

describe('POST /api/question/', () => {
  test('303 to the check-your-mail page in the language of the form, and one mail', async () => {
    await using hub = await startServices();
    const response = await post(formPost(url, { ...question, website: '' }), hub.services);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/vraag/check-je-mail/');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await hub.links(1)).toHaveLength(1);

    const english = await post(formPost(url, { ...question, language: 'en' }), hub.services);
    expect(english.headers.get('location')).toBe('/en/question/check-your-mail/');
  });

  test('202 with a neutral message when JSON is sent', async () => {
    await using hub = await startServices();
    const response = await post(jsonPost(url, question), hub.services);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({
      message: expect.stringContaining('Kijk in je mailbox'),
    });
    expect(await hub.links(1)).toHaveLength(1);
  });

  test.each([
    ['form', formPost],
    ['JSON', jsonPost],
  ] as const)('the same bytes for every state of an address, as a %s', async (_name, send) => {
    await using hub = await startServices();
    const answers = [];
    for (let count = 1; count <= 4; count += 1)
      answers.push(await everythingOf(await post(send(url, question), hub.services)));
    expect(await hub.links(3)).toHaveLength(3);
    const before = hub.rows();
    const trapped = { ...question, email: 'eve@example.org', website: 'https://spam.example' };
    answers.push(await everythingOf(await post(send(url, trapped), hub.services)));
    expect(hub.rows()).toBe(before);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBeLessThan(400);
  });

  test('422 with a message beside each wrong field, and everything typed kept', async () => {
    await using hub = await startServices();
    const wrong = { ...question, text: ' <kort> ', name: 'x'.repeat(81), email: 'ada@' };
    const errors = {
      text: expect.stringContaining('minstens 10 tekens'),
      name: expect.stringContaining('80 tekens'),
      email: expect.stringContaining('Dit lijkt geen e-mailadres'),
    };
    const asJson = await post(jsonPost(url, wrong), hub.services);
    expect(asJson.status).toBe(422);
    expect(await asJson.json()).toEqual({ errors });

    const asForm = await post(formPost(url, wrong), hub.services);
    expect(asForm.status).toBe(422);
    expect(asForm.headers.get('cache-control')).toBe('no-store');
    expect(asForm.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await asForm.json()).toEqual({ status: 422, errors, values: wrong });
    expect(await hub.mails()).toEqual([]);
  });

  test('422 for an empty form, in the language of the reader', async () => {
    await using hub = await startServices();
    const response = await post(jsonPost(url, { language: 'en' }), hub.services);
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      errors: {
        text: expect.stringContaining('at least 10 characters'),
        email: 'Enter your e-mail address.',
        person: expect.stringContaining('choose somebody else'),
      },
    });
  });

  test.each<[string, () => Request]>([
    ['an unknown field', () => formPost(url, { ...question, state: 'open' })],
    [
      'a field twice',
      () => formPost(url, [...Object.entries(question), ['text', 'nog een vraag']]),
    ],
    ['a list for a text', () => jsonPost(url, { ...question, text: ['een', 'twee'] })],
    ['JSON that is none', () => jsonPost(url, '{"text":')],
    ['a page on another site', () => formPost(url, { ...question, page: '//evil.example/' })],
    ['a language nobody speaks here', () => formPost(url, { ...question, language: 'xx' })],
  ])('400 for %s', async (_name, request) => {
    await using hub = await startServices();
    expect((await post(request(), hub.services)).status).toBe(400);
    expect(await hub.mails()).toEqual([]);
  });

  test('405, 403, 413 and 415 as for a sign-up', async () => {
    await using hub = await startServices();
    const status = async (request: Request) => (await post(request, hub.services)).status;
    expect(await status(new Request(`${origin}${url}`, { headers: fromHub }))).toBe(405);
    for (const headers of [{}, { 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'null' }])
      expect(await status(formPost(url, question, headers))).toBe(403);
    expect(await status(formPost(url, { ...question, text: 'x'.repeat(70_000) }))).toBe(413);
    const body = new FormData();
    body.set('text', question.text);
    const multipart = new Request(`${origin}${url}`, { method: 'POST', headers: fromHub, body });
    expect(await status(multipart)).toBe(415);
  });

  test('503 and what was typed when the store cannot take it, whichever copy of the class says so', async () => {
    await using hub = await startServices();
    vi.resetModules();
    const copy = await import('#audience/store.ts');
    expect(copy.StoreError).not.toBe(StoreError);
    for (const error of [new StoreError('full', 'full'), new copy.StoreError('full', 'full')]) {
      const full: Asking = { ...hub.services, ask: () => Promise.reject(error) };
      const response = await post(formPost(url, question), full);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('60');
      expect(await response.json()).toMatchObject({
        errors: { form: expect.stringContaining('Probeer het over een minuut opnieuw') },
        values: question,
      });
    }
  });
});

describe('POST of the page that confirms a question', () => {
  const confirmUrl = '/vraag/bevestigen/';

  /** Asks as Ada and returns the token that was mailed. */
  async function asked(hub: Awaited<ReturnType<typeof startServices>>): Promise<string> {
    await hub.services.ask(aQuestion());
    const [link = ''] = await hub.links(1);
    return new URL(link).searchParams.get('token') ?? '';
  }

  const confirm = (request: Request, services: Services) =>
    postConfirmQuestion(request, { services, language: 'en' });

  test('303 to the received page, and the question is with the editors', async () => {
    await using hub = await startServices();
    const token = await asked(hub);
    const response = await confirm(formPost(confirmUrl, { token }), hub.services);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/vraag/ontvangen/');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');

    await hub.links(2);
    const mails = await Promise.all(
      (await hub.mails()).map((mail) => PostalMime.parse(Buffer.from(mail, 'latin1'))),
    );
    const mail = mails.find(({ subject }) => subject === 'Vraag voor Ilyas Naafdop');
    expect(mail?.to).toMatchObject([{ address: 'redactie@hub.example' }]);
    expect(mail?.replyTo).toMatchObject([{ name: '', address: 'ada@example.org' }]);
    expect(mail?.text).toContain(question.text);
    expect(mail?.html).toBeUndefined();
  });

  test('303 to the received page a second time, and no second mail', async () => {
    await using hub = await startServices();
    const token = await asked(hub);
    await confirm(formPost(confirmUrl, { token }), hub.services);
    await hub.links(2);
    const before = hub.rows();
    const again = await confirm(formPost(confirmUrl, { token }), hub.services);
    expect(again.headers.get('location')).toBe('/vraag/ontvangen/');
    expect(hub.rows()).toBe(before);
  });

  test('303 to the expired page in the language of the address when the token is worth nothing', async () => {
    await using hub = await startServices();
    const token = await asked(hub);
    for (const wrong of ['', 'x', `${token}x`, token.slice(1), 'A'.repeat(43)]) {
      const response = await confirm(formPost(confirmUrl, { token: wrong }), hub.services);
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe('/en/question/link-expired/');
    }
  });

  test.each(['GET', 'HEAD', 'PUT'])('405 for %s, and no row changes', async (method) => {
    await using hub = await startServices();
    const token = await asked(hub);
    const before = hub.rows();
    const request = new Request(`${origin}${confirmUrl}?token=${token}`, { method });
    expect((await confirm(request, hub.services)).status).toBe(405);
    expect(hub.rows()).toBe(before);
  });

  test('403 from another site, 400 and 415 for what is no form of ours, 503 without a store', async () => {
    await using hub = await startServices();
    const token = await asked(hub);
    const status = async (request: Request, services = hub.services) =>
      (await confirm(request, services)).status;
    const elsewhere = { Origin: 'https://evil.example' };
    expect(await status(formPost(confirmUrl, { token }, elsewhere))).toBe(403);
    expect(await status(formPost(confirmUrl, { token, state: 'open' }))).toBe(400);
    expect(await status(jsonPost(confirmUrl, { token }))).toBe(415);
    const busy = () => Promise.reject(new StoreError('busy', 'busy'));
    expect(
      await status(formPost(confirmUrl, { token }), { ...hub.services, verifyQuestion: busy }),
    ).toBe(503);
  });
});
