import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { type FormView, postSubscribe } from '#server/endpoints/subscribe.ts';
import type { Services } from '#server/services.ts';

import { everythingOf, formPost, fromHub, jsonPost, startServices } from '../support/services.ts';

const url = '/api/subscribe/';
const ada = { email: 'ada@example.org', language: 'nl', page: '/nieuwsbrief/' };

/** Stands for the page with the form: tells what it was asked to show. */
const renderForm = (view: FormView) =>
  new Response(JSON.stringify(view), {
    status: view.status,
    headers: { 'Content-Type': 'text/html' },
  });

/** The value of the cookie that an answer sets. */
function cookieIn(headers: readonly (readonly [string, string])[]): string {
  const [, text = ''] = headers.find(([name]) => name === 'set-cookie') ?? [];
  return /^sign-up=([\w-]{43});/.exec(text)?.[1] ?? '';
}

type Subscribing = Pick<Services, 'subscribe' | 'signUpCookie' | 'origins' | 'hub'>;

const post = (request: Request, services: Subscribing) =>
  postSubscribe(request, { services, renderForm, clientAddress: '192.0.2.1' });

describe('POST /api/subscribe/', () => {
  test('303 to the check-your-mail page in the language of the form, and one mail', async () => {
    await using hub = await startServices();
    const response = await post(
      formPost(url, { ...ada, topics: 'sums', website: '' }),
      hub.services,
    );
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/nieuwsbrief/check-je-mail/');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await hub.links(1)).toHaveLength(1);

    const english = await post(
      formPost(url, { ...ada, email: 'b@example.org', language: 'en' }),
      hub.services,
    );
    expect(english.headers.get('location')).toBe('/en/newsletter/check-your-mail/');
  });

  test('202 with a neutral message when JSON is sent', async () => {
    await using hub = await startServices();
    const response = await post(
      jsonPost(url, { ...ada, topics: ['sums', 'repair'] }),
      hub.services,
    );
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({
      message: expect.stringContaining('Kijk in je mailbox'),
    });
    await hub.links(1);
    expect(
      (await hub.services.store.read((rows) => rows.findSubscriber(ada.email)))?.subscription
        .topics,
    ).toEqual(['repair', 'sums']);
  });

  test.each([
    ['form', formPost],
    ['JSON', jsonPost],
  ] as const)('the same bytes for every state of an address, as a %s', async (_name, send) => {
    await using hub = await startServices();
    const { services } = hub;
    let visitors = 0;
    const answerTo = async (fields: Readonly<Record<string, string>>) => {
      const headers = { ...fromHub, 'User-Agent': `Visitor ${(visitors += 1)}` };
      return everythingOf(await post(send(url, fields, headers), services));
    };
    const answers = [await answerTo(ada)]; // unknown
    const [confirmLink = ''] = await hub.links(1);
    answers.push(await answerTo(ada)); // pending
    await services.confirm(new URL(confirmLink).searchParams.get('token') ?? '');
    answers.push(await answerTo(ada)); // confirmed
    answers.push(await answerTo(ada)); // confirmed, told today
    await services.unsubscribe(await hub.tokenFor('/nieuwsbrief/afmelden/'));
    answers.push(await answerTo(ada)); // unsubscribed
    answers.push(await answerTo({ ...ada, website: 'x' })); // trapped
    const cookies = answers.map(({ headers }) => cookieIn(headers));
    expect(new Set(cookies).size).toBe(answers.length);
    const alike = answers.map((answer, nth) =>
      JSON.stringify(answer).replace(cookies[nth] ?? '', ''),
    );
    expect(new Set(alike).size).toBe(1);
    expect(answers[0]?.status).toBeLessThan(400);
  });

  test('the neutral answer, and nothing stored, when the hidden field is filled', async () => {
    await using hub = await startServices();
    const response = await post(
      formPost(url, { ...ada, website: 'https://spam.example' }),
      hub.services,
    );
    expect(response.status).toBe(303);
    expect(await hub.services.store.read((rows) => rows.findSubscriber(ada.email))).toBeNull();
  });

  test.each([
    ['', 'Vul je e-mailadres in.'],
    ['ada@', 'Dit lijkt geen e-mailadres'],
    ['ada@example.org\r\nBcc: eve@evil.example', 'Dit lijkt geen e-mailadres'],
    ['zoë@example.org', 'kunnen we nog niet mailen'],
  ])('422 with a message beside the field for %j', async (email, message) => {
    await using hub = await startServices();
    const asJson = await post(jsonPost(url, { ...ada, email }), hub.services);
    expect(asJson.status).toBe(422);
    expect(await asJson.json()).toEqual({ errors: { email: expect.stringContaining(message) } });

    const asForm = await post(
      formPost(url, [...Object.entries({ ...ada, email }), ['topics', 'sums']]),
      hub.services,
    );
    expect(asForm.status).toBe(422);
    expect(asForm.headers.get('cache-control')).toBe('no-store');
    expect(await asForm.json()).toEqual({
      status: 422,
      errors: { email: expect.stringContaining(message) },
      values: { email, topics: ['sums'], language: 'nl', page: '/nieuwsbrief/', came: '' },
    });
    expect(await hub.mails()).toEqual([]);
  });

  test('422 in English for an English form, 422 for a topic that is not there', async () => {
    await using hub = await startServices();
    const english = await post(jsonPost(url, { email: 'x', language: 'en' }), hub.services);
    expect(await english.json()).toEqual({
      errors: { email: expect.stringContaining('does not look like an e-mail address') },
    });
    const topic = await post(jsonPost(url, { ...ada, topics: ['sums', 'secret'] }), hub.services);
    expect(topic.status).toBe(422);
    expect(await topic.json()).toEqual({ errors: { topics: expect.any(String) } });
  });

  test('422 when the sentence agreed to is not the one in force', async () => {
    await using hub = await startServices();
    const response = await post(jsonPost(url, { ...ada, wording: 'f'.repeat(64) }), hub.services);
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      errors: { form: expect.stringContaining('veranderd') },
    });
  });

  test('no text that a visitor typed is in any mail', async () => {
    await using hub = await startServices();
    await post(
      formPost(url, { ...ada, page: '/bezoekerstekst/', email: 'Koop.Nu@spam.example' }),
      hub.services,
    );
    await hub.links(1);
    const [mail = ''] = await hub.mails();
    expect(
      mail.split('\r\n').filter((line) => /koop\.?nu|spam\.example|bezoekerstekst/i.test(line)),
    ).toEqual(['To: Koop.Nu@spam.example']);
  });

  test('what was answered is on the disk: another process finds it', async () => {
    await using hub = await startServices();
    await post(jsonPost(url, ada), hub.services);
    const database = new DatabaseSync(path.join(hub.folder, 'audience.sqlite'), { readOnly: true });
    const count = (table: string) =>
      database.prepare(`select count(*) as n from ${table}`).get()?.['n'];
    for (const table of [
      'subscribers',
      'subscriptions',
      'consents',
      'tokens',
      'outbox',
      'events',
    ]) {
      expect(count(table)).toBe(1);
    }
    database.close();
  });
});
