import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';

import { describe, expect, test } from 'vitest';

import { envelopeOf } from '#adapters/mail/mime.ts';
import { readIncomingMail } from '#adapters/mail/report-mail.ts';
import { confirm } from '#audience/confirmation.ts';
import { subscribe } from '#audience/sign-up.ts';
import { meaningOf } from '#newsletter/bounces/incoming-mail.ts';
import { takeIncoming } from '#newsletter/bounces/take-in.ts';
import { composeMail } from '#server/compose-mail.ts';
import { withMailboxes } from '#server/mail-addresses.ts';
import { deliverDue } from '#server/outbox-worker.ts';

import {
  aHub,
  aSignUp,
  clockAt,
  day,
  memoryMailer,
  serverKey,
  tokenIn,
} from '../support/audience.ts';
import { engines } from '../support/open-stores.ts';
import { aDeliveryReport, bounceMailbox } from '../support/returned-mail.ts';
import { now, type OpenStore } from '../support/store-rows.ts';

/** A hub that ada may sign up to, and whose mails to her may come back. */
async function openHub(open: OpenStore) {
  const { store, ...opened } = await open();
  const clock = clockAt(now.toISOString());
  const { mailer, sent } = memoryMailer();
  const context = () => ({
    ...{ store, hub: aHub(), serverKey, random: randomBytes, now: clock() },
    ...{ topicIds: new Set<string>(), people: [], papers: [], toAscii: domainToASCII },
    siteUrl: 'https://hub.example',
  });
  const mailboxes = { bounces: { address: bounceMailbox, providers: {} } };
  return {
    clock,
    signUp: () => subscribe(aSignUp(), context()),
    confirm: (token: string) => confirm(token, context()),
    /** The mails that go out now. */
    async deliver() {
      const before = sent.length;
      await deliverDue({
        ...{ outbox: store.outbox, mailer, owner: 'test', clock, log: () => undefined },
        async compose(row) {
          const mail = await composeMail(row, context());
          return mail && withMailboxes(mail, mailboxes);
        },
      });
      return sent.slice(before);
    },
    /** A report that comes to the address which `mail` was sent from. */
    async bounce(mail: Parameters<typeof envelopeOf>[0] | undefined, status = '5.1.1') {
      if (!mail) throw new Error('no mail went out');
      const report = aDeliveryReport({ to: envelopeOf(mail).from, status });
      const read = await readIncomingMail(Buffer.from(report));
      if (!read) throw new Error('the report cannot be read');
      const incoming = meaningOf(read, bounceMailbox);
      return takeIncoming(incoming, { ...context(), mail: 'report' });
    },
    state: async () =>
      (await store.read((rows) => rows.findSubscriber('ada@example.org')))?.subscription.state,
    async events() {
      const histories = await store.read((rows) => rows.listHistories({ after: null, max: 10 }));
      return histories.flatMap(({ events }) => events.map(({ type }) => type));
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

describe.each(engines)('mails of the service that come back, on %s', (_engine, open) => {
  test('who never confirmed stays pending, and gets no mail until they sign up anew', async () => {
    await using hub = await openHub(open);
    await hub.signUp();
    const [mail] = await hub.deliver();
    expect(mail?.kind).toBe('confirm');
    expect(await hub.bounce(mail)).toBe('suppressed');
    expect(await hub.bounce(mail)).toBe('nothing');
    expect(await hub.state()).toBe('pending');
    expect(await hub.events()).not.toContain('sub.bounced');

    hub.clock.pass(2 * day);
    await hub.signUp();
    const [again] = await hub.deliver();
    expect(again?.kind).toBe('confirm');
    expect(await hub.confirm(again ? tokenIn(again) : '')).toMatchObject({ kind: 'confirmed' });
    expect(await hub.state()).toBe('confirmed');
  });

  test('a mail that was owed to a mailbox that is no more does not go out', async () => {
    await using hub = await openHub(open);
    await hub.signUp();
    const [mail] = await hub.deliver();
    hub.clock.pass(2 * day);
    await hub.signUp();
    await hub.bounce(mail);
    expect(await hub.deliver()).toEqual([]);
  });

  test('who confirmed is never mailed again, as when an issue comes back', async () => {
    await using hub = await openHub(open);
    await hub.signUp();
    const [mail] = await hub.deliver();
    await hub.confirm(mail ? tokenIn(mail) : '');
    const [welcome] = await hub.deliver();
    expect(welcome?.kind).toBe('welcome');
    expect(await hub.bounce(welcome)).toBe('suppressed');
    expect(await hub.events()).toContain('sub.bounced');

    hub.clock.pass(40 * day);
    await hub.signUp();
    expect(await hub.deliver()).toEqual([]);
  });

  test('a full mailbox is not held against anyone', async () => {
    await using hub = await openHub(open);
    await hub.signUp();
    const [mail] = await hub.deliver();
    expect(await hub.bounce(mail, '4.2.2')).toBe('nothing');
    expect(await hub.confirm(mail ? tokenIn(mail) : '')).toMatchObject({ kind: 'confirmed' });
  });
});
