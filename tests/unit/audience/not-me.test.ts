import { describe, expect, test } from 'vitest';

import { confirm } from '#audience/confirmation.ts';
import { unsubscribe } from '#audience/leaving.ts';
import { sayNotMe } from '#audience/not-me.ts';
import { subscribe } from '#audience/sign-up.ts';
import { hashAddress, unsubscribeToken } from '#audience/tokens.ts';

import {
  aSignUp,
  bytesBelow,
  day,
  minute,
  openAudience,
  rowsIn,
  serverKey,
  tokenIn,
} from '../../support/audience.ts';

type Audience = Awaited<ReturnType<typeof openAudience>>;

const addressHash = hashAddress(serverKey, 'ada@example.org');

async function signUp(audience: Audience): Promise<string> {
  await subscribe(aSignUp(), audience.context());
  const [mail] = await audience.deliver();
  return tokenIn(mail ?? { link: '' });
}

const findAda = ({ store }: Audience) =>
  store.read((rows) => rows.findSubscriber('ada@example.org'));

describe('sayNotMe', () => {
  test('forgets the request at once: no byte of the address is left', async () => {
    await using audience = await openAudience();
    const token = await signUp(audience);
    const ada = await findAda(audience);
    expect(await sayNotMe(token, audience.context())).toMatchObject({
      kind: 'forgotten',
      language: 'nl',
      address: { mailbox: 'ada@example.org' },
    });
    expect(await findAda(audience)).toBeNull();
    expect(await audience.store.read((rows) => rows.listConsents(ada?.id ?? ''))).toEqual([]);
    await audience.store.compact();
    expect((await bytesBelow(audience.folder)).includes('ada@example.org')).toBe(false);
  });

  test('counts it without naming anybody', async () => {
    await using audience = await openAudience();
    await sayNotMe(await signUp(audience), audience.context());
    const tables = new Map(JSON.parse(rowsIn(audience.folder)) as [string, object[]][]);
    expect(tables.get('events')).toContainEqual(
      expect.objectContaining({ type: 'sub.disowned', pid: null, src: null, d: null }),
    );
  });

  test('keeps the address from every mail for a year, and not longer', async () => {
    await using audience = await openAudience();
    await sayNotMe(await signUp(audience), audience.context());
    expect(await audience.store.read((rows) => rows.findSuppression(addressHash))).toEqual({
      addressHash,
      reason: 'manual',
      source: 'not-me',
      since: new Date('2026-11-22T09:00:00Z'),
      until: new Date('2027-11-22T09:00:00Z'),
    });
    audience.clock.pass(365 * day - 1);
    expect(await subscribe(aSignUp(), audience.context())).toEqual({ kind: 'accepted' });
    expect(await audience.deliver()).toEqual([]);
    audience.clock.pass(1);
    await subscribe(aSignUp(), audience.context());
    expect((await audience.deliver()).map(({ kind }) => kind)).toEqual(['confirm']);
  });

  test('makes the other links of the request worthless', async () => {
    await using audience = await openAudience();
    const first = await signUp(audience);
    audience.clock.pass(day);
    const second = await signUp(audience);
    await sayNotMe(first, audience.context());
    for (const token of [first, second]) {
      expect(await confirm(token, audience.context())).toEqual({ kind: 'unknown-token' });
      expect(await sayNotMe(token, audience.context())).toEqual({ kind: 'unknown-token' });
    }
  });

  test('changes nothing for a subscriber: a forwarded mail ends nobody’s subscription', async () => {
    await using audience = await openAudience();
    const token = await signUp(audience);
    await confirm(token, audience.context());
    const before = rowsIn(audience.folder);
    expect(await sayNotMe(token, audience.context())).toEqual({
      kind: 'already-confirmed',
      language: 'nl',
    });
    expect(rowsIn(audience.folder)).toBe(before);
  });

  test('of somebody who once left deletes the request and keeps that they left', async () => {
    await using audience = await openAudience();
    const first = await signUp(audience);
    audience.clock.pass(minute);
    await confirm(first, audience.context());
    await audience.deliver();
    audience.clock.pass(minute);
    const ada = await findAda(audience);
    const leave = unsubscribeToken(serverKey, ada?.subscription.id ?? '');
    await unsubscribe(leave, audience.context());
    audience.clock.pass(day);
    await sayNotMe(await signUp(audience), audience.context());
    expect((await findAda(audience))?.subscription.state).toBe('unsubscribed');
    const ledger = await audience.store.read((rows) => rows.listConsents(ada?.id ?? ''));
    expect(ledger.map(({ kind }) => kind)).toEqual(['asked', 'confirmed', 'withdrawn']);
  });

  test.each(['', 'x', 'A'.repeat(43)])('does nothing for the token %j', async (token) => {
    await using audience = await openAudience();
    await signUp(audience);
    const before = rowsIn(audience.folder);
    expect(await sayNotMe(token, audience.context())).toEqual({ kind: 'unknown-token' });
    expect(rowsIn(audience.folder)).toBe(before);
  });
});
