import fc from 'fast-check';
import { expect, test } from 'vitest';

import { folderMailer } from '#adapters/mail/folder-mailer.ts';
import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { activeOn, readTotals } from '#audience/base-curve.ts';
import type { AudienceEvent } from '#audience/events.ts';
import { forgetFollowedLinks } from '#audience/measurement.ts';
import { eventsKeptFrom } from '#audience/retention.ts';
import { type House, keepHouse } from '#server/housekeeping.ts';

import { day, makeFolder, memoryMailer } from '../support/audience.ts';
import { histories, timeZone } from '../support/histories.ts';
import {
  after,
  aQueuedMail,
  aSubscriber,
  aToken,
  now,
  type OpenStore,
} from '../support/store-rows.ts';

/** What housekeeping must do on every store. */
export function housekeepingContract(open: OpenStore): void {
  test('folds what people did long ago, and no figure changes', async () => {
    await using opened = await open();
    const { store } = opened;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(300), async (people, days) => {
        const at = new Date(Date.parse('2028-01-01T12:00:00Z') + days * day);
        await store.write(async (rows) => {
          for (const { isTest, events } of people) {
            const name = `p${(count += 1)}`;
            await rows.addSubscriber(aSubscriber(name, { isTest, state: 'confirmed' }));
            for (const event of events) await rows.addEvent(ownEvent(event, name));
          }
        });
        const before = await totalsIn(store);
        await keepHouse(aHouse(store, { now: at }));
        expect(await totalsIn(store)).toEqual(before);
        expect(await store.read((rows) => rows.countEventsBefore(eventsKeptFrom(at)))).toBe(0);
      }),
      { numRuns: 5 },
    );
  });

  test('counts each event once, though several processes keep house and somebody reads', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write(async (rows) => {
      for (let n = 0; n < 120; n += 1) {
        await rows.addSubscriber(aSubscriber(`p${n}`, { state: 'confirmed' }));
        await rows.addEvent(anEvent(`p${n}`));
      }
    });
    const later = after(740 * day);
    const work = Array.from({ length: 3 }, () => keepHouse(aHouse(store, { now: later })));
    const { daily } = await store.read((rows) => readTotals(rows, timeZone));
    expect(activeOn(daily, '2026-11-30')).toBe(120);
    const events = (await Promise.all(work)).map((done) => done.events);
    expect(events.reduce((sum, n) => sum + n, 0)).toBe(120);
    const totals = await store.read((rows) => rows.listTotals());
    expect(activeOn(totals.daily, '2026-11-30')).toBe(120);
  });

  test('a rehearsal says what would go and leaves all of it', async () => {
    await using opened = await open();
    const { store } = opened;
    await using folder = await makeFolder();
    const mailer = folderMailer(folder.path);
    await store.write(async (rows) => {
      await rows.addSubscriber(aSubscriber('ada', { requestedAt: now }));
      await rows.addToken(aToken('t'));
      await rows.addEvent(anEvent('ada'));
      await rows.queueMail(aQueuedMail('019aa1b2-0000-7000-8000-000000000001'));
      await rows.addSuppression(endingSoon);
    });
    const house = aHouse(store, { now: after(800 * day), mailer });
    const done = {
      requests: 2,
      questions: 0,
      limits: 0,
      reports: 0,
      links: 1,
      mails: 1,
      suppressions: 1,
      notices: 0,
      events: 1,
    };
    expect(await keepHouse(house, { isRehearsal: true })).toEqual({
      ...done,
      mailFiles: 0,
      deliveries: 0,
    });
    expect(await keepHouse(house, { isRehearsal: true })).toEqual({
      ...done,
      mailFiles: 0,
      deliveries: 0,
    });
    expect(await store.read((rows) => rows.findSubscriberById('person-ada'))).not.toBeNull();

    expect(await keepHouse(house)).toEqual({ ...done, mailFiles: 0, deliveries: 0 });
    const nothing = {
      requests: 0,
      questions: 0,
      limits: 0,
      reports: 0,
      links: 0,
      mails: 0,
      suppressions: 0,
      notices: 0,
      events: 0,
    };
    expect(await keepHouse(house)).toEqual({ ...nothing, mailFiles: 0, deliveries: 0 });
    expect(await store.read((rows) => rows.findSubscriberById('person-ada'))).toBeNull();
  });

  test('of a request that nobody confirmed only a count is left, which is what it was', async () => {
    await using opened = await open();
    const { store } = opened;
    const requested = (name: string, at = now): AudienceEvent => ({
      ...anEvent(name),
      ...{ id: `asked-${name}`, at, type: 'sub.requested' },
    });
    await store.write(async (rows) => {
      await rows.addSubscriber(aSubscriber('ada'));
      await rows.addSubscriber(aSubscriber('bob', { state: 'confirmed' }));
      await rows.addSubscriber(aSubscriber('eve', { requestedAt: after(6 * day) }));
      await rows.addEvent(requested('ada'));
      await rows.addEvent(requested('bob'));
      await rows.addEvent(requested('eve', after(6 * day)));
    });
    const before = await totalsIn(store);
    expect(await keepHouse(aHouse(store, { now: after(8 * day) }))).toMatchObject({ events: 1 });
    expect(await keepHouse(aHouse(store, { now: after(8 * day) }))).toMatchObject({ events: 0 });
    const typesOf = async (name: string) => {
      const { events } = await store.read((rows) => rows.findHistory(`person-${name}`));
      return events.map(({ type }) => type);
    };
    expect(await typesOf('ada')).toEqual([]);
    expect(await typesOf('bob')).toEqual(['sub.requested']);
    expect(await typesOf('eve')).toEqual(['sub.requested']);
    expect(await totalsIn(store)).toEqual(before);
  });

  test('forgets what another system did not take in a week', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.notices.enable(true);
    await store.write((rows) => rows.addEvent(anEvent('ada')));
    expect(await keepHouse(aHouse(store, { now: after(7 * day) }))).toMatchObject({ notices: 0 });
    expect(await keepHouse(aHouse(store, { now: after(7 * day + 1) }))).toMatchObject({
      notices: 1,
    });
  });

  test('ends suppressions in their time, and of those above an erasure only that', async () => {
    await using opened = await open();
    const { store } = opened;
    const suppressionAt = async (at: Date) => {
      await keepHouse(aHouse(store, { now: at }));
      return store.read(async (rows) => [
        (await rows.findSuppression('hash-ada'))?.reason,
        (await rows.findSuppression('hash-eve'))?.reason,
        (await rows.findSuppression('hash-bob'))?.reason,
      ]);
    };
    await store.write(async (rows) => {
      await rows.addSuppression(endingSoon);
      await rows.addSuppression({
        ...endingSoon,
        addressHash: 'hash-eve',
        reason: 'erasure',
        until: null,
      });
      await rows.addSuppression({ ...endingSoon, addressHash: 'hash-eve' });
      const lasting = { ...endingSoon, until: null, reason: 'bounce' as const };
      await rows.addSuppression({ ...lasting, addressHash: 'hash-bob' });
    });
    expect(await suppressionAt(after(day - 1))).toEqual(['manual', 'manual', 'bounce']);
    expect(await suppressionAt(after(day))).toEqual([undefined, 'erasure', 'bounce']);
    expect(await suppressionAt(after(9000 * day))).toEqual([undefined, 'erasure', 'bounce']);
  });

  test('removes written mails that are old, or whose person was erased meanwhile, and no others', async () => {
    await using opened = await open();
    const { store } = opened;
    await using folder = await makeFolder();
    const mailer = folderMailer(folder.path);
    const idOf = (n: number) => `019aa1b2-0000-7000-8000-00000000000${n}`;
    const write = async (n: number, createdAt: Date) => {
      const from = { name: 'Radijs', address: 'werkbank@hub.example' };
      const words = { subject: 'Hallo', text: 'Dag', html: null, replyTo: null };
      const links = { link: 'http://localhost/', unsubscribeUrl: null };
      const mail = { ...words, ...links, from, kind: 'confirm', language: 'nl' } as const;
      await mailer.send({ ...mail, id: idOf(n), createdAt, to: 'ada@example.org' });
    };
    await store.write(async (rows) => {
      await rows.queueMail(aQueuedMail(idOf(1)));
      await rows.queueMail(aQueuedMail(idOf(2), after(6 * day)));
    });
    await write(1, now);
    await write(2, after(6 * day));
    await write(3, after(6 * day));
    const house = aHouse(store, { now: after(8 * day), mailer });
    expect(await keepHouse(house, { isRehearsal: true })).toMatchObject({ mailFiles: 2 });
    expect(await mailer.listKept()).toHaveLength(3);
    expect(await keepHouse(house)).toMatchObject({ mailFiles: 2 });
    expect((await mailer.listKept()).map(({ mailId }) => mailId)).toEqual([idOf(2)]);
  });

  test('who withdraws consent to measurement followed no link that is known, and the day’s count stays', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write(async (rows) => {
      await rows.addSubscriber(aSubscriber());
      await rows.addEvent(anEvent('ada'));
      await rows.addEvent({ ...anEvent('ada'), id: 'followed', type: 'link.followed' });
    });
    const before = await totalsIn(store);
    await store.write((rows) => forgetFollowedLinks('person-ada', { rows, timeZone }));
    await store.write((rows) => forgetFollowedLinks('person-ada', { rows, timeZone }));
    const { events } = await store.read((rows) => rows.findHistory('person-ada'));
    expect(events.map(({ type }) => type)).toEqual(['sub.confirmed']);
    expect(await totalsIn(store)).toEqual(before);
  });
}

const endingSoon = {
  addressHash: 'hash-ada',
  reason: 'manual',
  since: now,
  until: after(day),
  source: 'not-me',
} as const;

function aHouse(store: AudienceStore, changes: Partial<House>): House {
  const { mailer } = memoryMailer();
  return { store, mailer, hub: { timeZone }, now, ...changes };
}

function anEvent(name: string): AudienceEvent {
  const source = { channel: 'web' } as const;
  return { id: `event-${name}`, at: now, type: 'sub.confirmed', pid: `person-${name}`, source };
}

function ownEvent(event: AudienceEvent, name: string): AudienceEvent {
  return { ...event, id: `${name}-${event.id}`, pid: `person-${name}` };
}

/** All figures as if everything were folded, to be compared. */
async function totalsIn(store: AudienceStore): Promise<string[]> {
  const { daily, cohorts } = await store.read((rows) => readTotals(rows, timeZone));
  const counting = cohorts.filter(({ joined, lost }) => joined !== 0 || lost !== 0);
  return [...daily, ...counting].map((row) => JSON.stringify(row)).toSorted();
}
