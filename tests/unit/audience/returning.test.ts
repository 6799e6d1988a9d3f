import { describe, expect, test } from 'vitest';

import { unsubscribe, unsubscribeOnPage } from '#audience/leaving.ts';
import { comeBack, openReturn } from '#audience/returning.ts';
import { hashAddress, unsubscribeToken } from '#audience/tokens.ts';

import { day, minute, openAudience, rowsIn, serverKey, tokenIn } from '../../support/audience.ts';
import { aSubscribedReader } from '../../support/subscribed-reader.ts';

type Audience = Awaited<ReturnType<typeof openAudience>>;

const ada = 'ada@example.org';

async function subscriptionOf(audience: Audience) {
  const subscriber = await audience.store.read((rows) => rows.findSubscriber(ada));
  return subscriber?.subscription;
}

async function leave(audience: Audience, by: 'page' | 'mail-program'): Promise<string | null> {
  const id = (await subscriptionOf(audience))?.id ?? '';
  const act = by === 'page' ? unsubscribeOnPage : unsubscribe;
  const outcome = await act(unsubscribeToken(serverKey, id), audience.context());
  return outcome.kind === 'unsubscribed' ? (outcome.undo ?? null) : null;
}

describe('unsubscribe', () => {
  test('by the page tells the owner by mail, who may have been left by somebody else', async () => {
    await using audience = await openAudience();
    await aSubscribedReader(audience);
    const undo = await leave(audience, 'page');
    const [mail] = await audience.deliver();
    expect(mail).toMatchObject({ kind: 'goodbye', to: ada, unsubscribeUrl: null });
    expect(tokenIn(mail ?? { link: '' })).toBe(undo);
  });

  test('by a mail program ends the matter without a mail', async () => {
    await using audience = await openAudience();
    await aSubscribedReader(audience);
    expect(await leave(audience, 'mail-program')).toBeNull();
    expect(await audience.deliver()).toEqual([]);
  });
});

describe('comeBack', () => {
  test('puts the subscription back as it was, with its consent', async () => {
    await using audience = await openAudience();
    await aSubscribedReader(audience, { topics: ['sums'] });
    const before = await subscriptionOf(audience);
    const undo = (await leave(audience, 'page')) ?? '';
    const left = rowsIn(audience.folder);
    expect(await openReturn(undo, audience.context())).toMatchObject({ kind: 'open' });
    expect(rowsIn(audience.folder)).toBe(left);

    expect(await comeBack(undo, audience.context())).toEqual({ kind: 'returned', language: 'nl' });
    expect(await subscriptionOf(audience)).toEqual(before);
    const once = rowsIn(audience.folder);
    expect(await comeBack(undo, audience.context())).toEqual({ kind: 'returned', language: 'nl' });
    expect(rowsIn(audience.folder)).toBe(once);
  });

  test('an undo of an earlier leaving takes back no later one', async () => {
    await using audience = await openAudience();
    await aSubscribedReader(audience);
    const first = (await leave(audience, 'page')) ?? '';
    await comeBack(first, audience.context());
    audience.clock.pass(minute);
    await leave(audience, 'page');
    expect(await comeBack(first, audience.context())).toEqual({ kind: 'unknown-token' });
    expect((await subscriptionOf(audience))?.state).toBe('unsubscribed');
  });

  test('nothing brings back who was suppressed meanwhile, or waits longer than a week', async () => {
    await using audience = await openAudience();
    await aSubscribedReader(audience);
    const undo = (await leave(audience, 'page')) ?? '';
    const addressHash = hashAddress(serverKey, ada);
    await audience.store.write((rows) =>
      rows.addSuppression({
        addressHash,
        reason: 'complaint',
        since: audience.clock(),
        until: null,
        source: 'test',
      }),
    );
    expect(await comeBack(undo, audience.context())).toEqual({ kind: 'unknown-token' });
    await audience.store.write((rows) => rows.liftSuppression(addressHash));
    audience.clock.pass(8 * day);
    expect(await comeBack(undo, audience.context())).toEqual({ kind: 'expired' });
  });
});
