import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describe, expect, test } from 'vitest';

import { eraseAddress } from '#audience/erasure.ts';
import { consentWording, wordingHash } from '#audience/consent.ts';
import { suppressionReasons } from '#audience/subscription.ts';
import { hashAddress } from '#audience/tokens.ts';
import { purgeUnconfirmed } from '#audience/purge.ts';
import { subscribe } from '#audience/sign-up.ts';
import { requestPaper } from '#papers/request-paper.ts';

import { aSignUp, bytesBelow, day, hour, minute, serverKey } from '../../support/audience.ts';
import { aPaperWish, openPaperAudience } from '../../support/papers.ts';

type Audience = Awaited<ReturnType<typeof openPaperAudience>>;

/** The rows of a table, in the order of its first column. */
function rowsOf({ folder }: Audience, table: string): Record<string, unknown>[] {
  const database = new DatabaseSync(path.join(folder, 'audience.sqlite'), { readOnly: true });
  const rows = database.prepare(`select * from ${table} order by 1`).all();
  database.close();
  return rows;
}

const accepted = { kind: 'accepted' };

describe('requestPaper', () => {
  test('without the box one mail brings the paper, and nobody has a subscription', async () => {
    await using audience = await openPaperAudience();
    expect(await requestPaper(aPaperWish(), audience.context())).toEqual(accepted);
    const mails = await audience.deliver();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      kind: 'paper-delivery',
      to: 'ada@example.org',
      subject: 'Je paper: Banden in tien stappen',
      link: 'http://localhost:4321/papers/banden.pdf',
      unsubscribeUrl: null,
    });
    expect(mails[0]?.text).toMatch(/^Je krijgt dit omdat op de site van Radijs & Zn/m);
    for (const table of ['subscribers', 'subscriptions', 'consents', 'tokens'])
      expect(rowsOf(audience, table)).toEqual([]);
    expect(rowsOf(audience, 'events')).toMatchObject([
      { type: 'paper.requested', pid: null, d: '{"paper":"nl/banden-in-tien-stappen"}' },
    ]);
  });

  test('once the mail is sent, the address is in no file of the store', async () => {
    await using audience = await openPaperAudience();
    await requestPaper(aPaperWish({ email: 'Ada.Lezer@example.org' }), audience.context());
    expect(String(await bytesBelow(audience.folder)).toLowerCase()).toContain('ada.lezer@');
    await audience.deliver();
    await audience.store.compact({ isThorough: true });
    expect(String(await bytesBelow(audience.folder)).toLowerCase()).not.toContain('ada.lezer');
  });

  test('an address whose mail never went out is gone after seven days', async () => {
    await using audience = await openPaperAudience();
    await requestPaper(aPaperWish(), audience.context());
    audience.clock.pass(7 * day + minute);
    await purgeUnconfirmed({ store: audience.store, now: audience.clock() });
    await audience.store.compact({ isThorough: true });
    expect(String(await bytesBelow(audience.folder))).not.toContain('ada@example.org');
    expect(await audience.deliver()).toEqual([]);
  });

  test('erasing an address takes the mail that is owed to it along', async () => {
    await using audience = await openPaperAudience();
    await requestPaper(aPaperWish(), audience.context());
    const address = {
      typed: 'ada@example.org',
      mailbox: 'ada@example.org',
      key: 'ada@example.org',
    };
    await eraseAddress(address, { ...audience.context(), timeZone: 'Europe/Amsterdam' });
    expect(await audience.deliver()).toEqual([]);
    await audience.store.compact({ isThorough: true });
    expect(String(await bytesBelow(audience.folder))).not.toContain('ada@example.org');
  });

  test('with the box ticked the same mail goes out, and one that asks to confirm', async () => {
    await using audience = await openPaperAudience();
    await requestPaper(aPaperWish({ newsletter: true }), audience.context());
    const mails = await audience.deliver();
    expect(mails.map(({ kind }) => kind).toSorted()).toEqual(['confirm', 'paper-delivery']);
    expect(rowsOf(audience, 'subscriptions')).toMatchObject([{ state: 'pending' }]);
    expect(rowsOf(audience, 'consents')).toMatchObject([
      { kind: 'asked', page: '/papers/banden-in-tien-stappen/' },
    ]);
  });

  test('a sentence that was not shown is no consent, and then nothing at all is done', async () => {
    await using audience = await openPaperAudience();
    const { hub } = audience.context();
    const shown = wordingHash(consentWording(hub, 'nl') ?? '');
    const other = { newsletter: true, wordingHash: wordingHash('Ja, verkoop mijn adres.') };
    expect(await requestPaper(aPaperWish(other), audience.context())).toEqual({
      kind: 'other-wording',
    });
    expect(await audience.deliver()).toEqual([]);
    const right = aPaperWish({ newsletter: true, wordingHash: shown });
    expect(await requestPaper(right, audience.context())).toEqual(accepted);
  });

  test.each(suppressionReasons)('a suppressed address (%s) gets nothing', async (reason) => {
    await using audience = await openPaperAudience();
    const { now } = audience.context();
    const addressHash = hashAddress(serverKey, 'ada@example.org');
    const suppression = { addressHash, reason, since: now, until: null, source: 'test' };
    await audience.store.write((rows) => rows.addSuppression(suppression));
    expect(await requestPaper(aPaperWish(), audience.context())).toEqual(accepted);
    expect(await audience.deliver()).toEqual([]);
    expect(rowsOf(audience, 'events')).toEqual([]);
  });

  test('an address that is suppressed while its mail waits gets nothing either', async () => {
    await using audience = await openPaperAudience();
    await requestPaper(aPaperWish(), audience.context());
    const addressHash = hashAddress(serverKey, 'ada@example.org');
    const since = audience.clock();
    await audience.store.write((rows) =>
      rows.addSuppression({ addressHash, reason: 'bounce', since, until: null, source: 'test' }),
    );
    expect(await audience.deliver()).toEqual([]);
  });

  test('a double click is one request, and nobody fills a mailbox by asking again', async () => {
    await using audience = await openPaperAudience();
    await requestPaper(aPaperWish(), audience.context());
    await requestPaper(aPaperWish(), audience.context());
    expect(await audience.deliver()).toHaveLength(1);
    let later = 0;
    for (let count = 0; count < 20; count += 1) {
      audience.clock.pass(hour);
      await requestPaper(aPaperWish(), audience.context());
      later += (await audience.deliver()).length;
    }
    expect(later).toBe(3);
    audience.clock.pass(day);
    await requestPaper(aPaperWish(), audience.context());
    expect(await audience.deliver()).toHaveLength(1);
  });

  test.each([
    ['of no such name', { paper: 'bestaat-niet' }],
    ['that is a draft', { paper: 'concept' }],
    ['that nobody needs to ask for', { paper: 'vrij' }],
    ['of another language', { language: 'en' as const }],
    ['with a path for a name', { paper: '../nl/banden-in-tien-stappen' }],
  ])('a paper %s is refused', async (_name, changes) => {
    await using audience = await openPaperAudience();
    expect(await requestPaper(aPaperWish(changes), audience.context())).toEqual({
      kind: 'unknown-paper',
    });
    expect(await audience.deliver()).toEqual([]);
  });

  test.each(['', 'ada@', 'ada@example.org\r\nBcc: eve@example.org', '"a b"@example.org'])(
    'the address %j is refused',
    async (email) => {
      await using audience = await openPaperAudience();
      expect(await requestPaper(aPaperWish({ email }), audience.context())).toEqual({
        kind: 'invalid-address',
      });
    },
  );

  test('without a file the mail brings the page itself', async () => {
    await using audience = await openPaperAudience();
    await requestPaper(aPaperWish({ paper: 'zonder-bestand' }), audience.context());
    const [mail] = await audience.deliver();
    expect(mail?.link).toBe('http://localhost:4321/papers/zonder-bestand/');
  });

  test('a subscriber who asks for a paper stays what they were', async () => {
    await using audience = await openPaperAudience();
    await subscribe(aSignUp(), audience.context());
    await audience.deliver();
    const before = rowsOf(audience, 'subscriptions');
    await requestPaper(aPaperWish(), audience.context());
    expect(rowsOf(audience, 'subscriptions')).toEqual(before);
    expect((await audience.deliver()).map(({ kind }) => kind)).toEqual(['paper-delivery']);
  });
});
