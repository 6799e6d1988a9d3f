import { expect, test } from 'vitest';

import { day, hour } from '../support/audience.ts';
import { after, aQueuedMail, type OpenStore } from '../support/store-rows.ts';

/** What every outbox must do: lease to one, finish once, lose nothing. */
export function outboxContract(open: OpenStore): void {
  const lease = (owner: string, at: Date) => ({
    owner,
    now: at,
    leaseUntil: new Date(at.getTime() + 30_000),
    max: 10,
  });

  async function openWith(...ids: string[]) {
    const opened = await open();
    await opened.store.write(async (rows) => {
      for (const [index, id] of ids.entries()) await rows.queueMail(aQueuedMail(id, after(index)));
    });
    return opened;
  }

  test('leases each row to one owner, oldest first', async () => {
    await using opened = await openWith('m1', 'm2', 'm3');
    const { outbox } = opened.store;
    const first = await outbox.claim({ ...lease('a', after(hour)), max: 2 });
    expect(first.map(({ id }) => id)).toEqual(['m1', 'm2']);
    expect(first[0]).toStrictEqual({ ...aQueuedMail('m1'), attempts: 0 });
    const second = await outbox.claim(lease('b', after(hour)));
    expect(second.map(({ id }) => id)).toEqual(['m3']);
    expect(await outbox.claim(lease('c', after(hour)))).toEqual([]);
  });

  test('gives a row to one of many that ask at once', async () => {
    await using opened = await openWith('m1', 'm2', 'm3', 'm4', 'm5');
    const { outbox } = opened.store;
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        outbox.claim({ ...lease(`o${n}`, after(hour)), max: 1 }),
      ),
    );
    expect(
      claims
        .flat()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
  });

  test('is not due before its time', async () => {
    await using opened = await openWith('m1');
    const { outbox } = opened.store;
    await outbox.claim(lease('a', after(hour)));
    expect(
      await outbox.postpone('m1', { owner: 'a', notBefore: after(2 * hour), attempts: 1 }),
    ).toBe(true);
    expect(await outbox.claim(lease('a', after(2 * hour - 1)))).toEqual([]);
    expect(await outbox.nextDue()).toEqual(after(2 * hour));
    expect(await outbox.claim(lease('a', after(2 * hour)))).toMatchObject([
      { id: 'm1', attempts: 1 },
    ]);
  });

  test('passes to another owner when a lease runs out, and the first can no longer end it', async () => {
    await using opened = await openWith('m1');
    const { outbox } = opened.store;
    await outbox.claim(lease('a', after(hour)));
    expect(await outbox.claim(lease('b', after(hour + 29_999)))).toEqual([]);
    expect(await outbox.claim(lease('b', after(hour + 30_000)))).toMatchObject([{ id: 'm1' }]);

    expect(await outbox.renew('m1', { owner: 'a', leaseUntil: after(day) })).toBe(false);
    expect(await outbox.postpone('m1', { owner: 'a', notBefore: after(day), attempts: 1 })).toBe(
      false,
    );
    expect(await outbox.finish('m1', { owner: 'a', state: 'sent', now: after(day) })).toBe(false);
    expect(await outbox.finish('m1', { owner: 'b', state: 'sent', now: after(day) })).toBe(true);
  });

  test('a renewed lease holds', async () => {
    await using opened = await openWith('m1');
    const { outbox } = opened.store;
    await outbox.claim(lease('a', after(hour)));
    expect(await outbox.renew('m1', { owner: 'a', leaseUntil: after(2 * hour) })).toBe(true);
    expect(await outbox.claim(lease('b', after(2 * hour - 1)))).toEqual([]);
  });

  test.each(['sent', 'failed', 'dropped'] as const)(
    'never gives out again what was %s',
    async (state) => {
      await using opened = await openWith('m1');
      const { outbox } = opened.store;
      await outbox.claim(lease('a', after(hour)));
      await outbox.finish('m1', { owner: 'a', state, now: after(hour) });
      expect(await outbox.claim(lease('b', after(100 * day)))).toEqual([]);
      expect(await outbox.nextDue()).toBeNull();
    },
  );
}
