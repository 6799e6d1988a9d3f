import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { describe, expect, test } from 'vitest';

import { getForm } from '#server/endpoints/form.ts';
import { postQuestion } from '#server/endpoints/question.ts';
import { postSubscribe } from '#server/endpoints/subscribe.ts';
import type { OpenedForm } from '#server/form-guard.ts';

import { aHub, clockAt, hour, minute } from '../support/audience.ts';
import { aQuestion } from '../support/questions.ts';
import { formPost, jsonPost, origin, startServices } from '../support/services.ts';

const clientAddress = '192.0.2.1';
const renderForm = () => new Response(null, { status: 422 });

type Hub = Awaited<ReturnType<typeof startServices>>;

function get({ services }: Hub, query = '?form=subscribe', method = 'GET', from = clientAddress) {
  const request = new Request(new URL(`/api/form/${query}`, origin), { method });
  return getForm(request, { services, clientAddress: from });
}

async function opened(hub: Hub, query = '?form=subscribe', from = clientAddress) {
  return (await (await get(hub, query, 'GET', from)).json()) as OpenedForm;
}

async function solved({ challenge }: OpenedForm): Promise<string> {
  if (!challenge) throw new Error('no work was asked for');
  return JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });
}

/** Opens a hub that lets four mails out in an hour, and sets off its alarm. */
async function startAlarmed(options: Parameters<typeof startServices>[0] = {}) {
  const { newsletter } = aHub();
  const hub = await startServices({
    hub: aHub({ newsletter: { ...newsletter, confirmMailsPerHour: 4 } }),
    ...options,
  });
  for (const name of ['a', 'b', 'c'])
    await send(hub, jsonPost, { email: `${name}@${name}.example` });
  await hub.links(3);
  return hub;
}

function send(
  { services }: Hub,
  as: typeof jsonPost | typeof formPost,
  fields: Record<string, string>,
  from = clientAddress,
) {
  const request = as('/api/subscribe/', { language: 'nl', ...fields });
  return postSubscribe(request, { services, renderForm, clientAddress: from });
}

/** Waits until the mails of all who were answered at once are written, and returns to whom. */
async function mailed(hub: Hub, count: number): Promise<string[]> {
  await hub.links(count);
  const mails = await hub.mails();
  return mails.map((mail) => /^To: (.*)$/m.exec(mail)?.[1]?.trim() ?? '');
}

describe('GET /api/form/', () => {
  test('200 with the time, signed, and no work to do in quiet times', async () => {
    await using hub = await startServices();
    const answer = await get(hub);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({ started: expect.any(String), challenge: null });
  });

  test('200 with work to do once the hub has reason to ask for it', async () => {
    await using hub = await startAlarmed();
    const { challenge } = await opened(hub);
    expect(challenge).toMatchObject({ parameters: { data: { form: 'subscribe' } } });
    expect((await opened(hub, '?form=question')).challenge).toMatchObject({
      parameters: { data: { form: 'question' } },
    });
  });

  test.each(['', '?form=', '?form=other', '?form=__proto__'])('400 for %j', async (query) => {
    await using hub = await startServices();
    expect((await get(hub, query)).status).toBe(400);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('405 for %s', async (method) => {
    await using hub = await startServices();
    const answer = await get(hub, '?form=subscribe', method);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  test('changes nothing, however often it is asked and from wherever', async () => {
    await using hub = await startAlarmed();
    const before = hub.rows();
    for (let index = 0; index < 30; index += 1)
      await get(hub, '?form=subscribe', 'GET', `10.0.0.${index}`);
    await get(hub, '?form=subscribe', 'HEAD');
    expect(hub.rows()).toBe(before);
  });
});

describe('a form under attack', () => {
  test.each([
    ['form', formPost],
    ['JSON', jsonPost],
  ] as const)('fault 13: asks for the same work when it is sent as a %s', async (_name, as) => {
    const clock = clockAt('2026-11-22T09:00:00Z');
    await using hub = await startAlarmed({ clock });
    const { started } = await opened(hub);
    const proof = await solved(await opened(hub));
    clock.pass(10_000);
    const answers = [
      await send(hub, as, { email: 'none@one.example', started }),
      await send(hub, as, { email: 'worked@two.example', started, proof }),
      await send(hub, as, { email: 'again@three.example', started, proof }),
      await send(hub, as, { email: 'wrong@four.example', started, proof: '{}' }),
    ];
    expect(new Set(answers.map(({ status }) => status))).toHaveLength(1);
    expect(await mailed(hub, 5)).toEqual(
      expect.arrayContaining(['worked@two.example', 'redactie@hub.example']),
    );
    const waiting = await hub.services.store.read((rows) =>
      rows.findPlaces({ shared: 3, kept: 1 }),
    );
    expect(waiting.shared).not.toBeNull();
    expect((await hub.mails()).join('\n')).not.toMatch(/none@|again@|wrong@/);
  });

  test('fault 18: a proof for one form is none for another', async () => {
    await using hub = await startAlarmed();
    const proof = await solved(await opened(hub));
    const { name: _name, ...question } = aQuestion({ email: 'eve@six.example' });
    const request = formPost('/api/question/', { ...question, proof });
    const context = { services: hub.services, renderForm, clientAddress };
    expect((await postQuestion(request, context)).status).toBe(303);
    // Still good for its own form: the other did not burn it.
    await send(hub, formPost, { email: 'worked@two.example', proof });
    expect(await mailed(hub, 5)).toContain('worked@two.example');
    expect((await hub.mails()).join('\n')).not.toContain('eve@six.example');
  });

  test('goes back to normal by itself, and has logged one line without an address', async () => {
    const clock = clockAt('2026-11-22T09:00:00Z');
    await using hub = await startAlarmed({ clock });
    expect((await opened(hub)).challenge).not.toBeNull();
    clock.pass(hour + minute);
    expect((await opened(hub)).challenge).toBeNull();
    const lines = hub.lines.filter((line) => line.includes('proof of work'));
    expect(lines).toHaveLength(1);
    expect(hub.lines.join('\n')).not.toMatch(/192\.0\.2|@[abc]\.example/);
  });
});

describe('a network', () => {
  test('fault 14: is told from others by its own half of an IPv6 address, and never kept as it is', async () => {
    await using hub = await startServices();
    for (let index = 0; index < 10; index += 1)
      await send(hub, formPost, { email: `p${index}@d${index}.example` }, `2001:db8:1:2::${index}`);
    expect((await opened(hub, '?form=subscribe', '2001:db8:1:2:ffff::1')).challenge).not.toBeNull();
    expect((await opened(hub, '?form=subscribe', '2001:db8:1:3::1')).challenge).toBeNull();
    expect(/2001:|db8:|:ffff/.test(hub.rows())).toBe(false);
  });
});
