import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { confirm, openConfirmation } from '#audience/confirmation.ts';
import { openUnsubscribe, unsubscribe } from '#audience/leaving.ts';
import { subscribe } from '#audience/sign-up.ts';
import { hashAddress } from '#audience/tokens.ts';

import {
  aSignUp,
  day,
  hour,
  openAudience,
  rowsIn,
  serverKey,
  tokenIn,
} from '../../support/audience.ts';

type Audience = Awaited<ReturnType<typeof openAudience>>;

/** Signs an address up and returns the token that was mailed. */
async function signUp(
  audience: Audience,
  changes: Parameters<typeof aSignUp>[0] = {},
): Promise<string> {
  await subscribe(aSignUp(changes), audience.context());
  const [mail] = await audience.deliver();
  return tokenIn(mail ?? { link: '' });
}

/** Signs Ada up again, who is in, and returns the unsubscribe token that is in every mail to her. */
async function leaveToken(audience: Audience): Promise<string> {
  await subscribe(aSignUp(), audience.context());
  const mails = await audience.deliver();
  const [leave = ''] = mails.flatMap(({ unsubscribeUrl }) => unsubscribeUrl ?? []);
  return tokenIn({ link: leave });
}

async function stateOf(audience: Audience): Promise<string | undefined> {
  const subscriber = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));
  return subscriber?.subscription.state;
}

describe('openConfirmation', () => {
  test('shows what would be confirmed, and changes no row of the store', async () => {
    await using audience = await openAudience();
    const token = await signUp(audience, { topics: ['sums'] });
    const before = rowsIn(audience.folder);

    for (let visit = 0; visit < 3; visit += 1) {
      expect(await openConfirmation({ token, cookie: '' }, audience.context())).toEqual({
        kind: 'open',
        language: 'nl',
        wording: 'Ja, stuur me De Werkbank.',
        topics: ['sums'],
        frequency: 'each',
        isSameBrowser: false,
      });
    }
    expect(rowsIn(audience.folder)).toBe(before);
    expect(await stateOf(audience)).toBe('pending');
  });
});

describe('confirm', () => {
  test('makes the subscription confirmed and records the proof', async () => {
    await using audience = await openAudience();
    const token = await signUp(audience, { topics: ['sums'] });
    audience.clock.pass(hour);
    expect(await confirm(token, audience.context())).toEqual({ kind: 'confirmed', language: 'nl' });

    const subscriber = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));
    expect(subscriber?.subscription).toMatchObject({
      state: 'confirmed',
      topics: ['sums'],
      confirmedAt: audience.clock(),
    });
    const ledger = await audience.store.read((rows) => rows.listConsents(subscriber?.id ?? ''));
    const [asked, said] = ledger;
    expect(ledger).toHaveLength(2);
    expect(asked).toMatchObject({
      kind: 'asked',
      wording: 'Ja, stuur me De Werkbank.',
      page: '/nieuwsbrief/',
    });
    expect(said).toMatchObject({ kind: 'confirmed', askedId: asked?.id, at: audience.clock() });
  });

  test('repeated, says so and sends no mail', async () => {
    await using audience = await openAudience();
    const token = await signUp(audience);
    await confirm(token, audience.context());
    const mails = await audience.deliver();
    expect(mails.map(({ kind }) => kind)).toEqual(['welcome']);
    const ada = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));
    expect(mails[0]?.text).toContain(`/?via=${ada?.subscription.refCode}\n`);
    expect(await confirm(token, audience.context())).toEqual({
      kind: 'already-confirmed',
      language: 'nl',
    });
    expect(await openConfirmation({ token, cookie: '' }, audience.context())).toEqual({
      kind: 'already-confirmed',
      language: 'nl',
    });
    expect(await audience.deliver()).toEqual([]);
  });

  test('refuses a token of seven days', async () => {
    await using audience = await openAudience();
    const token = await signUp(audience);
    audience.clock.pass(7 * day - 1);
    expect(await openConfirmation({ token, cookie: '' }, audience.context())).toMatchObject({
      kind: 'open',
    });
    audience.clock.pass(1);
    expect(await confirm(token, audience.context())).toEqual({ kind: 'expired' });
    expect(await stateOf(audience)).toBe('pending');
  });

  test('refuses every altered token', async () => {
    await using audience = await openAudience();
    const token = await signUp(audience);
    const altered = fc.oneof(
      fc
        .tuple(fc.nat(42), fc.string({ minLength: 1, maxLength: 1 }))
        .map(([at, other]) => token.slice(0, at) + other + token.slice(at + 1)),
      fc.nat(42).map((length) => token.slice(0, length)),
      fc.string({ minLength: 1 }).map((tail) => token + tail),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(altered, async (text) => {
        fc.pre(text !== token);
        expect(await confirm(text, audience.context())).toEqual({ kind: 'unknown-token' });
      }),
      { numRuns: 60 },
    );
    expect(await stateOf(audience)).toBe('pending');
  });

  test('refuses a token of another purpose', async () => {
    await using audience = await openAudience();
    const token = await signUp(audience);
    expect(await unsubscribe(token, audience.context())).toEqual({ kind: 'unknown-token' });
    await confirm(token, audience.context());
    const leave = await leaveToken(audience);
    expect(await confirm(leave, audience.context())).toEqual({ kind: 'unknown-token' });
    expect(await stateOf(audience)).toBe('confirmed');
  });

  test('takes over what the confirmed request asked, not a later one', async () => {
    await using audience = await openAudience();
    const first = await signUp(audience, { topics: ['sums'] });
    audience.clock.pass(day);
    await signUp(audience, { topics: ['repair'], language: 'en' });
    await confirm(first, audience.context());
    const subscriber = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));
    expect(subscriber?.subscription).toMatchObject({ topics: ['sums'], language: 'nl' });
  });

  test('by an older mail makes the newer one say welcome too', async () => {
    await using audience = await openAudience();
    const first = await signUp(audience);
    audience.clock.pass(day);
    const second = await signUp(audience);
    await confirm(first, audience.context());
    expect(await confirm(second, audience.context())).toMatchObject({ kind: 'already-confirmed' });
  });

  test('confirms nobody whose address was suppressed meanwhile', async () => {
    await using audience = await openAudience();
    const token = await signUp(audience);
    const addressHash = hashAddress(serverKey, 'ada@example.org');
    await audience.store.write((rows) =>
      rows.addSuppression({
        addressHash,
        reason: 'complaint',
        since: audience.clock(),
        until: null,
        source: 'test',
      }),
    );
    expect(await confirm(token, audience.context())).toEqual({ kind: 'unknown-token' });
  });
});

