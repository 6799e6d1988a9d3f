import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { hashAddress } from '#audience/tokens.ts';
import type { BounceMailbox } from '#adapters/mail/bounce-mailbox.ts';
import { openBounceMailbox } from '#server/bounces/open-mailbox.ts';
import { readBounces, type ReadingContext } from '#server/bounces/read-bounces.ts';
import { readingContext, watchMailbox } from '#server/bounces/watch-mailbox.ts';

import { aHub, clockAt, serverKey } from '../support/audience.ts';
import { mailboxes, type HeldMailbox } from '../support/bounce-mailboxes.ts';
import { addReaders, deliveryKeys, listIssue } from '../support/deliveries.ts';
import { engines } from '../support/open-stores.ts';
import {
  aComplaint,
  aDeliveryReport,
  anAnswer,
  bounceMailbox,
  mailTo,
  returnAddress,
} from '../support/returned-mail.ts';
import { now } from '../support/store-rows.ts';

const day = 24 * 60 * 60 * 1000;
const [[, openSqlite]] = engines as [(typeof engines)[number]];

/** A hub that sent an issue to ada and bob, whose mail comes back to `held`. */
async function openHub(held: HeldMailbox) {
  const { store, ...opened } = await openSqlite();
  const clock = clockAt(now.toISOString());
  await addReaders(store, ['ada', 'bob']);
  await listIssue(store.deliveries(deliveryKeys(clock)), ['ada', 'bob']);
  const settings = { address: bounceMailbox, place: held.place };
  const context = { store, hub: aHub(), serverKey, random: randomBytes, clock };
  const unrelated = new Set<string>();
  const mailbox = openBounceMailbox(settings);
  return {
    ...{ store, clock, settings, context, mailbox },
    read: (changes: Partial<ReadingContext> = {}, from: BounceMailbox = mailbox) =>
      readBounces(from, {
        ...readingContext(settings, context),
        unrelated,
        now: clock(),
        ...changes,
      }),
    async suppressed(): Promise<string[]> {
      const found: string[] = [];
      for (const name of ['ada', 'bob']) {
        const hash = hashAddress(serverKey, `${name}@example.org`);
        if (await store.read((rows) => rows.findSuppression(hash))) found.push(name);
      }
      return found;
    },
    async [Symbol.asyncDispose]() {
      await mailbox.close();
      await opened[Symbol.asyncDispose]();
    },
  };
}

const nobody = { suppressed: 0, counted: 0, alerted: 0, nothing: 0, reply: 0, unrelated: 0 };
const reportAbout = (name: string) => aDeliveryReport({ to: returnAddress(mailTo(name)) });

