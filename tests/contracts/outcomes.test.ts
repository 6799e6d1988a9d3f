import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { erase } from '#audience/erasure.ts';
import { hashAddress } from '#audience/tokens.ts';
import type { Incoming } from '#newsletter/bounces/incoming-mail.ts';
import { reportMemoryMs, takeIncoming } from '#newsletter/bounces/take-in.ts';
import type { DeliveryStore } from '#newsletter/delivery-store.ts';
import { refusalAlert } from '#server/bounces/refusal-alert.ts';

import { aHub, clockAt, serverKey, type TestClock } from '../support/audience.ts';
import { addReaders, deliveryKeys, issueId, listIssue } from '../support/deliveries.ts';
import { engines } from '../support/open-stores.ts';
import { mailTo } from '../support/returned-mail.ts';
import { listAnother, sendAll, sendAnother } from '../support/sent-issues.ts';
import { now, type OpenStore } from '../support/store-rows.ts';

const day = 24 * 60 * 60 * 1000;

interface Opened extends AsyncDisposable {
  readonly store: AudienceStore;
  readonly deliveries: DeliveryStore;
  readonly clock: TestClock;
  take(incoming: Incoming, mail?: string): ReturnType<typeof takeIncoming>;
  /** The events of people, without time and id. */
  events(): Promise<{ type: string; pid: string | null; detail: unknown }[]>;
  suppression(name: string): Promise<string | null>;
}

