import { expect, test } from 'vitest';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { compose } from '#audience/compose.ts';
import { runTriggers } from '#audience/lifecycle/run-triggers.ts';

import { aHub, hour } from '../support/audience.ts';
import { daysAgo, lifecycleOn, type LivedSilence, liveSilently } from '../support/silences.ts';
import { now, type OpenStore } from '../support/store-rows.ts';
import { aTrigger } from '../support/triggers.ts';

const joined = (days: number) => [{ type: 'sub.confirmed', days }] as const;

/** Runs the triggers, `days` after now. */
const run = (store: AudienceStore, trigger = aTrigger(), days = 0) =>
  runTriggers({ ...lifecycleOn(store, days), hub: { ...aHub(), triggers: [trigger] } });

const mailed = async (...args: Parameters<typeof run>) =>
  (await run(...args)).map(({ address, outcome }) => `${address} ${outcome}`);

/** What every store must do with the hub's own triggers. */
export function triggersContract(open: OpenStore): void {
  test('who did something so many days ago is owed one mail, with its reason', async () => {
    await using opened = await open();
    const { store } = opened;
    await liveSilently(store, { name: 'ada', acts: joined(14) });
    await liveSilently(store, { name: 'bob', acts: joined(13) });
    await liveSilently(store, { name: 'cas', acts: joined(30) });
    expect(await run(store)).toEqual([
      {
        ...{ kind: 'trigger', trigger: 'twee-weken', subscriptionId: 'subscription-ada' },
        ...{ address: 'ada@example.org', actAt: daysAgo(14), outcome: 'queued' },
        because: 'Je krijgt dit omdat je je twee weken geleden aanmeldde.',
      },
    ]);
    expect(await mailed(store)).toEqual([]);
    expect(await mailed(store, aTrigger(), 1)).toEqual(['bob@example.org queued']);

    const hub = { ...aHub(), triggers: [aTrigger()] };
    const lease = { owner: 'test', leaseUntil: new Date(now.getTime() + 48 * hour) };
    const at = new Date(now.getTime() + 25 * hour);
    const owed = await store.outbox.claim({ ...lease, now: at, max: 9 });
    const context = { ...lifecycleOn(store, 1), hub, siteUrl: 'https://hub.example' };
    const write = (triggers: typeof hub.triggers) =>
      Promise.all(
        owed.map((row) =>
          row.kind === 'trigger' ? compose(row, { ...context, hub: { ...hub, triggers } }) : null,
        ),
      );
    expect((await write(hub.triggers)).map((mail) => mail?.to)).toEqual([
      'ada@example.org',
      'bob@example.org',
    ]);
    // Taken out of hub.yaml meanwhile, it is sent to nobody.
    expect(await write([])).toEqual([null, null]);
  });

  test.each<[string, Omit<LivedSilence, 'name'>, string[]]>([
    ['rests', { subscription: { pausedUntil: '2027-06-01' } }, []],
    ['left', { subscription: { state: 'unsubscribed' } }, []],
    ['is never to be mailed', { suppressed: 'complaint' }, []],
    ['did what makes it needless', { acts: [...joined(14), { type: 'reply.in', days: 2 }] }, []],
    ['did that before', { acts: [...joined(14), { type: 'reply.in', days: 20 }] }, ['queued']],
  ])('the mail that is due to somebody who %s', async (_who, life, outcomes) => {
    await using opened = await open();
    const { store } = opened;
    await liveSilently(store, { name: 'ada', acts: joined(14), ...life });
    const trigger = aTrigger({ unless: ['reply.in'] });
    expect((await run(store, trigger)).map(({ outcome }) => outcome)).toEqual(outcomes);
  });

  test('waits while much mail came lately, and counts what other triggers sent', async () => {
    await using opened = await open();
    const { store } = opened;
    await liveSilently(store, { name: 'ada', acts: joined(14) });
    const ids = ['een', 'twee', 'drie', 'vier', 'vijf'];
    const triggers = ids.map((id) => aTrigger({ id }));
    const hub = { ...aHub(), triggers };
    const outcomes = (await runTriggers({ ...lifecycleOn(store), hub })).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes).toEqual(['queued', 'queued', 'queued', 'queued', 'waits']);
  });
}