describe.each(mailboxes)('returned mail in %s', (_kind, make) => {
  test('is taken in and marked as read; all other mail stays unread, byte for byte', async () => {
    await using held = await make();
    await using hub = await openHub(held);
    const other = [
      'From: eve@evil.example\r\nTo: b@bounce.hub.example\r\nSubject: Hi\r\n\r\n5.1.1\r\n',
      aDeliveryReport({ messageId: '<0b5ad98e-1f4c-4f0e-8a43-94c3e4b31c11@elsewhere.example>' }),
      anAnswer(mailTo('bob')),
    ];
    await held.deliver(reportAbout('ada'));
    for (const mail of other) await held.deliver(mail);
    await held.deliver(aComplaint(mailTo('bob')));

    const { taken, faults } = await hub.read();
    expect(faults).toEqual([]);
    expect(taken).toEqual({ ...nobody, suppressed: 2, reply: 1, unrelated: 2 });
    expect(await hub.suppressed()).toEqual(['ada', 'bob']);
    const mails = await held.list();
    expect(mails).toHaveLength(5);
    expect(mails.filter(({ isSeen }) => !isSeen).map(({ text }) => text)).toEqual(other);

    expect((await hub.read()).taken).toEqual(nobody);
    // Another process, which remembers nothing of it.
    const { taken: again } = await hub.read({ unrelated: new Set() });
    expect(again).toEqual({ ...nobody, nothing: 1, unrelated: 2 });
    const histories = await hub.store.read((rows) => rows.listHistories({ after: null, max: 9 }));
    expect(histories.flatMap(({ events }) => events.map(({ type }) => type)).toSorted()).toEqual([
      'reply.in',
      'sub.bounced',
      'sub.complained',
    ]);
  });

  test('a rehearsal says what would happen and changes nothing', async () => {
    await using held = await make();
    await using hub = await openHub(held);
    await held.deliver(reportAbout('ada'));
    const before = await held.list();
    const take = () => Promise.resolve('suppressed' as const);
    const { taken } = await hub.read({ isRehearsal: true, take });
    expect(taken).toEqual({ ...nobody, suppressed: 1 });
    expect(await held.list()).toEqual(before);
    expect(await hub.suppressed()).toEqual([]);
  });

  test('reports that were read go after 30 days, also of people who are gone; nothing else ever does', async () => {
    await using held = await make();
    await using hub = await openHub(held);
    const old = new Date(now.getTime() - 40 * day);
    const erased = mailTo('somebody-erased');
    const kept = anAnswer(mailTo('ada'));
    await held.deliver(reportAbout('ada'), old);
    await held.deliver(aDeliveryReport({ to: returnAddress(erased) }), old);
    await held.deliver(aDeliveryReport({ messageId: `<${erased}@elsewhere.example>` }), old);
    await held.deliver(kept, old);
    await held.deliver(reportAbout('bob'), now);

    expect(await hub.read()).toMatchObject({ removed: 0, faults: [] });
    expect(await held.list()).toHaveLength(5);
    expect(await hub.read({ isRehearsal: true })).toMatchObject({ removed: 2 });
    expect(await held.list()).toHaveLength(5);
    expect(await hub.read()).toMatchObject({ removed: 2, faults: [] });
    const left = (await held.list()).map(({ text }) => text);
    expect(left.toSorted()).toEqual(
      [
        aDeliveryReport({ messageId: `<${erased}@elsewhere.example>` }),
        kept,
        reportAbout('bob'),
      ].toSorted(),
    );
  });

  test('one mail that cannot be taken in now stays, and keeps no other one waiting', async () => {
    await using held = await make();
    await using hub = await openHub(held);
    await held.deliver(reportAbout('ada'));
    await held.deliver(reportAbout('bob'));
    const { take } = readingContext(hub.settings, hub.context);
    let refusals = 1;
    const first = await hub.read({
      take: (incoming, mail) => {
        refusals -= 1;
        return refusals < 0
          ? take(incoming, mail)
          : Promise.reject(new Error('no room for ada@example.org'));
      },
    });
    expect(first.taken).toEqual({ ...nobody, suppressed: 1 });
    expect(first.faults.join()).toContain('no room for [address]');
    expect((await hub.read()).taken).toEqual({ ...nobody, suppressed: 1 });
    expect(await hub.suppressed()).toEqual(['ada', 'bob']);
  });

  test('the running hub reads it by itself', async () => {
    await using held = await make();
    await using hub = await openHub(held);
    await held.deliver(reportAbout('ada'));
    const lines: string[] = [];
    const listening = watchMailbox(hub.settings, {
      ...hub.context,
      log: (line) => void lines.push(line),
      wake: () => undefined,
    });
    await expect.poll(() => hub.suppressed(), { timeout: 5000 }).toEqual(['ada']);
    await listening.stop();
    expect(lines.join()).toContain('1 never mailed again');
    expect(lines.join()).not.toContain('@');
  });
});

test('a mailbox that cannot be reached is said so, without its password', async () => {
  const lines: string[] = [];
  await using held = await mailboxes[0]?.[1]();
  if (!held) throw new Error('there is no mailbox');
  await using hub = await openHub(held);
  const mailbox = {
    address: bounceMailbox,
    place: { imapUrl: 'imap://me:a-password@127.0.0.1:9/INBOX' },
  };
  const listening = watchMailbox(mailbox, {
    ...hub.context,
    log: (line) => void lines.push(line),
    wake: () => undefined,
  });
  await expect.poll(() => lines[0], { timeout: 5000 }).toMatch(/^bounce mailbox not read: /);
  await listening.stop();
  expect(lines.join()).not.toContain('a-password');
});
