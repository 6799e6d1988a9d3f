import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';

import { expect, test } from 'vitest';

import { requestPreferencesLink } from '#audience/preference-links.ts';
import { subscribe } from '#audience/sign-up.ts';
import { hashAddress } from '#audience/tokens.ts';

import { aHub, aSignUp, day, serverKey } from '../support/audience.ts';
import { after, now, type OpenStore } from '../support/store-rows.ts';

/** What an answer's time may not tell: how many statements it took depends on no address. */
export function sameWorkContract(open: OpenStore): void {
  async function openCounting() {
    let calls = 0;
    const opened = await open((moment) => {
      if (moment === 'before') calls += 1;
    });
    const { store } = opened;
    const context = (at = now) => ({
      ...{ store, hub: aHub(), topicIds: new Set<string>(), serverKey, now: at },
      ...{ toAscii: domainToASCII, random: randomBytes },
    });
    const count = async (work: () => Promise<unknown>) => {
      const before = calls;
      await work();
      return calls - before;
    };
    return { store, context, count, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
  }

  test('a sign-up takes about as many statements for every state of an address', async () => {
    await using counting = await openCounting();
    const { store, context, count } = counting;
    const signUp = (email: string, at = now) =>
      count(() => subscribe(aSignUp({ email }), context(at)));
    const setState = (state: 'confirmed' | 'unsubscribed') =>
      store.write(async (rows) => {
        const subscriber = await rows.findSubscriber('ada@example.org');
        if (!subscriber) throw new Error('nobody signed up');
        const dates = { confirmedAt: now, unsubscribedAt: state === 'confirmed' ? null : now };
        await rows.saveSubscription({ ...subscriber.subscription, state, ...dates });
      });

    const counts: Record<string, number> = { unknown: await signUp('ada@example.org') };
    counts['pending'] = await signUp('ada@example.org');
    counts['pending, asked again'] = await signUp('ada@example.org', after(day));
    await setState('confirmed');
    counts['confirmed, told'] = await signUp('ada@example.org');
    counts['confirmed'] = await signUp('ada@example.org');
    await setState('unsubscribed');
    counts['unsubscribed'] = await signUp('ada@example.org', after(3 * day));
    await store.write((rows) =>
      rows.addSuppression({
        addressHash: hashAddress(serverKey, 'eve@example.org'),
        reason: 'complaint',
        since: now,
        source: 'feedback-loop',
        until: null,
      }),
    );
    counts['suppressed'] = await signUp('eve@example.org');
    const { unknown = 0 } = counts;
    const others = Object.entries(counts).filter(([, one]) => Math.abs(one - unknown) > 2);
    expect(others, `an unknown address takes ${unknown}`).toEqual([]);
  });

  test('a request for the link to one’s choices takes as many whether or not there is anybody', async () => {
    await using counting = await openCounting();
    const { context, count } = counting;
    await subscribe(aSignUp({ email: 'ada@example.org' }), context());
    const ask = (email: string) =>
      count(() => requestPreferencesLink({ email, language: 'nl' }, context()));
    const known = await ask('ada@example.org');
    const told = await ask('ada@example.org');
    const unknown = await ask('eve@example.org');
    expect([told, unknown]).toEqual([known, known]);
  });

  test('what is rehearsed leaves nothing, and what was written before it stays', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write(async (rows) => {
      await rows.saveFillings(new Map([['before', now]]));
      await rows.rehearse(() => rows.saveFillings(new Map([['rehearsed', now]])));
      await rows.saveFillings(new Map([['after', now]]));
    });
    const found = await store.read((rows) => rows.findFillings(['before', 'rehearsed', 'after']));
    expect([...found.keys()].toSorted()).toEqual(['after', 'before']);
  });
}
