import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { webhookSender } from '#adapters/webhook-sender.ts';
import { confirm } from '#audience/confirmation.ts';
import { erase } from '#audience/erasure.ts';
import { unsubscribe } from '#audience/leaving.ts';
import { subscribe } from '#audience/sign-up.ts';
import { unsubscribeToken } from '#audience/tokens.ts';
import { composeNotice } from '#audience/webhook.ts';
import { startWebhookWorker } from '#server/webhook-worker.ts';

import { aSignUp, day, openAudience, serverKey, tokenIn } from '../support/audience.ts';
import { startServices } from '../support/services.ts';
import { isSigned, openReceiver, webhookSecret } from '../support/webhook-receiver.ts';

/** How long what happens beside a test may take. */
const patience = { timeout: 15_000 };

type Audience = Awaited<ReturnType<typeof openAudience>>;

/** The real worker on an audience's store, which looks often. */
function startTelling(audience: Audience, url: string, { withAddress = false } = {}) {
  const { store, clock } = audience;
  const lines: string[] = [];
  const worker = startWebhookWorker(
    {
      queue: store.notices,
      compose: (notice) => composeNotice(notice, { store, withAddress }),
      sender: webhookSender({ url, secret: webhookSecret }),
      owner: randomBytes(4).toString('hex'),
      clock,
      log: (line) => void lines.push(line),
    },
    { everyMs: 5 },
  );
  return { lines, [Symbol.asyncDispose]: () => worker.stop() };
}

/** Confirms by the mails that are due. */
async function confirmByMail(audience: Audience) {
  for (const mail of await audience.deliver())
    if (mail.kind === 'confirm') await confirm(tokenIn(mail), audience.context());
}

/** An audience of whose subscribers another system is told; Ada has confirmed. */
async function openWithAda() {
  const audience = await openAudience();
  await audience.store.notices.enable(true);
  await subscribe(aSignUp({ topics: ['sums'] }), audience.context());
  await confirmByMail(audience);
  const ada = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));
  return Object.assign(audience, {
    pid: ada?.id ?? '',
    async leave() {
      const token = unsubscribeToken(serverKey, ada?.subscription.id ?? '');
      await unsubscribe(token, audience.context());
    },
  });
}

const typesOf = (received: readonly { body: string }[]) =>
  received.map(({ body }) => (JSON.parse(body) as { type: string }).type);

