import fc from 'fast-check';
import { expect, test } from 'vitest';

import { StoreError } from '#audience/store.ts';
import type { Token } from '#audience/tokens.ts';

import { day, hour } from '../support/audience.ts';
import {
  aConsent,
  after,
  aQueuedMail,
  aSubscriber,
  aToken,
  now,
  type OpenStore,
} from '../support/store-rows.ts';

/** What every subscription store must do, whatever it keeps its rows in. */
export function subscriptionStoreContract(open: OpenStore): void {
  test('gives back a subscriber as it was added, by address and by subscription', async () => {
    await using opened = await open();
    const { store } = opened;
    const ada = aSubscriber();
    await store.write((rows) => rows.addSubscriber(ada));
    expect(await store.read((rows) => rows.findSubscriber('ada@example.org'))).toStrictEqual(ada);
    expect(await store.read((rows) => rows.findSubscriberOf('subscription-ada'))).toStrictEqual(
      ada,
    );
    expect(await store.read((rows) => rows.findSubscriber('eve@example.org'))).toBeNull();
    expect(await store.read((rows) => rows.findSubscriberOf('subscription-eve'))).toBeNull();
  });

  test('takes % and _ in an address for what they are', async () => {
    await using opened = await open();
    await opened.store.write((rows) => rows.addSubscriber(aSubscriber()));
    for (const key of ['%', 'ad_@example.org', 'ada@%', '%@example.org']) {
      expect(await opened.store.read((rows) => rows.findSubscriber(key))).toBeNull();
    }
  });

  test('keeps a changed subscription', async () => {
    await using opened = await open();
    const { store } = opened;
    const { subscription } = aSubscriber();
    const changed = {
      ...subscription,
      state: 'confirmed',
      topics: [],
      language: 'en',
      confirmedAt: after(hour),
    } as const;
    await store.write((rows) => rows.addSubscriber(aSubscriber()));
    await store.write((rows) => rows.saveSubscription(changed));
    const found = await store.read((rows) => rows.findSubscriberOf(subscription.id));
    expect(found?.subscription).toStrictEqual(changed);
  });

  test('holds an address once', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write((rows) => rows.addSubscriber(aSubscriber()));
    const twin = { ...aSubscriber('eve'), address: aSubscriber().address };
    await expect(store.write((rows) => rows.addSubscriber(twin))).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'conflict',
    });
    expect(await store.read((rows) => rows.findSubscriberOf('subscription-eve'))).toBeNull();
  });

  test('gives any text back as it was, and runs none of it', async () => {
    await using opened = await open();
    const { store } = opened;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
        async (text) => {
          const id = `asked-${(count += 1)}`;
          const consent = aConsent('ada', { id, wording: text, page: text, topics: [text] });
          await store.write((rows) => rows.addConsent(consent));
          expect(await store.read((rows) => rows.findAsked(id))).toStrictEqual(consent);
        },
      ),
      { numRuns: 30, examples: [["'); drop table subscribers; --"], ['{"a":1}'], ['$1 ?1 :a @b']] },
    );
  });

  test('lists the ledger of a person in order, and of nobody else', async () => {
    await using opened = await open();
    const { store } = opened;
    const asked = aConsent();
    const entry = { subscriberId: 'person-ada', addressHash: 'hash-ada', askedId: 'asked-ada' };
    const confirmed = { ...entry, kind: 'confirmed', id: 'c2', at: after(hour) } as const;
    const withdrawn = { ...entry, kind: 'withdrawn', id: 'c3', at: after(day) } as const;
    await store.write(async (rows) => {
      for (const consent of [withdrawn, asked, aConsent('eve'), confirmed])
        await rows.addConsent(consent);
    });
    expect(await store.read((rows) => rows.listConsents('person-ada'))).toStrictEqual([
      asked,
      confirmed,
      withdrawn,
    ]);
    expect(await store.read((rows) => rows.findAsked('c2'))).toBeNull();
  });

  test('finds a token by its hash and purpose only', async () => {
    await using opened = await open();
    const { store } = opened;
    const token = aToken('aa');
    await store.write(async (rows) => {
      await rows.addSubscriber(aSubscriber());
      await rows.addToken(token);
      await rows.addToken({ ...token, createdAt: after(hour) });
    });
    expect(await store.read((rows) => rows.findToken('aa', 'confirm'))).toStrictEqual(token);
    expect(await store.read((rows) => rows.findToken('aa', 'unsubscribe'))).toBeNull();
    expect(await store.read((rows) => rows.findToken('ab', 'confirm'))).toBeNull();
  });

  test('uses up the confirm tokens of one subscription, never its unsubscribe token', async () => {
    await using opened = await open();
    const { store } = opened;
    const leave = aToken('leave', { purpose: 'unsubscribe', consentId: null, expiresAt: null });
    const other = aToken('other', { subscriptionId: 'subscription-eve' });
    await store.write(async (rows) => {
      await rows.addSubscriber(aSubscriber());
      await rows.addSubscriber(aSubscriber('eve'));
      for (const token of [aToken('one'), aToken('two'), leave, other]) await rows.addToken(token);
      await rows.markConfirmTokensUsed('subscription-ada', after(hour));
    });
    const find = (hash: string, purpose: Token['purpose']) =>
      store.read((rows) => rows.findToken(hash, purpose));
    expect(await find('one', 'confirm')).toMatchObject({ usedAt: after(hour) });
    expect(await find('leave', 'unsubscribe')).toStrictEqual(leave);
    expect(await find('other', 'confirm')).toStrictEqual(other);
  });

  test('keeps the first suppression of an address, unless it was an erasure', async () => {
    await using opened = await open();
    const { store } = opened;
    const suppression = {
      addressHash: 'hash-ada',
      reason: 'erasure',
      since: now,
      until: null,
      source: 'person',
    } as const;
    const bounce = {
      ...suppression,
      reason: 'bounce',
      since: after(day),
      source: 'relay',
    } as const;
    const find = () => store.read((rows) => rows.findSuppression('hash-ada'));
    await store.write((rows) => rows.addSuppression(suppression));
    expect(await find()).toStrictEqual(suppression);
    await store.write((rows) => rows.addSuppression(bounce));
    await store.write((rows) => rows.addSuppression({ ...suppression, reason: 'manual' }));
    expect(await find()).toStrictEqual(bounce);
    await store.write((rows) => rows.liftSuppression('hash-ada'));
    expect(await find()).toBeNull();
  });

  test('keeps how often a person asked to be written to', async () => {
    await using opened = await open();
    const asked = aConsent('ada', { frequency: 'monthly' });
    await opened.store.write((rows) => rows.addConsent(asked));
    expect(await opened.store.read((rows) => rows.findAsked(asked.id))).toStrictEqual(asked);
  });

  test('undoes all of a write that fails, and nothing of its neighbours in the same commit', async () => {
    await using opened = await open();
    const { store } = opened;
    const outcomes = await Promise.allSettled([
      store.write((rows) => rows.addSubscriber(aSubscriber('ada'))),
      store.write(async (rows) => {
        await rows.addSubscriber(aSubscriber('bob'));
        throw new RangeError('changed my mind');
      }),
      store.write((rows) => rows.addSubscriber(aSubscriber('eve'))),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: new RangeError('changed my mind') });
    const names = ['ada', 'bob', 'eve'];
    const found = await Promise.all(
      names.map((name) => store.read((rows) => rows.findSubscriber(`${name}@example.org`))),
    );
    expect(found.map((one) => one !== null)).toEqual([true, false, true]);
  });

  test('a write sees what an earlier one of the same commit wrote', async () => {
    await using opened = await open();
    const { store } = opened;
    const add = () =>
      store.write(async (rows) => {
        const found = await rows.findSubscriber('ada@example.org');
        if (found === null) await rows.addSubscriber(aSubscriber());
        return found === null;
      });
    const first = await Promise.all(Array.from({ length: 200 }, add));
    expect(first.filter(Boolean)).toHaveLength(1);
  });

  test('queues a mail once per key and remembers it for its address', async () => {
    await using opened = await open();
    const { store } = opened;
    const twin = { ...aQueuedMail('m1'), id: 'm2' };
    await store.write(async (rows) => {
      await rows.queueMail(aQueuedMail('m1'));
      await rows.queueMail(twin);
      await rows.queueMail(aQueuedMail('m3', after(hour)));
    });
    const list = (since: Date) => store.read((rows) => rows.listMails('hash-ada', since));
    expect(await list(now)).toStrictEqual([
      { kind: 'confirm', at: now },
      { kind: 'confirm', at: after(hour) },
    ]);
    expect(await list(after(1))).toHaveLength(1);
    expect(await store.read((rows) => rows.listMails('hash-eve', now))).toEqual([]);
  });

  test('forgets who never confirmed, and keeps everybody else', async () => {
    await using opened = await open();
    const { store } = opened;
    const leave = aToken('leave', {
      subscriptionId: 'subscription-bob',
      purpose: 'unsubscribe',
      consentId: null,
      expiresAt: null,
    });
    await store.write(async (rows) => {
      await rows.addSubscriber(aSubscriber('ada'));
      await rows.addSubscriber(
        aSubscriber('bob', { state: 'confirmed', confirmedAt: after(hour) }),
      );
      await rows.addSubscriber(aSubscriber('cy', { requestedAt: after(2 * day) }));
      for (const name of ['ada', 'bob']) await rows.addConsent(aConsent(name));
      await rows.addConsent(aConsent('cy', { at: after(2 * day) }));
      await rows.addConsent({
        kind: 'confirmed',
        id: 'c',
        subscriberId: 'person-bob',
        addressHash: 'hash-bob',
        at: after(hour),
        askedId: 'asked-bob',
      });
      for (const token of [aToken('a'), aToken('b', { subscriptionId: 'subscription-bob' }), leave])
        await rows.addToken(token);
      await rows.queueMail(aQueuedMail('m1'));
    });
    const purge = () =>
      store.write((rows) =>
        rows.purge({ requestedBefore: after(day), mailedBefore: now, now: after(8 * day) }),
      );
    expect(await purge()).toMatchObject({ requests: 3, links: 2, mails: 0, suppressions: 0 });
    const nothing = { requests: 0, links: 0, mails: 0, suppressions: 0, notices: 0 };
    expect(await purge()).toEqual(nothing);

    const found = (name: string) =>
      store.read((rows) => rows.findSubscriber(`${name}@example.org`));
    expect(await found('ada')).toBeNull();
    expect(await store.read((rows) => rows.listConsents('person-ada'))).toEqual([]);
    expect(await found('bob')).not.toBeNull();
    expect(await store.read((rows) => rows.listConsents('person-bob'))).toHaveLength(2);
    expect(await store.read((rows) => rows.findToken('leave', 'unsubscribe'))).toStrictEqual(leave);
    expect(await found('cy')).not.toBeNull();
    expect(await store.read((rows) => rows.findAsked('asked-cy'))).not.toBeNull();
    expect(await store.outbox.nextDue()).toBeNull();
    // Remembered for the limits, without the address.
    expect(await store.read((rows) => rows.listMails('hash-ada', now))).toHaveLength(1);
  });

  test('takes nothing any more once it is closed', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.close();
    await expect(store.read((rows) => rows.findSuppression('x'))).rejects.toThrow(StoreError);
    await expect(store.write((rows) => rows.addSubscriber(aSubscriber()))).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });

  test('finishes what was begun before it closes', async () => {
    await using opened = await open();
    const { store } = opened;
    const writing = store.write((rows) => rows.addSubscriber(aSubscriber()));
    await store.close();
    await expect(writing).resolves.toBeUndefined();
  });

  test('refuses a server key that is not the one it was made with', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.bindKey('first');
    await store.bindKey('first');
    await expect(store.bindKey('second')).rejects.toThrow('Restore the key');
  });
}
