import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { monthlyPreferencesToken } from '#audience/access.ts';
import { requestManageLink, requestPreferencesLink } from '#audience/preference-links.ts';
import {
  type Choices,
  openPreferences,
  savePreferences,
  type Wish,
} from '#audience/preferences.ts';
import { frequencies } from '#audience/subscription.ts';

import { day, hour, minute, openAudience, rowsIn, tokenIn } from '../../support/audience.ts';
import { aSubscribedReader } from '../../support/subscribed-reader.ts';

const ada = 'ada@example.org';

const choices: Choices = {
  measure: false,
  language: 'en',
  topics: ['sums'],
  frequency: 'monthly',
  pausedUntil: '2026-12-24',
};

const wish: Wish = { ...choices, shownIn: 'nl' };

/** Ada, a subscriber, with the link to her choices as it was mailed to her. */
async function withLink() {
  const audience = await openAudience();
  await aSubscribedReader(audience);
  await requestPreferencesLink({ email: ada, language: 'nl' }, audience.context());
  const [mail] = await audience.deliver();
  return Object.assign(audience, { token: tokenIn(mail ?? { link: '' }) });
}

describe('openPreferences', () => {
  test('shows what is chosen and no address, and changes no row', async () => {
    await using audience = await withLink();
    const before = rowsIn(audience.folder);
    const view = await openPreferences(audience.token, audience.context());
    expect(view).toMatchObject({
      kind: 'open',
      choices: {
        language: 'nl',
        topics: [],
        frequency: 'each',
        pausedUntil: null,
        measure: false,
      },
    });
    expect(JSON.stringify(view)).not.toContain('ada');
    expect(rowsIn(audience.folder)).toBe(before);
  });

  test('refuses a token of another purpose, altered or expired', async () => {
    await using audience = await withLink();
    const context = audience.context();
    const unsubscribe = await audience.store.read(async (rows) => {
      const subscriber = await rows.findSubscriber(ada);
      return subscriber?.subscription.id ?? '';
    });
    for (const wrong of ['', `${audience.token}x`, audience.token.slice(1), unsubscribe]) {
      expect(await openPreferences(wrong, context)).toEqual({ kind: 'unknown-token' });
    }
    audience.clock.pass(300 * day);
    expect(await openPreferences(audience.token, audience.context())).toEqual({ kind: 'expired' });
  });
});

