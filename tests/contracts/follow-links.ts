import { expect, test } from 'vitest';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import type { Subscription } from '#audience/subscription.ts';
import { followLink, scannerMs } from '#newsletter/follow-link.ts';
import { followToken } from '#newsletter/follow-token.ts';
import { mailIdOf } from '#newsletter/mail-id.ts';

import { aHub, clockAt, day, serverKey } from '../support/audience.ts';
import { aReader, deliveryKeys, issueId, listIssue } from '../support/deliveries.ts';
import { sendAll } from '../support/sent-issues.ts';
import { now, type OpenStore } from '../support/store-rows.ts';

const tokenOf = (name: string) =>
  followToken(serverKey, mailIdOf(serverKey, { issueId, subscriberId: `person-${name}` }));

/** Sends the issue of these tests to people, by what is special about each. */
async function mailTo(
  store: AudienceStore,
  people: Readonly<Record<string, Partial<Subscription>>>,
) {
  await store.write(async (rows) => {
    for (const [name, changes] of Object.entries(people)) {
      const reader = aReader(name);
      const subscription = { ...reader.subscription, measure: true, ...changes };
      await rows.addSubscriber({ ...reader, subscription });
    }
  });
  const deliveries = store.deliveries(deliveryKeys(() => now));
  await listIssue(deliveries, Object.keys(people));
  return () => sendAll(deliveries, { issue: issueId, clock: clockAt(now.toISOString()) });
}

const follow = (
  store: AudienceStore,
  { by, page = '/artikelen/ketting/', afterMs = scannerMs }: Follow,
) =>
  followLink(
    { token: tokenOf(by), page },
    { store, serverKey, hub: aHub(), now: new Date(now.getTime() + afterMs) },
  );

interface Follow {
  readonly by: string;
  readonly page?: string;
  readonly afterMs?: number;
}

const followed = async (store: AudienceStore, name: string) =>
  (await store.read((rows) => rows.findHistory(`person-${name}`))).events
    .filter(({ type }) => type === 'link.followed')
    .map(({ source }) => source);

/** What every store must do with links that are followed. */
export function followLinksContract(open: OpenStore): void {
  test('who agreed to measurement leaves a trace: which article of which letter', async () => {
    await using opened = await open();
    const { store } = opened;
    await (
      await mailTo(store, { ada: {} })
    )();
    expect(await follow(store, { by: 'ada' })).toBe('noted');
    expect(await followed(store, 'ada')).toEqual([
      { channel: 'newsletter', content: '2026-11-18', article: 'nl/ketting' },
    ]);
  });

  test('a page counts once a day, and what the letter did not bring has no name', async () => {
    await using opened = await open();
    const { store } = opened;
    await (
      await mailTo(store, { ada: {} })
    )();
    for (const page of ['/artikelen/ketting/', '/artikelen/ketting', '/artikelen/band/', '/x/']) {
      await follow(store, { by: 'ada', page });
    }
    expect((await followed(store, 'ada')).map((source) => source?.article)).toEqual(
      expect.arrayContaining(['nl/ketting', undefined]),
    );
    expect(await followed(store, 'ada')).toHaveLength(2);
    await follow(store, { by: 'ada', afterMs: day });
    expect(await followed(store, 'ada')).toHaveLength(3);
  });

  test('who did not agree, agrees no more or left leaves none', async () => {
    await using opened = await open();
    const { store } = opened;
    const changes = { bob: { measure: false }, cas: { state: 'unsubscribed' } } as const;
    await (
      await mailTo(store, changes)
    )();
    for (const by of ['bob', 'cas', 'dirk']) expect(await follow(store, { by })).toBe('not-noted');
    for (const name of ['bob', 'cas']) expect(await followed(store, name)).toEqual([]);
  });

  test('nothing counts before the mail was taken, nor while a scanner may look at it', async () => {
    await using opened = await open();
    const { store } = opened;
    const send = await mailTo(store, { ada: {} });
    expect(await follow(store, { by: 'ada' })).toBe('not-noted');
    await send();
    expect(await follow(store, { by: 'ada', afterMs: scannerMs - 1 })).toBe('not-noted');
    expect(await follow(store, { by: 'ada', afterMs: scannerMs })).toBe('noted');
  });
}
