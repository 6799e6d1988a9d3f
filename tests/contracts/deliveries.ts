import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { isConserved, leaseMs, noDeliveries } from '#newsletter/delivery.ts';
import type {
  ClaimedDelivery,
  DataRequest,
  DeliveryStore,
  Settlement,
} from '#newsletter/delivery-store.ts';
import { erase } from '#audience/erasure.ts';

import { clockAt, minute, serverKey, type TestClock } from '../support/audience.ts';
import { addReaders, aReader, deliveryKeys, issueId, listIssue } from '../support/deliveries.ts';
import { happensToAda } from '../support/reader-acts.ts';
import { now, type OpenStore } from '../support/store-rows.ts';

const names = ['ada', 'bob', 'cas'];

interface Opened extends AsyncDisposable {
  readonly store: AudienceStore;
  readonly deliveries: DeliveryStore;
  readonly clock: TestClock;
  claim(owner?: string, max?: number): Promise<readonly ClaimedDelivery[]>;
}

async function openListed(open: OpenStore, listed: readonly string[] = names): Promise<Opened> {
  const { store, ...opened } = await open();
  const clock = clockAt(now.toISOString());
  const deliveries = store.deliveries(deliveryKeys(clock));
  await addReaders(store, names);
  await listIssue(deliveries, listed);
  return {
    store,
    deliveries,
    clock,
    claim: (owner = 'one', max = 10) =>
      deliveries.claim({
        ...{ issueId, owner, now: clock(), max },
        ...{ transport: 'transport:mail.example', maxPerMinute: null },
      }),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

function asking({ subscriber, ...lease }: ClaimedDelivery): DataRequest {
  return { ...lease, mailbox: subscriber?.address.mailbox ?? '', content: 'words' };
}

function ending(
  { subscriber: _person, ...lease }: ClaimedDelivery,
  change: Partial<Settlement> = {},
): Settlement {
  return { ...lease, state: 'sent', reason: null, dueAt: null, isTry: true, ...change };
}

const first = (claimed: readonly ClaimedDelivery[]): ClaimedDelivery => {
  const [one] = claimed;
  if (!one) throw new Error('nothing was claimed');
  return one;
};

/** What every store must do with deliveries. */
export function deliveriesContract(open: OpenStore): void {
  test('everybody is listed once, whoever lists them again, and then nobody more', async () => {
    await using opened = await openListed(open);
    const { deliveries } = opened;
    expect(await deliveries.findIssue(issueId)).toMatchObject({ state: 'sending', snapshot: 3 });
    expect(await deliveries.counts(issueId)).toEqual({ ...noDeliveries, queued: 3 });
    await expect(listIssue(deliveries, ['ada'])).rejects.toThrow('listed already');
  });

  test('a listing that was broken off is claimed from by nobody, and goes on where it was', async () => {
    await using opened = await open();
    const deliveries = opened.store.deliveries(deliveryKeys(() => now));
    await addReaders(opened.store, names);
    await deliveries.openIssue({ id: issueId, kind: 'issue', dueAt: now }, now);
    const one = { mailId: 'm1', composition: 'issue', excluded: null };
    await deliveries.addDeliveries(issueId, [{ subscriberId: 'person-ada', ...one }], now);
    const lease = { issueId, owner: 'one', now, max: 10, transport: 't', maxPerMinute: null };
    expect(await deliveries.claim(lease)).toEqual([]);
    await listIssue(deliveries, names);
    expect(await deliveries.claim(lease)).toHaveLength(3);
  });

  test('each is claimed by one sender only, with the person as they are', async () => {
    await using opened = await openListed(open);
    const one = await opened.claim('one', 2);
    const other = await opened.claim('other', 2);
    const ids = [...one, ...other].map(({ subscriberId }) => subscriberId);
    expect(ids.toSorted()).toEqual(['person-ada', 'person-bob', 'person-cas']);
    expect(first(one).subscriber).toEqual(aReader(first(one).subscriberId.slice(7)));
    expect(await opened.claim('third')).toEqual([]);
  });

  test('the first byte may go once, to the lease that holds, and the end is written once', async () => {
    await using opened = await openListed(open, ['ada']);
    const { deliveries } = opened;
    const mine = first(await opened.claim());
    expect(await deliveries.beginData({ ...asking(mine), owner: 'other' })).toEqual({
      kind: 'lost',
    });
    expect(await deliveries.beginData({ ...asking(mine), epoch: 7 })).toEqual({ kind: 'lost' });
    expect(await deliveries.beginData(asking(mine))).toEqual({ kind: 'go' });
    expect(await deliveries.beginData(asking(mine))).toEqual({ kind: 'lost' });
    await deliveries.settle(ending(mine));
    expect(await deliveries.counts(issueId)).toEqual({ ...noDeliveries, sent: 1 });
    expect(await deliveries.findIssue(issueId)).toMatchObject({ accepted: 1 });
    await deliveries.settle(ending(mine, { state: 'failed', reason: 'late' }));
    expect(await deliveries.counts(issueId)).toEqual({ ...noDeliveries, sent: 1 });
  });

  test('a sender that sleeps beyond its lease sends nothing more, also when nobody took over', async () => {
    await using opened = await openListed(open, ['ada']);
    const { deliveries, clock } = opened;
    const mine = first(await opened.claim());
    clock.pass(leaseMs);
    await deliveries.renew({ issueId, owner: 'one', now: clock() });
    expect(await deliveries.beginData(asking(mine))).toEqual({ kind: 'lost' });
    const theirs = first(await opened.claim('other'));
    expect(theirs.epoch).toBe(mine.epoch + 1);
    expect(await deliveries.beginData(asking(mine))).toEqual({ kind: 'lost' });
    expect(await deliveries.beginData(asking(theirs))).toEqual({ kind: 'go' });
  });

  test('a sender that says that it lives keeps its deliveries', async () => {
    await using opened = await openListed(open, ['ada']);
    const { deliveries, clock } = opened;
    const mine = first(await opened.claim());
    for (let beat = 0; beat < 5; beat += 1) {
      clock.pass(leaseMs / 2);
      await deliveries.renew({ issueId, owner: 'one', now: clock() });
    }
    expect(await opened.claim('other')).toEqual([]);
    expect(await deliveries.beginData(asking(mine))).toEqual({ kind: 'go' });
  });

  test('who was being sent to when a sender died is unknown and claimed by nobody; a late answer ends it', async () => {
    await using opened = await openListed(open, ['ada']);
    const { deliveries, clock } = opened;
    const mine = first(await opened.claim());
    await deliveries.beginData(asking(mine));
    clock.pass(leaseMs);
    expect(await opened.claim('other')).toEqual([]);
    expect(await deliveries.counts(issueId)).toEqual({ ...noDeliveries, unknown: 1 });
    await deliveries.settle(ending(mine));
    expect(await deliveries.counts(issueId)).toEqual({ ...noDeliveries, sent: 1 });
  });

  test('an operator sends an unknown one again, under the same mail id', async () => {
    await using opened = await openListed(open, ['ada']);
    const { deliveries, clock } = opened;
    const mine = first(await opened.claim());
    await deliveries.beginData(asking(mine));
    await deliveries.settle(ending(mine, { state: 'unknown', reason: 'ETIMEDOUT' }));
    expect(await deliveries.finish(issueId, clock())).toBe(true);
    const change = { from: 'unknown', to: 'queued', reason: '', now: clock() } as const;
    expect(await deliveries.reopen(issueId, change)).toBe(1);
    expect(await opened.claim()).toEqual([]);
    await deliveries.setState(issueId, { state: 'sending', note: null });
    expect(first(await opened.claim()).mailId).toBe(mine.mailId);
  });

  describe('right before the first byte', () => {
    test.each([
      ['left', 'left'],
      ['paused until another day', 'paused'],
      ['was suppressed', 'suppressed'],
      ['was erased', 'lost'],
    ])('who %s gets nothing', async (what, outcome) => {
      await using opened = await openListed(open, ['ada']);
      const { store, deliveries } = opened;
      const mine = first(await opened.claim());
      await happensToAda(store, what);
      const answer = await deliveries.beginData(asking(mine));
      if (outcome === 'lost') expect(answer).toEqual({ kind: 'lost' });
      else expect(answer).toEqual({ kind: 'withdrawn', reason: outcome });
      expect(await deliveries.counts(issueId)).toEqual({ ...noDeliveries, excluded: 1 });
    });

    test('who moved to another address is taken up again, and mailed there', async () => {
      await using opened = await openListed(open, ['ada']);
      const { deliveries } = opened;
      const mine = first(await opened.claim());
      const elsewhere = { ...asking(mine), mailbox: 'old@example.org' };
      expect(await deliveries.beginData(elsewhere)).toEqual({ kind: 'withdrawn', reason: 'moved' });
      expect(await deliveries.counts(issueId)).toEqual({ ...noDeliveries, queued: 1 });
    });

    test('nothing more of an issue goes once it is stopped', async () => {
      await using opened = await openListed(open, ['ada', 'bob']);
      const { deliveries } = opened;
      const mine = first(await opened.claim('one', 1));
      await deliveries.setState(issueId, { state: 'stopped', note: 'by hand' });
      expect(await deliveries.beginData(asking(mine))).toEqual({ kind: 'lost' });
      expect(await opened.claim()).toEqual([]);
    });
  });

  test('numbers add up when people are erased: they count without a name', async () => {
    await using opened = await openListed(open);
    const { store, deliveries, clock } = opened;
    const mine = first(await opened.claim('one', 1));
    await deliveries.beginData(asking(mine));
    await deliveries.settle(ending(mine));
    for (const name of names) {
      const context = { store, timeZone: 'Europe/Amsterdam', serverKey, random: randomBytes };
      await erase(`person-${name}`, { ...context, now: clock() });
    }
    const counts = await deliveries.counts(issueId);
    expect(counts).toEqual({ ...noDeliveries, sent: 1, excluded: 2 });
    expect(isConserved(3, counts)).toBe(true);
    expect(await deliveries.listOutcomes(issueId, { after: null, max: 9 })).toEqual([]);
    expect(await deliveries.finish(issueId, clock())).toBe(true);
  });

  test('deliveries of long ago become numbers, and the issue stays finished', async () => {
    await using opened = await openListed(open);
    const { store, deliveries } = opened;
    expect(await store.oldDeliveries.count(now)).toBe(0);
    const later = new Date(now.getTime() + 1);
    expect(await store.oldDeliveries.count(later)).toBe(3);
    expect(await store.oldDeliveries.fold(later)).toBe(3);
    expect(await deliveries.counts(issueId)).toEqual({ ...noDeliveries, excluded: 3 });
    expect(await deliveries.listOutcomes(issueId, { after: null, max: 9 })).toEqual([]);
  });

  test('more taken mails than recipients stop the issue', async () => {
    await using opened = await openListed(open, ['ada']);
    const { deliveries } = opened;
    const mine = first(await opened.claim());
    await deliveries.beginData(asking(mine));
    await deliveries.settle(ending(mine));
    await deliveries.settle(ending({ ...mine, epoch: mine.epoch + 1 }));
    const issue = await deliveries.findIssue(issueId);
    expect(issue).toMatchObject({ state: 'stopped', accepted: 2 });
    expect(issue?.note).toContain('more mails than there are recipients');
  });

  test('a finished issue is noted once, without a name', async () => {
    await using opened = await openListed(open, ['ada']);
    const { deliveries, clock } = opened;
    expect(await deliveries.finish(issueId, clock())).toBe(false);
    const mine = first(await opened.claim());
    await deliveries.beginData(asking(mine));
    await deliveries.settle(ending(mine));
    await Promise.all([deliveries.finish(issueId, clock()), deliveries.finish(issueId, clock())]);
    expect(await deliveries.findIssue(issueId)).toMatchObject({ state: 'finished' });
    const had = await deliveries.listHad(['person-ada', 'person-bob']);
    const sets = { articles: new Set(['nl/ketting']), letters: new Set([issueId]) };
    expect([...had]).toEqual([['person-ada', { ...sets, digestAt: null }]]);
    expect([...(await deliveries.findReached(issueId, ['person-ada', 'person-bob']))]).toEqual([
      ['person-ada', 'words'],
    ]);
    expect(await deliveries.listContents(issueId)).toEqual(['words']);
  });

  test('a domain that asks for less gets half, after a minute of rest, and more with every quiet one', async () => {
    await using opened = await openListed(open);
    const { deliveries, clock } = opened;
    const { rateKeyOf } = deliveryKeys(clock);
    const key = rateKeyOf('example.org');
    await deliveries.slowDown({ key, observedPerMinute: 4, now: clock() });
    expect(await opened.claim()).toEqual([]);
    expect((await deliveries.nextDue(issueId))?.getTime()).toBeGreaterThanOrEqual(
      clock().getTime() + minute,
    );
    clock.pass(minute);
    expect(await opened.claim()).toHaveLength(1);
    clock.pass(2 * minute);
    expect(await opened.claim('other')).not.toHaveLength(0);
  });

  test('a limit of its own holds a transport back', async () => {
    await using opened = await openListed(open);
    const { deliveries, clock } = opened;
    const limited = () =>
      deliveries.claim({
        ...{ issueId, owner: 'one', now: clock(), max: 10 },
        ...{ transport: 'transport:mail.example', maxPerMinute: 60 },
      });
    expect(await limited()).toHaveLength(1);
    expect(await limited()).toHaveLength(0);
    clock.pass(1000);
    expect(await limited()).toHaveLength(1);
  });

  test('the store has one epoch, which stays', async () => {
    await using opened = await open();
    const deliveries = opened.store.deliveries(deliveryKeys(() => now));
    const epoch = await deliveries.epoch();
    expect(epoch.restored).toBeNull();
    expect(await deliveries.epoch()).toEqual(epoch);
  });
}
