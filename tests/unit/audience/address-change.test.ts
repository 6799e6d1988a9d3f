import { describe, expect, test } from 'vitest';

import {
  confirmAddressChange,
  openAddressChange,
  requestAddressChange,
} from '#audience/address-change.ts';
import { openManaging } from '#audience/managing.ts';
import { requestManageLink, requestPreferencesLink } from '#audience/preference-links.ts';
import { subscribe } from '#audience/sign-up.ts';
import { hashAddress } from '#audience/tokens.ts';

import {
  aSignUp,
  bytesBelow,
  day,
  hour,
  openAudience,
  rowsIn,
  serverKey,
  tokenIn,
} from '../../support/audience.ts';
import { aSubscribedReader } from '../../support/subscribed-reader.ts';

const ada = 'ada@example.org';
const lovelace = 'lovelace@example.com';

/** Ada, a subscriber, with the fresh link to her data. */
async function withFreshLink() {
  const audience = await openAudience();
  await aSubscribedReader(audience);
  await requestPreferencesLink({ email: ada, language: 'nl' }, audience.context());
  const [preferences] = await audience.deliver();
  await requestManageLink(tokenIn(preferences ?? { link: '' }), audience.context());
  const [manage] = await audience.deliver();
  return Object.assign(audience, { token: tokenIn(manage ?? { link: '' }) });
}

describe('openManaging', () => {
  test('shows the address and what happened, for half an hour', async () => {
    await using audience = await withFreshLink();
    const view = await openManaging(audience.token, audience.context());
    expect(view).toMatchObject({ kind: 'open', subscriber: { address: { typed: ada } } });
    expect(view.kind === 'open' && view.consents.map(({ kind }) => kind)).toEqual([
      'asked',
      'confirmed',
    ]);
    audience.clock.pass(hour);
    expect(await openManaging(audience.token, audience.context())).toEqual({ kind: 'expired' });
  });
});

describe('requestAddressChange', () => {
  test('changes nothing until the owner of the new address presses the button', async () => {
    await using audience = await withFreshLink();
    await requestAddressChange(
      { token: audience.token, email: 'Lovelace@Example.com' },
      audience.context(),
    );
    const mails = await audience.deliver();
    expect(mails.map(({ kind, to }) => [kind, to]).toSorted()).toEqual([
      ['address-change-asked', ada],
      ['confirm-address', 'Lovelace@example.com'],
    ]);
    const confirming = mails.find(({ kind }) => kind === 'confirm-address');
    const token = tokenIn(confirming ?? { link: '' });

    const before = rowsIn(audience.folder);
    expect(await openAddressChange(token, audience.context())).toMatchObject({
      kind: 'open',
      typed: 'Lovelace@Example.com',
    });
    expect(rowsIn(audience.folder)).toBe(before);

    expect(await confirmAddressChange(token, audience.context())).toMatchObject({
      kind: 'changed',
    });
    const moved = await audience.store.read((rows) => rows.findSubscriber(lovelace));
    expect(moved?.subscription).toMatchObject({ state: 'confirmed' });
    expect(await audience.store.read((rows) => rows.findSubscriber(ada))).toBeNull();
    expect(await confirmAddressChange(token, audience.context())).toEqual({
      kind: 'unknown-token',
    });
    await audience.store.compact();
    expect((await bytesBelow(audience.folder)).includes(ada)).toBe(false);
  });

  test('mails nobody at an address that is taken or suppressed, with the same answer', async () => {
    await using audience = await withFreshLink();
    await subscribe(aSignUp({ email: 'bob@example.org' }), audience.context());
    await audience.deliver();
    await audience.store.write((rows) =>
      rows.addSuppression({
        addressHash: hashAddress(serverKey, 'gone@example.org'),
        reason: 'complaint',
        since: audience.clock(),
        until: null,
        source: 'test',
      }),
    );
    for (const email of ['bob@example.org', 'gone@example.org', ada]) {
      const wish = { token: audience.token, email };
      expect(await requestAddressChange(wish, audience.context())).toMatchObject({
        kind: 'accepted',
      });
    }
    expect(await audience.deliver()).toEqual([]);
  });

  test('an address that was taken meanwhile is not taken twice', async () => {
    await using audience = await withFreshLink();
    await requestAddressChange({ token: audience.token, email: lovelace }, audience.context());
    const mails = await audience.deliver();
    const confirming = mails.find(({ kind }) => kind === 'confirm-address');
    await subscribe(aSignUp({ email: lovelace }), audience.context());
    const token = tokenIn(confirming ?? { link: '' });
    expect(await confirmAddressChange(token, audience.context())).toEqual({
      kind: 'unknown-token',
    });
  });

  test('the link in the new mailbox works for a day', async () => {
    await using audience = await withFreshLink();
    await requestAddressChange({ token: audience.token, email: lovelace }, audience.context());
    const mails = await audience.deliver();
    const token = tokenIn(mails.find(({ kind }) => kind === 'confirm-address') ?? { link: '' });
    audience.clock.pass(day);
    expect(await confirmAddressChange(token, audience.context())).toEqual({ kind: 'expired' });
  });
});
