import { randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { unsubscribe } from '#audience/leaving.ts';
import { foreignStatuses } from '#audience/portability/formats.ts';
import { undoImport } from '#audience/portability/undo-import.ts';
import { hashAddress, unsubscribeToken } from '#audience/tokens.ts';

import { day, serverKey } from '../support/audience.ts';
import { dying, everything, histories, live, standingOf } from '../support/import-histories.ts';
import { importLines } from '../support/imports.ts';
import { after, now, type OpenStore } from '../support/store-rows.ts';

/** What importing must do, whatever the store keeps its rows in. */
export function importContract(open: OpenStore): void {
  test(
    'fault 22, listmonk#2008: no import brings anybody out of unsubscribed or suppressed',
    { timeout: 60_000 },
    async () => {
      await using opened = await open();
      const { store } = opened;
      let round = 0;
      const person = fc.nat({ max: 5 });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom(...histories), { minLength: 6, maxLength: 6 }),
          fc.array(
            fc.record({
              lines: fc.array(fc.record({ person, status: fc.constantFrom(...foreignStatuses) })),
              isProven: fc.boolean(),
            }),
            { minLength: 1, maxLength: 3 },
          ),
          async (people, files) => {
            round += 1;
            const emailOf = (index: number) => `p${index}@round${round}.example.org`;
            for (const [index, history] of people.entries()) {
              await live(emailOf(index), { history, store });
            }
            const emails = people.map((_, index) => emailOf(index));
            let before = await Promise.all(emails.map((email) => standingOf(email, store)));
            for (const [index, { lines, isProven }] of files.entries()) {
              await importLines(
                lines.map((line) => ({ email: emailOf(line.person), status: line.status })),
                {
                  store,
                  batch: `round${round}-${index}`,
                  proof: isProven ? 'a form' : null,
                  at: after(index + 1),
                },
              );
              const later = await Promise.all(emails.map((email) => standingOf(email, store)));
              for (const [place, one] of before.entries()) {
                if (one.isSuppressed) expect(later[place]).toEqual(one);
                if (one.state === 'unsubscribed') expect(later[place]?.state).toBe('unsubscribed');
              }
              before = later;
            }
          },
        ),
        { numRuns: 25 },
      );
    },
  );

  test('an imported person has the consent that the file tells of, an event, and a link that unsubscribes', async () => {
    await using opened = await open();
    const { store } = opened;
    const counts = await importLines(
      [
        { email: 'Ada@Example.org', consentAt: '2023-04-21T11:16:57.000Z', tags: ['repairs', 'x'] },
        { email: 'eve@example.org' },
      ],
      { store, batch: 'b1', proof: null },
    );
    expect(counts).toEqual({ added: 1, 'no-proof': 1 });

    const found = await store.read((rows) => rows.findSubscriber('ada@example.org'));
    const { id, subscription } = found ?? expect.unreachable();
    expect(found?.address.typed).toBe('Ada@Example.org');
    expect(subscription).toMatchObject({
      state: 'confirmed',
      language: 'nl',
      topics: ['repair'],
      source: { channel: 'import' },
      batch: 'b1',
      firstConfirmedAt: now,
    });
    expect(await store.read((rows) => rows.listConsents(id))).toEqual([
      {
        kind: 'imported',
        id: subscription.consentId,
        subscriberId: id,
        addressHash: hashAddress(serverKey, 'ada@example.org'),
        at: now,
        origin: {
          batch: 'b1',
          format: 'plain',
          file: 'hash-of-b1',
          status: 'subscribed',
          consentAt: '2023-04-21T11:16:57.000Z',
        },
      },
    ]);
    expect((await store.read((rows) => rows.findHistory(id))).events).toMatchObject([
      {
        type: 'sub.imported',
        pid: id,
        source: { channel: 'import' },
        detail: { batch: 'b1', proof: 'times in the file' },
      },
    ]);
    const token = unsubscribeToken(serverKey, subscription.id);
    const left = await unsubscribe(token, { store, serverKey, random: randomBytes, now });
    expect(left.kind).toBe('unsubscribed');
  });

  test('a dry run says what would happen and changes nothing', async () => {
    await using opened = await open();
    const { store } = opened;
    const counts = await importLines([{ email: 'ada@example.org' }, { email: 'no address' }], {
      store,
      isApplied: false,
    });
    expect(counts).toEqual({ added: 1, 'invalid-address': 1 });
    expect(await store.read((rows) => rows.findSubscriber('ada@example.org'))).toBeNull();
    expect(await store.read((rows) => rows.listImports())).toEqual([]);
  });

  test('the same file again adds nobody, in capitals or not', async () => {
    await using opened = await open();
    const { store } = opened;
    const lines = [{ email: 'ada@example.org' }, { email: 'ADA@example.org' }];
    expect(await importLines(lines, { store })).toEqual({ added: 1, duplicate: 1 });
    expect(await importLines(lines, { store, batch: 'again' })).toEqual({
      'already-subscribed': 1,
      duplicate: 1,
    });
    const batches = await store.read((rows) => rows.listImports());
    expect(batches.map(({ id }) => id)).toEqual(['batch']);
  });

  test('an import that was broken off goes on where it was: everybody is in, nobody twice', async () => {
    await using opened = await open();
    const { store } = opened;
    const lines = Array.from({ length: 1300 }, (_, n) => ({ email: `p${n}@example.org` }));
    for (const crash of ['before', 'after'] as const) {
      await expect(importLines(lines, { store: dying(store, crash) })).rejects.toThrow('killed');
    }
    const unfinished = await store.read((rows) => rows.findUnfinishedImport('hash-of-batch'));
    expect(unfinished?.id).toBe('batch');
    expect(await store.read((rows) => rows.countArrivals('batch'))).toBe(1000);
    expect(await importLines(lines, { store })).toEqual({ 'already-subscribed': 1000, added: 300 });
    expect(await store.read((rows) => rows.countArrivals('batch'))).toBe(1300);
  });

  test('who left or bounced elsewhere is not mailed here, and who left may come back by an own confirmation', async () => {
    await using opened = await open();
    const { store } = opened;
    const counts = await importLines(
      [
        { email: 'left@example.org', status: 'unsubscribed' },
        { email: 'bounced@example.org', status: 'cleaned' },
        { email: 'angry@example.org', status: 'complained' },
        { email: 'maybe@example.org', status: 'unconfirmed' },
      ],
      { store, proof: null },
    );
    expect(counts).toEqual({
      'added-unsubscribed': 1,
      'added-suppressed': 2,
      'unconfirmed-elsewhere': 1,
    });
    expect(await standingOf('left@example.org', store)).toEqual({
      state: 'unsubscribed',
      isSuppressed: false,
    });
    const reasonOf = async (email: string) =>
      (await store.read((rows) => rows.findSuppression(hashAddress(serverKey, email))))?.reason;
    expect(await reasonOf('bounced@example.org')).toBe('bounce');
    expect(await reasonOf('angry@example.org')).toBe('complaint');

    await live('left@example.org', { history: 'own', store });
    expect((await standingOf('left@example.org', store)).state).toBe('confirmed');
  });

  test('a later list of who left ends an imported subscription, and leaves one of an own confirmation alone', async () => {
    await using opened = await open();
    const { store } = opened;
    await live('own@example.org', { history: 'own', store });
    await importLines([{ email: 'ada@example.org' }], { store, batch: 'first' });
    const counts = await importLines(
      ['own@example.org', 'ada@example.org'].map((email) => ({ email, status: 'unsubscribed' })),
      { store, batch: 'second' },
    );
    expect(counts).toEqual({ 'stays-subscribed': 1, 'added-unsubscribed': 1 });
    const ada = await store.read((rows) => rows.findSubscriber('ada@example.org'));
    expect(ada?.subscription).toMatchObject({ state: 'unsubscribed', batch: 'first' });
    const consents = await store.read((rows) => rows.listConsents(ada?.id ?? ''));
    expect(consents.map(({ kind }) => kind).toSorted()).toEqual(['imported', 'withdrawn']);
  });

  test('undoing takes away what the import made, and who acted themselves since stays', async () => {
    await using opened = await open();
    const { store } = opened;
    await live('own@example.org', { history: 'own', store });
    await importLines([{ email: 'earlier@example.org' }], { store, batch: 'earlier' });
    const others = ['own@example.org', 'earlier@example.org'];
    const before = await Promise.all(others.map((email) => everything(email, store)));

    const names = ['passive', 'leaver', 'own', 'earlier'];
    await importLines(
      [
        ...names.map((name) => ({ email: `${name}@example.org` })),
        { email: 'bounced@example.org', status: 'cleaned' },
        { email: 'left@example.org', status: 'unsubscribed' },
      ],
      { store, batch: 'mistake' },
    );
    const leaver = await store.read((rows) => rows.findSubscriber('leaver@example.org'));
    const token = unsubscribeToken(serverKey, leaver?.subscription.id ?? '');
    await unsubscribe(token, { store, serverKey, random: randomBytes, now: after(5) });

    const undone = await undoImport('mistake', { store, now: after(29 * day) });
    expect(undone).toEqual({ kind: 'undone', people: 2, suppressions: 1, stayed: 1 });
    for (const gone of ['passive@example.org', 'left@example.org', 'bounced@example.org']) {
      const held = await everything(gone, store);
      expect(held).toMatchObject({ subscriber: null, suppression: null });
    }
    expect((await standingOf('leaver@example.org', store)).state).toBe('unsubscribed');
    expect(await Promise.all(others.map((email) => everything(email, store)))).toEqual(before);
    expect((await store.read((rows) => rows.findImport('mistake')))?.state).toBe('undone');
    const again = await undoImport('mistake', { store, now: after(29 * day) });
    expect(again).toEqual({ kind: 'undone', people: 0, suppressions: 0, stayed: 1 });
  });

  test('an import of more than 30 days ago, or one that never was, is not undone', async () => {
    await using opened = await open();
    const { store } = opened;
    await importLines([{ email: 'ada@example.org' }], { store });
    const undo = (batch: string) => undoImport(batch, { store, now: after(30 * day + 1) });
    expect(await undo('batch')).toEqual({ kind: 'too-late' });
    expect(await undo('other')).toEqual({ kind: 'unknown-batch' });
    expect((await standingOf('ada@example.org', store)).state).toBe('confirmed');
  });
}