describe('another system', () => {
  test('is told of confirming, leaving and erasure, signed, by an id and never by address', async () => {
    await using audience = await openWithAda();
    await using receiver = await openReceiver();
    const { received } = receiver;
    await using telling = startTelling(audience, receiver.url);
    await expect.poll(() => received.length, patience).toBe(1);
    await audience.leave();
    await expect.poll(() => received.length, patience).toBe(2);
    await erase(audience.pid, { ...audience.context(), timeZone: 'Europe/Amsterdam' });
    await expect.poll(() => received.length, patience).toBe(3);

    const { pid } = audience;
    const timestamp = audience.clock().toISOString();
    expect(received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      {
        type: 'subscription.confirmed',
        timestamp,
        data: { pid, state: 'confirmed', language: 'nl', topics: ['sums'] },
      },
      {
        type: 'subscription.left',
        timestamp,
        data: { pid, state: 'unsubscribed', language: 'nl', topics: ['sums'] },
      },
      { type: 'subscription.erased', timestamp, data: { pid, state: 'erased' } },
    ]);
    for (const one of received) {
      expect(isSigned(one)).toBe(true);
      expect(isSigned({ ...one, body: `${one.body} ` })).toBe(false);
      expect(isSigned(one, Buffer.alloc(32, 'x'))).toBe(false);
      expect(one.headers['content-type']).toBe('application/json');
    }
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
    expect(JSON.stringify(received)).not.toContain('ada@');
    expect(telling.lines).toEqual([]);
  });

  test('gets the address where the hub was told to pass it on', async () => {
    await using audience = await openWithAda();
    await using receiver = await openReceiver();
    await using telling = startTelling(audience, receiver.url, { withAddress: true });
    await expect.poll(() => receiver.received.length, patience).toBe(1);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      data: { email: 'ada@example.org' },
    });
    expect(telling.lines).toEqual([]);
  });

  test('that is down, fails, sends elsewhere or is killed is told the same again until it answers', async () => {
    await using audience = await openWithAda();
    let status = 500;
    const elsewhere = await openReceiver();
    const answer = () => ({ status, headers: { location: elsewhere.url } });
    const first = await openReceiver(answer);
    const { port, url } = first;
    await using telling = startTelling(audience, url);
    const waiting = (reason: string, count: number) =>
      expect
        .poll(() => telling.lines.filter((line) => line.includes(reason)), patience)
        .toHaveLength(count);

    await waiting('status 500', 1);
    status = 302;
    audience.clock.pass(6000);
    await waiting('status 302', 1);
    await first[Symbol.asyncDispose]();
    audience.clock.pass(day);
    await waiting('ECONNREFUSED', 1);
    await audience.leave();

    await using second = await openReceiver(undefined, port);
    audience.clock.pass(day);
    await expect.poll(() => second.received.length, patience).toBe(2);
    const id = first.received[0]?.headers['webhook-id'];
    expect(first.received[1]?.headers['webhook-id']).toBe(id);
    expect(second.received.map(({ headers }) => headers['webhook-id'])).toContain(id);
    expect(first.received.concat(second.received).every((one) => isSigned(one))).toBe(true);
    expect(typesOf(second.received).toSorted()).toEqual([
      'subscription.confirmed',
      'subscription.left',
    ]);
    // What it is told is how things stand now.
    for (const { body } of second.received)
      expect(JSON.parse(body)).toMatchObject({ data: { state: 'unsubscribed' } });
    expect(elsewhere.received).toEqual([]);
    expect(telling.lines.join()).not.toContain('geheim');
    await elsewhere[Symbol.asyncDispose]();
  });

  test('is given up after three days', async () => {
    await using audience = await openWithAda();
    await using receiver = await openReceiver(() => ({ status: 410 }));
    await using telling = startTelling(audience, receiver.url);
    for (let tries = 1; tries <= 10; tries += 1) {
      await expect.poll(() => telling.lines.length, patience).toBe(tries);
      audience.clock.pass(day);
    }
    expect(telling.lines.at(-1)).toContain('given up after 10 tries');
    expect(receiver.received).toHaveLength(10);
  });

  test('hears nothing of a test address', async () => {
    await using audience = await openWithAda();
    await audience.store.write(async (rows) => {
      const ada = await rows.findSubscriberById(audience.pid);
      if (ada) await rows.saveSubscription({ ...ada.subscription, isTest: true });
    });
    await subscribe(aSignUp({ email: 'bob@example.org' }), audience.context());
    await confirmByMail(audience);
    await using receiver = await openReceiver();
    await using telling = startTelling(audience, receiver.url);
    // Notices go out oldest first, so hers would have been before his.
    await expect.poll(() => receiver.received.length, patience).toBe(1);
    const bob = await audience.store.read((rows) => rows.findSubscriber('bob@example.org'));
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ data: { pid: bob?.id } });
    expect(telling.lines).toEqual([]);
  });
});

describe('the services', { timeout: 30_000 }, () => {
  test('tell it by themselves', async () => {
    await using receiver = await openReceiver();
    const webhook = { url: receiver.url, secret: webhookSecret, withAddress: false };
    await using hub = await startServices({ webhook });
    const { services } = hub;
    await services.subscribe(aSignUp());
    const [link = ''] = await hub.links(1);
    await services.confirm(tokenIn({ link }));
    await expect
      .poll(() => typesOf(receiver.received), patience)
      .toEqual(['subscription.confirmed']);
  });
});
