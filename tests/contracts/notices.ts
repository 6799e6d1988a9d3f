import { expect, test } from 'vitest';

import type { AudienceEvent } from '#audience/events.ts';

import { day, hour } from '../support/audience.ts';
import { aConsent, after, aSubscriber, now, type OpenStore } from '../support/store-rows.ts';

/** What must hold of notices to another system, whatever the store keeps its rows in. */
export function noticesContract(open: OpenStore): void {
  const lease = (owner: string, at: Date) => ({
    owner,
    now: at,
    leaseUntil: new Date(at.getTime() + 30_000),
    max: 10,
  });
  const event = (id: string, changes: Partial<AudienceEvent> = {}): AudienceEvent => ({
    ...{ id, at: now, type: 'sub.confirmed', pid: 'person-ada', source: null },
    ...changes,
  });

  async function openWanted() {
    const opened = await open();
    await opened.store.notices.enable(true);
    return opened;
  }

  test('are owed for what changes a subscription, in the same transaction, once', async () => {
    await using opened = await openWanted();
    const { store } = opened;
    const failing = store.write(async (rows) => {
      await rows.addEvent(event('e0'));
      throw new Error('something else went wrong');
    });
    await expect(failing).rejects.toThrow('something else');
    await store.write(async (rows) => {
      await rows.addEvent(event('e1'));
      await rows.addEvent(event('e1'));
      await rows.addEvent(event('e2', { type: 'sub.requested' }));
      await rows.addEvent(event('e3', { type: 'sub.erased', pid: null }));
      await rows.addEvent(event('e4', { type: 'sub.paused' }));
      await rows.addEvent(event('e5', { type: 'sub.complained' }));
    });
    const owed = await store.notices.claim(lease('a', after(hour)));
    expect(owed).toStrictEqual([
      { id: 'e1', type: 'subscription.confirmed', pid: 'person-ada', at: now, attempts: 0 },
      { id: 'e4', type: 'subscription.changed', pid: 'person-ada', at: now, attempts: 0 },
      { id: 'e5', type: 'subscription.left', pid: 'person-ada', at: now, attempts: 0 },
    ]);
  });

  test('are owed to nobody who did not ask, and forgotten when nobody asks any more', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write((rows) => rows.addEvent(event('e1')));
    await store.notices.enable(true);
    expect(await store.notices.claim(lease('a', after(hour)))).toEqual([]);
    await store.write((rows) => rows.addEvent(event('e2')));
    await store.notices.enable(false);
    await store.notices.enable(true);
    expect(await store.notices.claim(lease('a', after(hour)))).toEqual([]);
  });

  test('an erasure is the only thing left to be told of a person', async () => {
    await using opened = await openWanted();
    const { store } = opened;
    const erased = (name: string) => ({
      ...({ kind: 'erased' } as const),
      ...{ id: `erased-${name}`, subscriberId: `person-${name}` },
      ...{ addressHash: `hash-${name}`, at: after(hour), askedId: `asked-${name}` },
    });
    await store.write(async (rows) => {
      await rows.addSubscriber(aSubscriber('ada', { state: 'confirmed', firstConfirmedAt: now }));
      await rows.addSubscriber(aSubscriber('eve'));
      await rows.addConsent(aConsent());
      await rows.addEvent(event('e1'));
      await rows.addConsent(erased('ada'));
      await rows.addConsent(erased('eve'));
    });
    expect(await store.notices.claim(lease('a', after(day)))).toMatchObject([
      { id: 'erased-ada', type: 'subscription.erased', pid: 'person-ada' },
    ]);
  });

  test('go to one of many that ask at once, and to another when that one died', async () => {
    await using opened = await openWanted();
    const { store } = opened;
    await store.write(async (rows) => {
      for (const id of ['e1', 'e2', 'e3']) await rows.addEvent(event(id));
    });
    const { notices } = store;
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        notices.claim({ ...lease(`o${n}`, after(hour)), max: 1 }),
      ),
    );
    const ids = claims.flat().map(({ id }) => id);
    expect(ids.toSorted()).toEqual(['e1', 'e2', 'e3']);

    const again = await notices.claim(lease('next', after(hour + 30_000)));
    expect(again.map(({ id }) => id)).toEqual(['e1', 'e2', 'e3']);
    expect(await notices.finish('e1', 'o0')).toBe(false);
    expect(await notices.finish('e1', 'next')).toBe(true);
    expect(
      await notices.postpone('e2', { owner: 'next', notBefore: after(day), attempts: 1 }),
    ).toBe(true);
    expect(await notices.finish('e3', 'next')).toBe(true);
    expect(await notices.claim(lease('b', after(day - 1)))).toEqual([]);
    expect(await notices.claim(lease('b', after(day)))).toMatchObject([{ id: 'e2', attempts: 1 }]);
  });
}
