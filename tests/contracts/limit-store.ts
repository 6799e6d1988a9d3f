import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';

import { expect, test } from 'vitest';

import { limits } from '#audience/limits.ts';
import { subscribe } from '#audience/sign-up.ts';

import { aHub, aSignUp, hour, minute, serverKey } from '../support/audience.ts';
import { anApproach } from '../support/approaches.ts';
import { after, now, type OpenStore } from '../support/store-rows.ts';

/** What every store of limits must do: count exactly, also when many come at once. */
export function limitStoreContract(open: OpenStore): void {
  test('keeps when buckets are full, and replaces what it kept', async () => {
    await using opened = await open();
    const { store } = opened;
    expect(await store.read((rows) => rows.findFillings(['a', 'b']))).toEqual(new Map());
    await store.write((rows) => rows.saveFillings(new Map([['a', now]])));
    const later = new Map([
      ['a', after(minute)],
      ['b', after(hour)],
    ]);
    await store.write((rows) => rows.saveFillings(later));
    expect(await store.read((rows) => rows.findFillings(['a', 'b', 'c']))).toEqual(later);
    await store.write((rows) => rows.saveFillings(new Map()));
    expect(await store.read((rows) => rows.findFillings([]))).toEqual(new Map());
  });

  test('fault 19: the wildcards % and _ in a key stand for themselves', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write((rows) => rows.saveFillings(new Map([['network:ab', now]])));
    for (const key of ['network:%', 'network:a_', 'network:A%', '%', "' or '1'='1"])
      expect(await store.read((rows) => rows.findFillings([key]))).toEqual(new Map());
  });

  test('tells the nth place from the last in each lane', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write(async (rows) => {
      for (const [id, ms] of [3, 1, 2].entries())
        await rows.addPlace({ id: `p${id}`, lane: 'shared', at: after(ms) });
      await rows.addPlace({ id: 'p0', lane: 'kept', at: after(9) });
    });
    const places = (shared: number) => store.read((rows) => rows.findPlaces({ shared, kept: 1 }));
    expect(await places(1)).toEqual({ shared: after(3), kept: null });
    expect(await places(3)).toEqual({ shared: after(1), kept: null });
    expect(await places(4)).toEqual({ shared: null, kept: null });
  });

  test('burns a proof once, also when it is shown many times at once', async () => {
    await using opened = await open();
    const { store } = opened;
    const shown = Array.from({ length: 20 }, () =>
      store.write((rows) => rows.burnProof('proof', after(hour))),
    );
    expect((await Promise.all(shown)).filter(Boolean)).toHaveLength(1);
    expect(await store.write((rows) => rows.burnProof('other', after(hour)))).toBe(true);
  });

  test('forgets full buckets, places whose hour is over and expired proofs, nothing else', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write(async (rows) => {
      await rows.saveFillings(
        new Map([
          ['full', after(hour)],
          ['filling', after(hour + 1)],
        ]),
      );
      await rows.addPlace({ id: 'old', lane: 'kept', at: after(-1) });
      await rows.addPlace({ id: 'new', lane: 'kept', at: now });
      await rows.burnProof('expired', after(hour));
      await rows.burnProof('live', after(hour + 1));
    });
    const purge = () =>
      store.write((rows) => rows.purgeLimits({ now: after(hour), placesBefore: now }));
    expect(await purge()).toBe(3);
    expect(await purge()).toBe(0);
    expect(await store.read((rows) => rows.findFillings(['full', 'filling']))).toEqual(
      new Map([['filling', after(hour + 1)]]),
    );
    expect(await store.read((rows) => rows.findPlaces({ shared: 1, kept: 1 }))).toEqual({
      shared: null,
      kept: now,
    });
    expect(await store.write((rows) => rows.burnProof('live', after(hour)))).toBe(false);
  });

  test('fault 19: the limits hold when 200 sign up at once', { timeout: 60_000 }, async () => {
    await using opened = await open();
    const { store } = opened;
    const context = {
      ...{ store, hub: aHub(), topicIds: new Set<string>(), serverKey, now },
      ...{ toAscii: domainToASCII, random: randomBytes },
    };
    const signUps = Array.from({ length: 200 }, (_, index) =>
      subscribe(aSignUp({ email: `p${index}@d${index}.example` }), {
        ...context,
        approach: anApproach(),
      }),
    );
    const outcomes = await Promise.all(signUps);
    expect(outcomes.filter(({ kind }) => kind !== 'accepted')).toEqual([]);
    expect(outcomes.filter((one) => 'alarm' in one)).toHaveLength(1);

    // All come from one network: ten are taken for honest, the others share half of the hour.
    const { capacity, periodMs } = limits.network();
    const fillings = await store.read((rows) => rows.findFillings(['network:home']));
    expect(fillings.get('network:home')).toEqual(after(capacity * periodMs));
    const lease = { owner: 'a', leaseUntil: after(24 * hour), max: 1000 };
    const due = await store.outbox.claim({ ...lease, now: after(hour - 1) });
    expect(due.filter(({ kind }) => kind === 'confirm')).toHaveLength(30);
    const later = await store.outbox.claim({ ...lease, now: after(2 * hour - 1) });
    expect(later.filter(({ kind }) => kind === 'confirm')).toHaveLength(30);
  });
}
