import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describe, expect, test } from 'vitest';

import { confirm } from '#audience/confirmation.ts';
import { wordingHash } from '#audience/consent.ts';
import { unsubscribe } from '#audience/leaving.ts';
import { subscribe } from '#audience/sign-up.ts';
import type { SuppressionReason } from '#audience/subscription.ts';
import { hashAddress } from '#audience/tokens.ts';

import {
  aHub,
  aSignUp,
  day,
  hour,
  openAudience,
  serverKey,
  tokenIn,
} from '../../support/audience.ts';

const addressHash = hashAddress(serverKey, 'ada@example.org');

/** Signs Ada up, confirms and welcomes her. */
async function confirmed(audience: Awaited<ReturnType<typeof openAudience>>): Promise<void> {
  await subscribe(aSignUp(), audience.context());
  const [mail] = await audience.deliver();
  if (!mail) throw new Error('no confirm mail went out');
  await confirm(tokenIn(mail), audience.context());
  await audience.deliver();
}

describe('subscribe', () => {
  test('makes an unknown address pending and mails it a link', async () => {
    await using audience = await openAudience();
    expect(await subscribe(aSignUp({ topics: ['sums'] }), audience.context())).toEqual({
      kind: 'accepted',
    });

    const subscriber = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));
    expect(subscriber).toMatchObject({
      address: { mailbox: 'ada@example.org' },
      subscription: { state: 'pending', topics: ['sums'], confirmedAt: null },
    });
    const mails = await audience.deliver();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      kind: 'confirm',
      to: 'ada@example.org',
      unsubscribeUrl: null,
    });
    expect(mails[0]?.link).toMatch(
      /^http:\/\/localhost:4321\/nieuwsbrief\/bevestigen\/\?token=[\w-]{43}$/,
    );
  });

  test('keeps the exact sentence, its hash, the language, the form, the page and the time', async () => {
    await using audience = await openAudience();
    await subscribe(
      aSignUp({ language: 'en', page: '/en/articles/tyre/', topics: ['sums', 'repair', 'sums'] }),
      audience.context(),
    );

    const asked = await audience.store.read(async (rows) => {
      const subscriber = await rows.findSubscriber('ada@example.org');
      return rows.findAsked(subscriber?.subscription.consentId ?? '');
    });
    expect(asked).toEqual({
      kind: 'asked',
      id: expect.any(String),
      subscriberId: expect.any(String),
      addressHash,
      at: audience.clock(),
      wording: 'Yes, send me The Workbench.',
      wordingHash: wordingHash('Yes, send me The Workbench.'),
      language: 'en',
      formVersion: '2',
      page: '/en/articles/tyre/',
      topics: ['repair', 'sums'],
      source: { channel: 'web' },
      frequency: 'each',
    });
  });

  test('asks a pending address again after a day, three times in thirty days', async () => {
    await using audience = await openAudience();
    const mailsPerDay: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      await subscribe(aSignUp(), audience.context());
      await subscribe(aSignUp({ email: 'ADA@example.org' }), audience.context());
      mailsPerDay.push((await audience.deliver()).length);
      audience.clock.pass(day);
    }
    expect(mailsPerDay).toEqual([1, 1, 1, 0, 0, 0]);
    audience.clock.pass(25 * day);
    await subscribe(aSignUp(), audience.context());
    expect(await audience.deliver()).toHaveLength(1);
  });

  test('tells a subscriber once a day that nothing is needed, and changes nothing', async () => {
    await using audience = await openAudience();
    await confirmed(audience);
    const before = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));

    await subscribe(aSignUp({ topics: ['sums'], language: 'en' }), audience.context());
    await subscribe(aSignUp(), audience.context());
    const mails = await audience.deliver();
    expect(mails.map(({ kind }) => kind)).toEqual(['already-subscribed']);
    expect(mails[0]?.unsubscribeUrl).toBe(mails[0]?.link);
    expect(await audience.store.read((rows) => rows.findSubscriber('ada@example.org'))).toEqual(
      before,
    );
    audience.clock.pass(day);
    await subscribe(aSignUp(), audience.context());
    expect(await audience.deliver()).toHaveLength(1);
  });

  test('asks who left for a fresh confirmation; until then they stay unsubscribed', async () => {
    await using audience = await openAudience();
    await confirmed(audience);
    await subscribe(aSignUp(), audience.context());
    const [already] = await audience.deliver();
    audience.clock.pass(hour);
    await unsubscribe(tokenIn(already ?? { link: '' }), audience.context());

    audience.clock.pass(hour);
    await subscribe(aSignUp(), audience.context());
    const [mail] = await audience.deliver();
    expect(mail?.kind).toBe('confirm');
    const state = () =>
      audience.store.read(
        async (rows) => (await rows.findSubscriber('ada@example.org'))?.subscription.state,
      );
    expect(await state()).toBe('unsubscribed');
    expect(await confirm(tokenIn(mail ?? { link: '' }), audience.context())).toMatchObject({
      kind: 'confirmed',
    });
    expect(await state()).toBe('confirmed');
  });

  test.each(['bounce', 'complaint', 'manual'] as const)(
    'stores and mails nothing after a %s',
    async (reason) => {
      await using audience = await openAudience();
      await suppress(reason, audience);
      expect(await subscribe(aSignUp(), audience.context())).toEqual({ kind: 'accepted' });
      expect(
        await audience.store.read((rows) => rows.findSubscriber('ada@example.org')),
      ).toBeNull();
      expect(await audience.deliver()).toEqual([]);
    },
  );

  test('lets a person back in by a fresh confirmation after an erasure', async () => {
    await using audience = await openAudience();
    await suppress('erasure', audience);
    audience.clock.pass(hour);
    await subscribe(aSignUp(), audience.context());
    const [mail] = await audience.deliver();
    expect(await confirm(tokenIn(mail ?? { link: '' }), audience.context())).toMatchObject({
      kind: 'confirmed',
    });
    expect(await audience.store.read((rows) => rows.findSuppression(addressHash))).toBeNull();
  });

  test('a mail that was queued goes nowhere once the address is suppressed', async () => {
    await using audience = await openAudience();
    await subscribe(aSignUp(), audience.context());
    await suppress('complaint', audience);
    expect(await audience.deliver()).toEqual([]);
  });

  test('waits for a commit that writes, whatever it knows: time tells nothing about an address', async () => {
    await using audience = await openAudience();
    const counts: number[] = [];
    const signUp = async () => {
      const before = countEvents(audience.folder);
      await subscribe(aSignUp(), audience.context());
      counts.push(countEvents(audience.folder) - before);
    };
    await signUp(); // unknown
    await signUp(); // pending, mailed today
    const [mail] = await audience.deliver();
    await confirm(tokenIn(mail ?? { link: '' }), audience.context());
    await signUp(); // confirmed
    await signUp(); // confirmed, told today
    await suppress('manual', audience);
    await signUp(); // suppressed
    expect(counts).toEqual([1, 1, 1, 1, 1]);
  });

  test.each([
    ['invalid-address', { email: 'ada@' }],
    ['unsupported-address', { email: 'zoë@example.org' }],
    ['unknown-topic', { topics: ['repair', 'gossip'] }],
    ['other-wording', { wordingHash: wordingHash('Ja, stuur me alles.') }],
  ] as const)('answers %s and stores nothing', async (kind, changes) => {
    await using audience = await openAudience();
    expect(await subscribe(aSignUp(changes), audience.context())).toEqual({ kind });
    expect(await audience.deliver()).toEqual([]);
  });

  test('takes no sign-up in a language that the hub does not write', async () => {
    await using audience = await openAudience({ hub: aHub({ languages: ['nl'] }) });
    expect(await subscribe(aSignUp({ language: 'en' }), audience.context())).toEqual({
      kind: 'other-language',
    });
  });
});

async function suppress(
  reason: SuppressionReason,
  { store, clock }: Awaited<ReturnType<typeof openAudience>>,
): Promise<void> {
  await store.write((rows) =>
    rows.addSuppression({ addressHash, reason, since: clock(), until: null, source: 'test' }),
  );
}

function countEvents(folder: string): number {
  const database = new DatabaseSync(path.join(folder, 'audience.sqlite'), { readOnly: true });
  const row = database.prepare('select count(*) as n from events').get();
  database.close();
  return Number(row?.['n']);
}
