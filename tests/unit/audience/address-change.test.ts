import { describe, expect, test } from 'vitest';

import {
  confirmAddressChange,
  openAddressChange,
  requestAddressChange,
} from '#audience/address-change.ts';
import { confirm, openConfirmation } from '#audience/confirmation.ts';
import { unsubscribeOnPage } from '#audience/leaving.ts';
import { openManaging } from '#audience/managing.ts';
import { requestManageLink, requestPreferencesLink } from '#audience/preference-links.ts';
import { openPreferences } from '#audience/preferences.ts';
import { comeBack, openReturn } from '#audience/returning.ts';
import { subscribe } from '#audience/sign-up.ts';
import { hashAddress, unsubscribeToken } from '#audience/tokens.ts';

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

/** Ada, a subscriber, with the links to her choices and to her data. */
async function withFreshLink() {
  const audience = await openAudience();
  await aSubscribedReader(audience);
  await requestPreferencesLink({ email: ada, language: 'nl' }, audience.context());
  const [preferences] = await audience.deliver();
  await requestManageLink(tokenIn(preferences ?? { link: '' }), audience.context());
  const [manage] = await audience.deliver();
  const [choices, token] = [preferences, manage].map((mail) => tokenIn(mail ?? { link: '' }));
  return Object.assign(audience, { choices: choices ?? '', token: token ?? '' });
}

/** The token in the mail that asks at the new address. */
async function askAt(email: string, { token, context, deliver }: Fresh): Promise<string> {
  await requestAddressChange({ token, email }, context());
  const mails = await deliver();
  return tokenIn(mails.find(({ kind }) => kind === 'confirm-address') ?? { link: '' });
}

type Fresh = Awaited<ReturnType<typeof withFreshLink>>;

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

  test('an address that complained meanwhile is not mailed again', async () => {
    await using audience = await withFreshLink();
    const token = await askAt(lovelace, audience);
    await audience.store.write((rows) =>
      rows.addSuppression({
        addressHash: hashAddress(serverKey, lovelace),
        reason: 'complaint',
        since: audience.clock(),
        until: null,
        source: 'test',
      }),
    );
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

describe('confirmAddressChange', () => {
  test('fault 11: what was mailed to the old address opens and confirms nothing any more', async () => {
    await using audience = await withFreshLink();
    const { context, store, choices, token: manage } = audience;
    const leave = await store.read(async (rows) => {
      const subscriber = await rows.findSubscriber(ada);
      return unsubscribeToken(serverKey, subscriber?.subscription.id ?? '');
    });
    await unsubscribeOnPage(leave, context());
    const undo = tokenIn((await audience.deliver())[0] ?? { link: '' });
    await subscribe(aSignUp(), context());
    const confirming = tokenIn((await audience.deliver())[0] ?? { link: '' });
    expect(await openReturn(undo, context())).toMatchObject({ kind: 'open' });
    expect(await openConfirmation({ token: confirming, cookie: '' }, context())).toMatchObject({
      kind: 'open',
    });

    await confirmAddressChange(await askAt(lovelace, audience), context());

    const unknown = { kind: 'unknown-token' };
    expect(await openPreferences(choices, context())).toEqual(unknown);
    expect(await requestManageLink(choices, context())).toEqual(unknown);
    expect(await openManaging(manage, context())).toEqual(unknown);
    expect(await comeBack(undo, context())).toEqual(unknown);
    expect(await confirm(confirming, context())).toEqual(unknown);
    expect(await audience.deliver()).toEqual([]);
  });

  test('fault 11: the new address is mailed another link in the same month; who did not move keeps theirs', async () => {
    await using audience = await withFreshLink();
    const { context } = audience;
    await aSubscribedReader(audience, { email: 'bob@example.org' });
    await requestPreferencesLink({ email: 'bob@example.org', language: 'nl' }, context());
    const ofBob = tokenIn((await audience.deliver())[0] ?? { link: '' });

    await confirmAddressChange(await askAt(lovelace, audience), context());
    await requestPreferencesLink({ email: lovelace, language: 'nl' }, context());
    const [mail] = await audience.deliver();
    expect(mail?.to).toBe('lovelace@example.com');
    expect(tokenIn(mail ?? { link: '' })).not.toBe(audience.choices);
    expect(await openPreferences(audience.choices, context())).toEqual({ kind: 'unknown-token' });
    for (const token of [tokenIn(mail ?? { link: '' }), ofBob]) {
      expect(await openPreferences(token, context())).toMatchObject({ kind: 'open' });
    }
  });

  test('a mail that was owed to the old address goes to neither', async () => {
    await using audience = await withFreshLink();
    const { context } = audience;
    const token = await askAt(lovelace, audience);
    await requestManageLink(audience.choices, context());
    await requestPreferencesLink({ email: ada, language: 'nl' }, context());
    await confirmAddressChange(token, context());
    expect(await audience.deliver()).toEqual([]);
  });
});
