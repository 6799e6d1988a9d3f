import { expect, test } from 'vitest';

import type { SignUpBrowser } from '#audience/sign-up-browser.ts';

import { day, hour } from '../support/audience.ts';
import {
  aConsent,
  after,
  aSubscriber,
  aToken,
  now,
  type OpenStore,
} from '../support/store-rows.ts';

/** What every store must do with the browsers that sent a sign-up. */
export function browserStoreContract(open: OpenStore): void {
  test('gives back a browser as it was saved, and as it was saved again', async () => {
    await using opened = await open();
    const { store } = opened;
    const plain = aBrowser('plain', { request: null });
    await store.write(async (rows) => {
      await rows.addSubscriber(aSubscriber());
      await rows.saveBrowser(aBrowser('b1'));
      await rows.saveBrowser(plain);
    });
    const find = (hash: string) => store.read((rows) => rows.findBrowser(hash));
    expect(await find('b1')).toStrictEqual(aBrowser('b1'));
    expect(await find('plain')).toStrictEqual(plain);
    expect(await find('b2')).toBeNull();

    const changed = aBrowser('b1', { tries: 3, usedAt: after(hour) });
    await store.write((rows) => rows.saveBrowser(changed));
    expect(await find('b1')).toStrictEqual(changed);
    await store.write((rows) => rows.removeBrowser('b1'));
    expect(await find('b1')).toBeNull();
    expect(await find('plain')).not.toBeNull();
  });

  test('uses up the codes of one subscription', async () => {
    await using opened = await open();
    const { store } = opened;
    const other = aBrowser('b2', { request: requestOf('subscription-eve') });
    await store.write(async (rows) => {
      await rows.addSubscriber(aSubscriber());
      await rows.addSubscriber(aSubscriber('eve'));
      await rows.saveBrowser(aBrowser('b1'));
      await rows.saveBrowser(other);
      await rows.markConfirmTokensUsed('subscription-ada', after(hour));
    });
    const find = (hash: string) => store.read((rows) => rows.findBrowser(hash));
    expect(await find('b1')).toStrictEqual(aBrowser('b1', { usedAt: after(hour) }));
    expect(await find('b2')).toStrictEqual(other);
  });

  test('forgets a browser when its time has come', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write((rows) => rows.saveBrowser(aBrowser('b1', { request: null })));
    const purge = (at: Date) =>
      store.write((rows) =>
        rows.purge({ requestedBefore: after(-7 * day), mailedBefore: after(-30 * day), now: at }),
      );
    expect(await purge(after(7 * day - 1))).toMatchObject({ requests: 0 });
    expect(await purge(after(7 * day))).toMatchObject({ requests: 1 });
    expect(await store.read((rows) => rows.findBrowser('b1'))).toBeNull();
  });

  test.each([true, false])(
    'forgets what was asked and not confirmed, and the person as well: %s',
    async (withPerson) => {
      await using opened = await open();
      const { store } = opened;
      const confirmed = {
        kind: 'confirmed',
        id: 'c2',
        subscriberId: 'person-ada',
        addressHash: 'hash-ada',
        at: after(hour),
        askedId: 'asked-ada',
      } as const;
      const leave = aToken('leave', { purpose: 'unsubscribe', consentId: null, expiresAt: null });
      await store.write(async (rows) => {
        for (const name of ['ada', 'eve']) {
          await rows.addSubscriber(aSubscriber(name));
          await rows.addConsent(aConsent(name));
        }
        await rows.addConsent(confirmed);
        await rows.addConsent(aConsent('ada', { id: 'asked-again' }));
        await rows.addToken(aToken('link', { consentId: 'asked-again' }));
        await rows.addToken(leave);
        await rows.saveBrowser(aBrowser('b1'));
        await rows.forgetRequests('subscription-ada', { withPerson });
      });
      const read = store.read.bind(store);
      expect(await read((rows) => rows.listConsents('person-ada'))).toEqual([
        aConsent(),
        confirmed,
      ]);
      expect(await read((rows) => rows.findToken('link', 'confirm'))).toBeNull();
      expect(await read((rows) => rows.findBrowser('b1'))).toBeNull();
      expect(await read((rows) => rows.findSubscriber('ada@example.org'))).toEqual(
        withPerson ? null : aSubscriber(),
      );
      expect(await read((rows) => rows.findToken('leave', 'unsubscribe'))).toEqual(
        withPerson ? null : leave,
      );
      expect(await read((rows) => rows.listConsents('person-eve'))).toEqual([aConsent('eve')]);
      expect(await read((rows) => rows.findSubscriber('eve@example.org'))).not.toBeNull();
    },
  );
}

const requestOf = (subscriptionId: string) => ({
  subscriptionId,
  consentId: 'asked-ada',
  codeHash: 'code',
  mailedAt: after(1),
});

function aBrowser(hash: string, changes: Partial<SignUpBrowser> = {}): SignUpBrowser {
  return {
    hash,
    addressHash: 'hash-ada',
    request: requestOf('subscription-ada'),
    tries: 0,
    expiresAt: new Date(now.getTime() + 7 * day),
    usedAt: null,
    ...changes,
  };
}
