import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { erase } from '#audience/erasure.ts';
import type { AudienceEvent } from '#audience/events.ts';
import { fold, type Relationship } from '#audience/folding.ts';
import type { QueuedMail } from '#audience/outbox.ts';
import { hashAddress } from '#audience/tokens.ts';

import { day, serverKey } from '../support/audience.ts';
import { aThread } from '../support/questions.ts';
import {
  aConsent,
  after,
  aQueuedMail,
  aSubscriber,
  aToken,
  now,
  type OpenStore,
} from '../support/store-rows.ts';

const timeZone = 'Europe/Amsterdam';

/** What every store of people's histories must do, whatever it keeps its rows in. */
export function historyStoreContract(open: OpenStore): void {
  test('gives the history of each person, in pages by id, with what was folded before', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.write(async (rows) => {
      await rows.addSubscriber(aSubscriber('ada'));
      await rows.addSubscriber(aSubscriber('eve', { isTest: true }));
      await rows.addEvent(anEvent('1', { pid: 'person-ada' }));
      await rows.addEvent(anEvent('2', { pid: 'person-eve', type: 'sub.left' }));
      await rows.addEvent(anEvent('3', { pid: null, type: 'sub.repeated' }));
      await rows.saveRelationship('person-ada', aRelationship);
      await rows.saveRelationship('person-gone', aRelationship);
    });
    const page = (at: string | null, max: number) =>
      store.read((rows) => rows.listHistories({ after: at, max }));
    const ofAda = {
      pid: 'person-ada',
      relationship: aRelationship,
      events: [anEvent('1', { pid: 'person-ada' })],
      isTest: false,
    };
    expect(await page(null, 1)).toStrictEqual([ofAda]);
    expect(await page('person-ada', 5)).toMatchObject([{ pid: 'person-eve', isTest: true }]);
    expect(await page('person-eve', 5)).toEqual([]);
    expect(await store.read((rows) => rows.findHistory('person-ada'))).toStrictEqual(ofAda);
  });

  test('adds up totals, also of the same day and kind', async () => {
    await using opened = await open();
    const { store } = opened;
    const events = [anEvent('1', { pid: 'person-ada' })];
    const { totals } = fold(
      { pid: 'person-ada', relationship: null, events, isTest: false },
      { timeZone },
    );
    await store.write((rows) => rows.addTotals(totals));
    await store.write((rows) => rows.addTotals(totals));
    await store.write((rows) => rows.addTotals({ daily: [], cohorts: [] }));
    const kept = await store.read((rows) => rows.listTotals());
    expect(kept.daily.map(({ kind, n }) => [kind, n]).toSorted()).toEqual([
      ['base.joined', 2],
      ['sub.confirmed', 2],
    ]);
    expect(kept.cohorts).toEqual([
      { campaign: 'lente', joinedOn: '2026-11-22', age: 0, joined: 2, lost: 0 },
    ]);
  });

  test('erases a person from every table, and nobody else', async () => {
    await using opened = await open();
    const { store } = opened;
    await add(store, 'ada');
    await add(store, 'eve');
    await store.write(async (rows) => {
      const { subscription } = aSubscriber('eve');
      await rows.saveSubscription({ ...subscription, referredBy: 'person-ada' });
    });

    const context = { store, timeZone, serverKey, random: randomBytes, now: after(day) };
    expect(await erase('person-ada', context)).toMatchObject({ kind: 'erased' });
    expect(await erase('person-ada', context)).toEqual({ kind: 'unknown' });

    await store.read(async (rows) => {
      expect(await rows.findSubscriberById('person-ada')).toBeNull();
      expect(await rows.findToken('token-of-ada', 'confirm')).toBeNull();
      expect(await rows.findThread('thread-ada')).toBeNull();
      expect(await rows.listMails(hashOf('ada'), now)).toEqual([]);
      expect((await rows.findHistory('person-ada')).events).toEqual([]);

      const eve = await rows.findSubscriberById('person-eve');
      expect(eve?.subscription.referredBy).toBeNull();
      expect(await rows.findToken('token-of-eve', 'confirm')).not.toBeNull();
      expect(await rows.findThread('thread-eve')).not.toBeNull();
      expect(await rows.listMails(hashOf('eve'), now)).toHaveLength(1);
      expect((await rows.findHistory('person-eve')).events).toHaveLength(1);
    });
  });

  test('keeps the harder suppression of an address that is erased', async () => {
    await using opened = await open();
    const { store } = opened;
    await add(store, 'ada');
    const addressHash = hashOf('ada');
    const complaint = { addressHash, since: now, until: null, source: 'feedback-loop' } as const;
    await store.write((rows) => rows.addSuppression({ ...complaint, reason: 'complaint' }));
    const context = { store, timeZone, serverKey, random: randomBytes, now: after(day) };
    await erase('person-ada', context);
    const kept = await store.read((rows) => rows.findSuppression(addressHash));
    expect(kept?.reason).toBe('complaint');
  });
}

const aRelationship: Relationship = {
  joinedOn: '2024-02-29',
  isImport: true,
  channel: 'import',
  platform: '',
  campaign: '',
  isActive: false,
  leftOn: '2024-05-01',
};

function anEvent(id: string, changes: Partial<AudienceEvent> = {}): AudienceEvent {
  return {
    id,
    at: now,
    type: 'sub.confirmed',
    pid: null,
    source: { channel: 'web', campaign: 'lente' },
    ...changes,
  };
}

function hashOf(name: string): string {
  return hashAddress(serverKey, `${name}@example.org`);
}

/** A person with something in every table. */
async function add(store: AudienceStore, name: string): Promise<void> {
  const addressHash = hashOf(name);
  await store.write(async (rows) => {
    await rows.addSubscriber(aSubscriber(name));
    await rows.addConsent(aConsent(name, { addressHash }));
    await rows.addToken(aToken(`token-of-${name}`, { subscriptionId: `subscription-${name}` }));
    await rows.addThread(aThread(name, { question: { addressHash } }));
    const mail = aQueuedMail(`mail-${name}`);
    const payload = { ...mail.payload, subscriptionId: `subscription-${name}` };
    await rows.queueMail({ ...mail, addressHash, payload } as QueuedMail);
    await rows.addEvent(anEvent(`event-${name}`, { pid: `person-${name}` }));
  });
}