describe('unsubscribe', () => {
  test('ends the subscription once; repeating it changes nothing', async () => {
    await using audience = await openAudience();
    await confirm(await signUp(audience), audience.context());
    const leave = await leaveToken(audience);
    expect(await openUnsubscribe(leave, audience.context())).toEqual({
      kind: 'open',
      language: 'nl',
    });
    expect(await unsubscribe(leave, audience.context())).toEqual({
      kind: 'unsubscribed',
      language: 'nl',
    });
    expect(await stateOf(audience)).toBe('unsubscribed');
    expect(await unsubscribe(leave, audience.context())).toEqual({
      kind: 'already-unsubscribed',
      language: 'nl',
    });
    expect(await openUnsubscribe(leave, audience.context())).toEqual({
      kind: 'already-unsubscribed',
      language: 'nl',
    });
  });

  test('works after years, with the token that every mail repeats', async () => {
    await using audience = await openAudience();
    await confirm(await signUp(audience), audience.context());
    const first = await leaveToken(audience);
    audience.clock.pass(4000 * day);
    expect(await leaveToken(audience)).toBe(first);
    expect(await unsubscribe(first, audience.context())).toMatchObject({ kind: 'unsubscribed' });
  });

  test('leaves no confirm link that would bring the person back', async () => {
    await using audience = await openAudience();
    const first = await signUp(audience);
    audience.clock.pass(day);
    const second = await signUp(audience);
    await confirm(first, audience.context());
    const leave = await leaveToken(audience);
    await unsubscribe(leave, audience.context());
    for (const token of [first, second]) {
      expect(await confirm(token, audience.context())).toEqual({ kind: 'unknown-token' });
    }
    expect(await stateOf(audience)).toBe('unsubscribed');
  });

  test.each(['', 'x', 'a'.repeat(43), 'a'.repeat(10_000)])(
    'of an unknown token has nothing to end',
    async (token) => {
      await using audience = await openAudience();
      expect(await unsubscribe(token, audience.context())).toEqual({ kind: 'unknown-token' });
      expect(await openUnsubscribe(token, audience.context())).toEqual({ kind: 'unknown-token' });
    },
  );
});