/** A hub that sent an issue to ada and bob. */
async function openSent(open: OpenStore): Promise<Opened> {
  const { store, ...opened } = await open();
  const clock = clockAt(now.toISOString());
  const deliveries = store.deliveries(deliveryKeys(clock));
  await addReaders(store, ['ada', 'bob']);
  await listIssue(deliveries, ['ada', 'bob']);
  await sendAll(deliveries, { issue: issueId, clock });
  const alert = refusalAlert({ hub: aHub(), serverKey, random: randomBytes, clock });
  return {
    store,
    deliveries,
    clock,
    take: (incoming, mail = 'mail-1') =>
      takeIncoming(incoming, {
        ...{ store, serverKey, random: randomBytes, alert, mail },
        now: clock(),
      }),
    async events() {
      const histories = await store.read((rows) => rows.listHistories({ after: null, max: 10 }));
      return histories
        .flatMap(({ events }) => events)
        .map(({ type, pid, detail }) => ({ type, pid, detail }));
    },
    async suppression(name) {
      const hash = hashAddress(serverKey, `${name}@example.org`);
      const found = await store.read((rows) => rows.findSuppression(hash));
      return found?.reason ?? null;
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

type Bounce = Extract<Incoming, { kind: 'bounce' }>;

const bounce = (name: string, changes: Partial<Bounce> = {}): Bounce => ({
  kind: 'bounce',
  mailIds: [mailTo(name)],
  isAddressed: true,
  judgement: 'hard',
  status: '5.1.1',
  stopsIssue: false,
  ...changes,
});

const full = (issue: string): Partial<Bounce> => ({
  mailIds: [mailTo('ada', issue)],
  judgement: 'soft',
  status: '5.2.2',
});

describe.each(engines)('outcomes on %s', (_engine, open) => {
  test('a mailbox that is no more is never mailed again, and leaves the base once', async () => {
    await using hub = await openSent(open);
    expect(await hub.take(bounce('ada'))).toBe('suppressed');
    expect(await hub.take(bounce('ada'))).toBe('nothing');
    expect(await hub.suppression('ada')).toBe('bounce');
    expect(await hub.suppression('bob')).toBeNull();
    expect(await hub.events()).toEqual([{ type: 'sub.bounced', pid: 'person-ada' }]);
  });

  test('what came back stands beside what was sent, never instead of it', async () => {
    await using hub = await openSent(open);
    await hub.take(bounce('ada'));
    await hub.take({ kind: 'complaint', mailIds: [mailTo('bob')], isAddressed: true });
    expect(await hub.deliveries.counts(issueId)).toMatchObject({ sent: 2, failed: 0 });
    const counts = await hub.store.read((rows) => rows.countOutcomes(issueId));
    expect(counts).toEqual({ bounced: 1, complained: 1 });
  });

  test('a complaint counts at once', async () => {
    await using hub = await openSent(open);
    const complaint = { kind: 'complaint', mailIds: [mailTo('bob')], isAddressed: true } as const;
    expect(await hub.take(complaint)).toBe('suppressed');
    expect(await hub.take(complaint)).toBe('nothing');
    expect(await hub.suppression('bob')).toBe('complaint');
    expect(await hub.events()).toEqual([{ type: 'sub.complained', pid: 'person-bob' }]);
  });

  test('a full mailbox is given up after three issues over two weeks', async () => {
    await using hub = await openSent(open);
    expect(await hub.take(bounce('ada', full(issueId)))).toBe('counted');
    expect(await hub.take(bounce('ada', full(issueId)))).toBe('nothing');
    for (const [issue, effect] of [
      ['nl/second', 'counted'],
      ['nl/third', 'suppressed'],
    ] as const) {
      hub.clock.pass(7 * day);
      await sendAnother(issue, hub);
      expect(await hub.suppression('ada')).toBeNull();
      expect(await hub.take(bounce('ada', full(issue)))).toBe(effect);
    }
    expect(await hub.suppression('ada')).toBe('bounce');
    expect(await hub.events()).toEqual([{ type: 'sub.bounced', pid: 'person-ada' }]);
  });

  test('an issue that arrived begins the count anew', async () => {
    await using hub = await openSent(open);
    await hub.take(bounce('ada', full(issueId)));
    for (const [issue, bounces] of [
      ['nl/second', true],
      ['nl/arrived', false],
      ['nl/fourth', true],
    ] as const) {
      hub.clock.pass(7 * day);
      await sendAnother(issue, hub);
      if (bounces) expect(await hub.take(bounce('ada', full(issue)))).toBe('counted');
    }
    expect(await hub.suppression('ada')).toBeNull();
  });

  test('a soft bounce of a mailbox that turns out to be gone becomes a hard one, never the other way', async () => {
    await using hub = await openSent(open);
    expect(await hub.take(bounce('ada', full(issueId)))).toBe('counted');
    expect(await hub.take(bounce('ada'))).toBe('suppressed');
    expect(await hub.take(bounce('ada', full(issueId)))).toBe('nothing');
    expect(await hub.store.read((rows) => rows.countOutcomes(issueId))).toMatchObject({
      bounced: 1,
    });
  });

  test('policy blames nobody: the brand is told once a day', async () => {
    await using hub = await openSent(open);
    const policy = { judgement: 'ours', status: '5.7.1' } as const;
    expect(await hub.take(bounce('ada', policy))).toBe('alerted');
    expect(await hub.take(bounce('bob', policy))).toBe('alerted');
    expect(await hub.suppression('ada')).toBeNull();
    expect(await hub.events()).toEqual([]);
    const leaseUntil = new Date(hub.clock().getTime() + day);
    const mails = await hub.store.outbox.claim({
      ...{ owner: 'test', now: hub.clock(), leaseUntil, max: 10 },
    });
    expect(mails).toMatchObject([
      { kind: 'alert', payload: { reason: 'refused', code: '5.7.1', language: 'nl' } },
    ]);
    expect(await hub.deliveries.findIssue(issueId)).toMatchObject({ state: 'sending' });
  });

  test('5.7.515 stops the issue', async () => {
    await using hub = await openSent(open);
    const unwelcome = { judgement: 'ours', status: '5.7.515', stopsIssue: true } as const;
    expect(await hub.take(bounce('ada', unwelcome))).toBe('alerted');
    expect(await hub.deliveries.findIssue(issueId)).toMatchObject({
      state: 'stopped',
      note: 'refused as unwelcome (5.7.515)',
    });
    expect(await hub.suppression('ada')).toBeNull();
  });

  test('what a server says at once takes the same path', async () => {
    await using hub = await openSent(open);
    hub.clock.pass(day);
    const { deliveries, clock } = hub;
    await listAnother('nl/next', hub);
    const claimed = await deliveries.claim({
      ...{ issueId: 'nl/next', owner: 'one', now: clock(), max: 10 },
      ...{ transport: 'transport:mail.example', maxPerMinute: null },
    });
    for (const { subscriber: _person, ...lease } of claimed) {
      const isAda = lease.subscriberId === 'person-ada';
      const said = isAda
        ? ({ judgement: 'hard', status: '5.1.1' } as const)
        : ({ judgement: 'soft', status: '5.2.2' } as const);
      await deliveries.settle({
        ...{ ...lease, state: 'failed', reason: '550', dueAt: null, isTry: true },
        bounce: { ...said, stopsIssue: false, source: 'smtp' },
      });
    }
    expect(await hub.suppression('ada')).toBe('bounce');
    expect(await hub.suppression('bob')).toBeNull();
    const mailed = await hub.store.read((rows) => rows.listMailed('person-bob'));
    expect(mailed.map(({ isSent, judgement }) => [isSent, judgement])).toEqual([
      [false, 'soft'],
      [true, null],
    ]);
  });

  test('who is mailed at another address since then is not to blame for the old one', async () => {
    await using hub = await openSent(open);
    hub.clock.pass(day);
    await hub.store.write((rows) =>
      rows.addConsent({
        kind: 'changed',
        id: 'changed-1',
        subscriberId: 'person-ada',
        addressHash: hashAddress(serverKey, 'ada@example.org'),
        at: hub.clock(),
        askedId: 'consent-ada',
        detail: { address: 'changed' },
      }),
    );
    expect(await hub.take(bounce('ada'))).toBe('counted');
    expect(await hub.suppression('ada')).toBeNull();
    expect(await hub.events()).toEqual([]);
  });

  test('an answer to an issue is noted once, by a reference that says nothing', async () => {
    await using hub = await openSent(open);
    const reply: Incoming = { kind: 'reply', mailIds: [mailTo('bob')] };
    expect(await hub.take(reply, '<secret-words@example.org>')).toBe('reply');
    expect(await hub.take(reply, '<secret-words@example.org>')).toBe('nothing');
    expect(await hub.take(reply, '<another@example.org>')).toBe('reply');
    const events = await hub.events();
    expect(events).toHaveLength(2);
    expect(events[0]).toEqual({
      type: 'reply.in',
      pid: 'person-bob',
      detail: { issue: issueId, thread: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown },
    });
    expect(JSON.stringify(events)).not.toContain('secret-words');
    hub.clock.pass(reportMemoryMs);
    expect(await hub.store.write((rows) => rows.purgeReports(hub.clock()))).toBe(2);
  });

  test('a report about no mail of this hub changes nothing', async () => {
    await using hub = await openSent(open);
    const foreign = [mailTo('eve'), mailTo('ada', 'nl/never-sent')];
    expect(await hub.take(bounce('ada', { mailIds: foreign }))).toBe('unrelated');
    expect(await hub.take({ kind: 'reply', mailIds: foreign })).toBe('unrelated');
    expect(await hub.take({ kind: 'nothing' })).toBe('unrelated');
    expect(await hub.events()).toEqual([]);
  });

  test('erasing a person leaves the numbers and nothing of the person', async () => {
    await using hub = await openSent(open);
    await hub.take(bounce('ada', full(issueId)));
    const { store, clock } = hub;
    const context = { store, serverKey, random: randomBytes, timeZone: 'Europe/Amsterdam' };
    await erase('person-ada', { ...context, now: clock() });
    expect(await store.read((rows) => rows.countOutcomes(issueId))).toEqual({
      bounced: 1,
      complained: 0,
    });
    expect(await store.read((rows) => rows.listMailed('person-ada'))).toEqual([]);
    expect(await hub.take(bounce('ada'))).toBe('unrelated');
  });
});