describe('savePreferences', () => {
  test('stores the choices, an entry in the consent ledger and what happened', async () => {
    await using audience = await withLink();
    audience.clock.pass(hour);
    expect(await savePreferences(audience.token, wish, audience.context())).toMatchObject({
      kind: 'saved',
      choices,
    });
    const subscriber = await audience.store.read((rows) => rows.findSubscriber(ada));
    expect(subscriber?.subscription).toMatchObject({ state: 'confirmed', ...choices });
    const ledger = await audience.store.read((rows) => rows.listConsents(subscriber?.id ?? ''));
    expect(ledger.at(-1)).toMatchObject({
      kind: 'changed',
      at: audience.clock(),
      askedId: subscriber?.subscription.consentId,
      detail: { language: 'en', topics: 'sums', frequency: 'monthly', pausedUntil: '2026-12-24' },
    });
    const events = rowsIn(audience.folder);
    expect(events).toContain('sub.paused');
    expect(events).toContain('sub.changed');
  });

  test('gives a referral code to who has none, and leaves it as it is from then on', async () => {
    await using audience = await withLink();
    await audience.store.write(async (rows) => {
      const subscription = (await rows.findSubscriber(ada))?.subscription;
      if (subscription) await rows.saveSubscription({ ...subscription, refCode: null });
    });
    const withoutCode = await openPreferences(audience.token, audience.context());
    expect(withoutCode).toMatchObject({ kind: 'open', refCode: null });
    const { choices: same } = withoutCode as Extract<typeof withoutCode, { kind: 'open' }>;
    const wanted = { ...same, shownIn: 'nl' as const };
    const saved = await savePreferences(audience.token, wanted, audience.context());
    expect(saved).toMatchObject({ kind: 'saved', refCode: expect.stringMatching(/^\w{11}$/) });
    expect(await savePreferences(audience.token, wish, audience.context())).toMatchObject({
      refCode: 'refCode' in saved ? saved.refCode : null,
    });
  });

  test('choosing the same again writes nothing', async () => {
    await using audience = await withLink();
    await savePreferences(audience.token, wish, audience.context());
    const before = rowsIn(audience.folder);
    await savePreferences(audience.token, wish, audience.context());
    expect(rowsIn(audience.folder)).toBe(before);
  });

  test.each([
    [{ ...wish, topics: ['secret'] }, 'unknown-topic'],
    [{ ...wish, pausedUntil: '2026-11-22' }, 'wrong-pause'],
    [{ ...wish, pausedUntil: '2028-01-01' }, 'wrong-pause'],
    [{ ...wish, pausedUntil: '2026-12-99' }, 'wrong-pause'],
    [{ ...wish, pausedUntil: 'tomorrow' }, 'wrong-pause'],
  ])('refuses %o and changes nothing', async (wrong, kind) => {
    await using audience = await withLink();
    const before = rowsIn(audience.folder);
    expect(await savePreferences(audience.token, wrong, audience.context())).toEqual({ kind });
    expect(rowsIn(audience.folder)).toBe(before);
  });

  test('whatever is chosen is what the next visit shows', async () => {
    await using audience = await withLink();
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          language: fc.constantFrom('nl' as const, 'en' as const),
          topics: fc.subarray(['repair', 'sums']),
          frequency: fc.constantFrom(...frequencies),
          pausedUntil: fc.constantFrom(null, '2026-11-23', '2027-11-23'),
          measure: fc.boolean(),
        }),
        async (wanted) => {
          const sent = { ...wanted, shownIn: 'nl' as const };
          await savePreferences(audience.token, sent, audience.context());
          const view = await openPreferences(audience.token, audience.context());
          expect(view).toMatchObject({ kind: 'open', choices: wanted });
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a pause that has ended is no pause', async () => {
    await using audience = await withLink();
    await savePreferences(audience.token, wish, audience.context());
    audience.clock.pass(32 * day);
    expect(await openPreferences(audience.token, audience.context())).toMatchObject({
      choices: { ...choices, pausedUntil: null },
    });
  });
});

describe('requestPreferencesLink', () => {
  test('mails who is known and answers the same for who is not', async () => {
    await using audience = await openAudience();
    await aSubscribedReader(audience);
    const ask = (email: string) =>
      requestPreferencesLink({ email, language: 'nl' }, audience.context());
    expect(await ask(' ADA@example.org ')).toEqual({ kind: 'accepted' });
    expect(await ask('nobody@example.org')).toEqual({ kind: 'accepted' });
    expect(await ask('nonsense')).toEqual({ kind: 'invalid-address' });
    const mails = await audience.deliver();
    expect(mails.map(({ kind, to }) => [kind, to])).toEqual([['preferences-link', ada]]);
  });

  test('sends at most three a day', async () => {
    await using audience = await openAudience();
    await aSubscribedReader(audience);
    for (let round = 0; round < 6; round += 1) {
      await requestPreferencesLink({ email: ada, language: 'nl' }, audience.context());
      audience.clock.pass(minute);
    }
    expect(await audience.deliver()).toHaveLength(3);
  });

  test('mails of one month carry one link, those of the next another', async () => {
    await using audience = await openAudience();
    const link = (now: string) =>
      monthlyPreferencesToken(audience.context().serverKey, {
        subscriptionId: 's',
        addressHash: 'h',
        now: new Date(now),
      }).text;
    expect(link('2026-11-01T00:00:00Z')).toBe(link('2026-11-30T23:59:59Z'));
    expect(link('2026-12-01T00:00:00Z')).not.toBe(link('2026-11-30T23:59:59Z'));
  });
});

describe('requestManageLink', () => {
  test('mails the link to the address that is known, whoever holds the forwarded mail', async () => {
    await using audience = await withLink();
    await requestManageLink(audience.token, audience.context());
    const [mail] = await audience.deliver();
    expect(mail).toMatchObject({ kind: 'manage-link', to: ada, unsubscribeUrl: null });
    expect(tokenIn(mail ?? { link: '' })).not.toBe(audience.token);
  });
});
