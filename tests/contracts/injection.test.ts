import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { domainToASCII } from 'node:url';

import { describe, expect, test } from 'vitest';

import { confirm } from '#audience/confirmation.ts';
import { eraseAddress } from '#audience/erasure.ts';
import { purgeUnconfirmed } from '#audience/purge.ts';
import { subscribe } from '#audience/sign-up.ts';
import { composeMail } from '#server/compose-mail.ts';
import { deliverDue } from '#server/outbox-worker.ts';

import {
  aBusyHub,
  aSignUp,
  clockAt,
  day,
  memoryMailer,
  serverKey,
  tokenIn,
} from '../support/audience.ts';
import { engines } from '../support/open-stores.ts';
import {
  aConsent,
  aQueuedMail,
  aSubscriber,
  aToken,
  now,
  type OpenStore,
} from '../support/store-rows.ts';

/** Texts that mean something to a database, each in its own way. */
const hostileTexts = [
  "'; drop table subscribers; --",
  "' or '1'='1",
  '" or ""="',
  '$1',
  '?',
  ':name',
  '%',
  '_',
  '\\',
  "\\'; delete from subscribers; --",
  "x'00'",
  '/* */',
  '{"a":1}',
  '${process.env.PATH}',
];

describe.each(engines)('%s', (_engine, open) => {
  test('fault 3: text that is SQL stays text in every column that it can reach', () =>
    readsBack(open));
  test('fault 20: jobs that work on what people typed touch nobody else', { timeout: 60_000 }, () =>
    worksAlone(open),
  );
});

async function readsBack(open: OpenStore): Promise<void> {
  await using opened = await open();
  const { store } = opened;
  for (const text of hostileTexts) {
    const subscriber = aSubscriber(text, { language: 'nl', topics: [text] });
    const consent = aConsent(text, { wording: text, page: text, topics: [text] });
    const token = aToken(text, { subscriptionId: subscriber.subscription.id });
    const suppression = {
      addressHash: text,
      reason: 'manual',
      since: now,
      source: text,
      until: null,
    } as const;
    await store.write(async (rows) => {
      await rows.addSubscriber(subscriber);
      await rows.addConsent(consent);
      await rows.addToken(token);
      await rows.addEvent({
        id: text,
        at: now,
        type: 'sub.left',
        pid: subscriber.id,
        source: null,
      });
      await rows.queueMail({ ...aQueuedMail(text), addressHash: text });
      await rows.addSuppression(suppression);
    });
    await store.read(async (rows) => {
      expect(await rows.findSubscriber(subscriber.address.key)).toEqual(subscriber);
      expect(await rows.findSubscriberOf(subscriber.subscription.id)).toEqual(subscriber);
      expect(await rows.listConsents(subscriber.id)).toEqual([consent]);
      expect(await rows.findToken(text, 'confirm')).toEqual(token);
      expect(await rows.findSuppression(text)).toEqual(suppression);
      expect(await rows.listMails(text, now)).toHaveLength(1);
      expect(
        await rows.findSubscriber(`x' or address_key = '${subscriber.address.key}`),
      ).toBeNull();
    });
  }
}

async function worksAlone(open: OpenStore): Promise<void> {
  await using opened = await open();
  const { store } = opened;
  const clock = clockAt('2026-11-22T09:00:00Z');
  const { mailer, sent } = memoryMailer();
  const context = () => ({
    ...{ store, hub: aBusyHub(), topicIds: new Set<string>(), people: [], papers: [], serverKey },
    ...{
      siteUrl: 'http://localhost:4321',
      toAscii: domainToASCII,
      random: randomBytes,
      now: clock(),
    },
  });
  const deliver = () =>
    deliverDue({
      ...{ outbox: store.outbox, mailer, owner: "x' or '1'='1", clock, log: () => undefined },
      compose: (row) => composeMail(row, context()),
    });
  // All that an address may hold: what else there is never gets in.
  const odd = ["x'or'1'='1", "o'brien--", '%', '_', '?', '$1', "'", '{}', '`', '*'];
  const addresses = [...odd.map((local) => `${local}@example.org`), 'ada@example.org'];
  for (const email of addresses) await subscribe(aSignUp({ email }), context());
  while ((await deliver()) > 0);
  expect(sent.map(({ to }) => to).toSorted()).toEqual(addresses.toSorted());
  for (const mail of sent) await confirm(tokenIn(mail), context());

  const standing = async () =>
    store.read((rows) => Promise.all(addresses.map((one) => rows.findSubscriber(one))));
  const all = await standing();
  expect(all.map((one) => one?.subscription.state)).toEqual(addresses.map(() => 'confirmed'));
  clock.pass(8 * day);
  await purgeUnconfirmed({ store, now: clock() });
  expect(await standing()).toEqual(all);
  for (const [index, key] of addresses.slice(0, -1).entries()) {
    const address = { typed: key, mailbox: key, key };
    await eraseAddress(address, { ...context(), timeZone: 'Europe/Amsterdam' });
    const left = all.map((one, place) => (place <= index ? null : one));
    expect(await standing()).toEqual(left);
  }
}

test('fault 3: no statement is put together from text', async () => {
  const root = path.resolve(import.meta.dirname, '../../src');
  const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const found = await Promise.all(
    names.map(async (name) => {
      const code = await readFile(path.join(root, name), 'utf8');
      return /\bsql\s*\.\s*(raw|lit)\b|CompiledQuery\s*\.\s*raw\b|\bqueryRaw\b/.test(code)
        ? [name]
        : [];
    }),
  );
  // What these two write as it is, Kysely has compiled before or the database itself has told.
  const known = ['adapters/backup/fill-store.ts', 'adapters/backup/postgres-target.ts'];
  expect(found.flat().filter((name) => !known.includes(name))).toEqual([]);
});
