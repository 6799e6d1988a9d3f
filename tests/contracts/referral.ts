import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { readTotals } from '#audience/base-curve.ts';
import { confirm } from '#audience/confirmation.ts';
import { erase } from '#audience/erasure.ts';
import { unsubscribe } from '#audience/leaving.ts';
import { ensureRefCode } from '#audience/referral.ts';
import { subscribe } from '#audience/sign-up.ts';
import { unsubscribeToken } from '#audience/tokens.ts';

import { aHub, aSignUp, clockAt, day, hour, serverKey } from '../support/audience.ts';
import { aSubscriber, type OpenStore } from '../support/store-rows.ts';

/** What must hold of referrals, whatever the store keeps its rows in. */
export function referralContract(open: OpenStore): void {
  test('a friend counts once, for whoever brought them, and for ever', async () => {
    await using opened = await open();
    const people = peopleOf(opened.store);
    await people.join('ada@example.org');
    const ref = await people.codeOf('ada@example.org');
    await people.join('bob@example.org', ref);
    const ada = await people.find('ada@example.org');
    const bob = await people.find('bob@example.org');
    expect(bob?.subscription).toMatchObject({
      referredBy: ada?.id,
      source: { channel: 'referral', ref },
    });

    await people.join('eve@example.org');
    await people.leave('bob@example.org');
    await people.join('bob@example.org', await people.codeOf('eve@example.org'));
    expect((await people.find('bob@example.org'))?.subscription).toMatchObject({
      state: 'confirmed',
      referredBy: ada?.id,
      source: { channel: 'referral', ref },
    });
  });

  test(
    'nobody counts twice, for themselves, by another spelling, or for who is not there',
    { timeout: 60_000 },
    async () => {
      const addresses = ['ada', 'ada+1', 'ada+2', 'a_a', 'aba+1', 'bob', 'bob+%'].map(
        (name) => `${name}@example.org`,
      );
      const someone = fc.nat(addresses.length - 1);
      const step = fc.oneof(
        { weight: 5, arbitrary: fc.record({ who: someone, via: fc.option(someone) }) },
        { weight: 1, arbitrary: fc.record({ leaving: someone }) },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
          await using opened = await open();
          const people = peopleOf(opened.store);
          const broughtBy = new Map<string, string | null>();
          const isIn = new Set<string>();
          for (const one of steps) {
            if ('leaving' in one) {
              const address = addresses[one.leaving] ?? '';
              await people.leave(address);
              isIn.delete(address);
              continue;
            }
            const address = addresses[one.who] ?? '';
            const friend = one.via === null ? null : (addresses[one.via] ?? '');
            const code = friend === null ? undefined : await people.codeOf(friend);
            const isNew = [...broughtBy.keys()].every((other) => baseOf(other) !== baseOf(address));
            await people.join(address, code ?? 'nobody');
            if (!broughtBy.has(address)) {
              const counts = isNew && friend !== null && isIn.has(friend);
              broughtBy.set(address, counts ? friend : null);
            }
            isIn.add(address);
          }
          for (const [address, by] of broughtBy) {
            const referrer = by === null ? null : ((await people.find(by))?.id ?? 'nobody');
            expect((await people.find(address))?.subscription.referredBy, address).toBe(referrer);
          }
        }),
        { numRuns: 8 },
      );
    },
  );

  test('who was brought by somebody since erased still counts, and nothing says by whom', async () => {
    await using opened = await open();
    const { store } = opened;
    const people = peopleOf(store);
    await people.join('ada@example.org');
    await people.join('bob@example.org', await people.codeOf('ada@example.org'));
    await people.join('eve@example.org', await people.codeOf('bob@example.org'));
    const [ada, bob, eve] = await Promise.all(
      ['ada', 'bob', 'eve'].map((name) => people.find(`${name}@example.org`)),
    );
    const referralsOf = async (one: typeof ada) => {
      const { events } = await store.read((rows) => rows.findHistory(one?.id ?? ''));
      return events.filter(({ type }) => type === 'referral.confirmed');
    };
    const countIn = async () => {
      const { daily } = await store.read((rows) => readTotals(rows, 'UTC'));
      return daily.filter(({ kind }) => kind === 'referral.confirmed').map(({ n }) => n);
    };
    expect(await referralsOf(bob)).toMatchObject([{ detail: { by: ada?.id } }]);
    const before = await countIn();

    const now = new Date('2027-06-01T00:00:00Z');
    await erase(ada?.id ?? '', { store, timeZone: 'UTC', serverKey, random: randomBytes, now });
    expect(JSON.stringify(await referralsOf(bob))).not.toContain(ada?.id);
    expect(await referralsOf(bob)).toHaveLength(1);
    expect(await referralsOf(eve)).toMatchObject([{ detail: { by: bob?.id } }]);
    expect(await countIn()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });

  test('a code is made once, also when many ask for it at once', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write((rows) => rows.addSubscriber(aSubscriber()));
    const ask = () => ensureRefCode('subscription-ada', { store, random: randomBytes });
    const codes = new Set(await Promise.all(Array.from({ length: 8 }, ask)));
    expect(codes.size).toBe(1);
    const found = await store.read((rows) => rows.findByRefCode([...codes][0] ?? ''));
    expect(found?.id).toBe('person-ada');
    expect(await ensureRefCode('subscription-eve', { store, random: randomBytes })).toBeNull();
  });

  test('someone who was imported is no new friend', async () => {
    await using opened = await open();
    const people = peopleOf(opened.store);
    await people.join('ada@example.org');
    const firstConfirmedAt = new Date('2026-01-01T00:00:00Z');
    const imported = aSubscriber('bob', { state: 'confirmed', firstConfirmedAt, batch: 'b1' });
    await opened.store.write((rows) => rows.addSubscriber(imported));
    await people.leave('bob@example.org');
    await people.join('bob@example.org', await people.codeOf('ada@example.org'));
    expect((await people.find('bob@example.org'))?.subscription.referredBy).toBeNull();
  });
}

const baseOf = (address: string) => address.replace(/\+.*@/, '@');

/** People who come and go by the hub's own forms and mails. */
function peopleOf(store: AudienceStore) {
  const clock = clockAt('2026-11-22T09:00:00Z');
  const context = () => ({
    ...{ store, hub: aHub(), topicIds: new Set<string>(), serverKey },
    ...{ toAscii: domainToASCII, random: randomBytes, now: clock() },
  });
  const find = (address: string) => store.read((rows) => rows.findSubscriber(address));
  return {
    find,
    async codeOf(address: string): Promise<string | undefined> {
      return (await find(address))?.subscription.refCode ?? undefined;
    },
    async leave(address: string) {
      const subscription = (await find(address))?.subscription;
      if (subscription) await unsubscribe(unsubscribeToken(serverKey, subscription.id), context());
    },
    /** Signs up after a time in which every limit has passed, and confirms by the mailed link. */
    async join(email: string, ref?: string) {
      clock.pass(40 * day);
      const source = ref === undefined ? undefined : ({ channel: 'referral', ref } as const);
      await subscribe(aSignUp({ email, source }), context());
      const later = new Date(clock().getTime() + hour);
      const mails = await store.outbox.claim({
        ...{ owner: 'test', now: later, max: 10 },
        leaseUntil: new Date(later.getTime() + day),
      });
      for (const { payload } of mails)
        if (payload.token !== undefined) await confirm(payload.token, context());
    },
  };
}
