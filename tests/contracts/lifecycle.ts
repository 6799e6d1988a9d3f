import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { compose } from '#audience/compose.ts';
import { eraseAddress } from '#audience/erasure.ts';
import { timeSortedId } from '#audience/ids.ts';
import { runLifecycle } from '#audience/lifecycle/run.ts';
import { suppressionReasons } from '#audience/subscription.ts';
import { hashAddress } from '#audience/tokens.ts';

import { hour, serverKey } from '../support/audience.ts';
import {
  daysAgo,
  lifecycleOn,
  type LivedSilence,
  liveSilently,
  sendIssueTo,
} from '../support/silences.ts';
import { aSubscriber, now, type OpenStore } from '../support/store-rows.ts';

/** Somebody whose reading is heard, so that silence means something. */
const reader: LivedSilence = { name: 'reader', acts: [{ type: 'link.followed', days: 3 }] };

const asked = async (store: AudienceStore, days = 0) =>
  (await runLifecycle(lifecycleOn(store, days))).mails.map(({ address }) => address);

/** Writes the mails that are due, `days` after now. */
async function mailsDue(store: AudienceStore, days = 0) {
  const context = { ...lifecycleOn(store, days), siteUrl: 'https://hub.example' };
  const at = new Date(context.now.getTime() + 1000);
  const leaseUntil = new Date(at.getTime() + hour);
  const claimed = await store.outbox.claim({ owner: 'test', now: at, leaseUntil, max: 100 });
  return Promise.all(
    claimed.map((row) => (row.kind === 'quiet-choice' ? compose(row, context) : null)),
  );
}

/** What every store must do with silence. */
export function lifecycleContract(open: OpenStore): void {
  test('who was quiet for 120 days is asked once, by a mail that says why', async () => {
    await using opened = await open();
    const { store } = opened;
    await liveSilently(store, reader);
    await liveSilently(store, { name: 'quiet' });
    const { mails } = await runLifecycle(lifecycleOn(store));
    expect(mails).toEqual([
      {
        kind: 'quiet-choice',
        subscriptionId: 'subscription-quiet',
        address: 'quiet@example.org',
        quietSince: daysAgo(365),
        because: expect.stringContaining('Je krijgt dit omdat we 120 dagen niets van je merkten'),
        outcome: 'queued',
      },
    ]);
    const [mail] = await mailsDue(store);
    expect(mail).toMatchObject({
      to: 'quiet@example.org',
      subject: 'Pauzeren, minder of stoppen?',
    });
    expect(mail?.text).toContain(mails[0]?.because);
    expect(mail?.html).toContain(mails[0]?.because);
    const token = new URL(mail?.link ?? '').searchParams.get('token');
    expect(mail?.link).toContain('/nieuwsbrief/voorkeuren/?token=');
    expect(token).toHaveLength(43);
    expect(mail?.unsubscribeUrl).toContain('/nieuwsbrief/afmelden/?token=');
    for (const days of [0, 1, 200]) expect(await asked(store, days)).toEqual([]);
  });

  test('a new silence is asked about anew, after a sign of life', async () => {
    await using opened = await open();
    const { store } = opened;
    await liveSilently(store, reader);
    await liveSilently(store, { name: 'quiet' });
    expect(await asked(store)).toEqual(['quiet@example.org']);
    await store.write((rows) =>
      rows.addEvent({
        ...{ id: timeSortedId(daysAgo(-10), randomBytes), at: daysAgo(-10) },
        ...{ type: 'sub.changed', pid: 'person-quiet', source: null },
      }),
    );
    await sendIssueTo(store, 'person-quiet', daysAgo(-40));
    await liveSilently(store, { name: 'other', acts: [{ type: 'link.followed', days: -129 }] });
    expect(await asked(store, 129)).not.toContain('quiet@example.org');
    expect(await asked(store, 131)).toContain('quiet@example.org');
    expect(await asked(store, 132)).not.toContain('quiet@example.org');
  });

  test.each<[string, Omit<LivedSilence, 'name'>]>([
    ['did not agree to measurement', { subscription: { measure: false } }],
    ['never confirmed', { subscription: { state: 'pending', confirmedAt: null } }],
    ['left', { subscription: { state: 'unsubscribed' } }],
    ['takes a break', { subscription: { pausedUntil: '2026-12-24' } }],
    ['came back from a break a month ago', { subscription: { pausedUntil: '2026-10-22' } }],
    ['confirmed 119 days ago', { subscription: { confirmedAt: daysAgo(119) } }],
    ['followed a link 119 days ago', { acts: [{ type: 'link.followed', days: 119 }] }],
    ['asked a question last month', { acts: [{ type: 'question.asked', days: 30 }] }],
    ['was sent no issue in all that time', { issueDays: null }],
    ...suppressionReasons.map((suppressed): [string, Omit<LivedSilence, 'name'>] => [
      `is suppressed (${suppressed})`,
      { suppressed },
    ]),
  ])('who %s is not asked', async (_what, life) => {
    await using opened = await open();
    await liveSilently(opened.store, reader);
    await liveSilently(opened.store, { name: 'quiet', ...life });
    expect(await asked(opened.store)).toEqual([]);
    expect(await mailsDue(opened.store)).toEqual([]);
  });

  test('what was done to a person is no sign of life', async () => {
    await using opened = await open();
    await liveSilently(opened.store, reader);
    await liveSilently(opened.store, {
      name: 'quiet',
      acts: [{ type: 'sub.imported', days: 100 }],
    });
    expect(await asked(opened.store)).toEqual(['quiet@example.org']);
  });

  test('who brought a friend last month is not quiet', async () => {
    await using opened = await open();
    const { store } = opened;
    await liveSilently(store, reader);
    await liveSilently(store, { name: 'quiet' });
    const friend = { state: 'confirmed', referredBy: 'person-quiet' } as const;
    await store.write((rows) =>
      rows.addSubscriber(aSubscriber('friend', { ...friend, firstConfirmedAt: daysAgo(30) })),
    );
    expect(await asked(store)).toEqual([]);
  });

  test('a hub that hears of nobody’s reading asks nobody', async () => {
    await using opened = await open();
    await liveSilently(opened.store, { name: 'quiet' });
    expect(await runLifecycle(lifecycleOn(opened.store))).toEqual({ mails: [], hears: false });
  });

  test('a mail that is owed is not written to who took a break meanwhile', async () => {
    await using opened = await open();
    const { store } = opened;
    await liveSilently(store, reader);
    await liveSilently(store, { name: 'quiet' });
    expect(await asked(store)).toEqual(['quiet@example.org']);
    await store.write(async (rows) => {
      const quiet = await rows.findSubscriberOf('subscription-quiet');
      if (quiet) {
        await rows.saveSubscription({ ...quiet.subscription, pausedUntil: '2027-01-01' });
      }
    });
    expect(await mailsDue(store)).toEqual([null]);
  });

  test('a rehearsal tells who would be asked, and changes nothing', async () => {
    await using opened = await open();
    const { store } = opened;
    await liveSilently(store, reader);
    await liveSilently(store, { name: 'quiet' });
    const rehearsed = await runLifecycle(lifecycleOn(store), { isRehearsal: true });
    expect(await mailsDue(store)).toEqual([]);
    expect(await runLifecycle(lifecycleOn(store))).toEqual(rehearsed);
    expect(rehearsed.mails).toHaveLength(1);
  });

  test('two that look at once ask once', async () => {
    await using opened = await open();
    const { store } = opened;
    await liveSilently(store, reader);
    await liveSilently(store, { name: 'quiet' });
    await Promise.all([asked(store), asked(store), asked(store)]);
    expect(await mailsDue(store)).toHaveLength(1);
  });

  test('while enough mail came this week, it waits', async () => {
    await using opened = await open();
    const { store } = opened;
    await liveSilently(store, reader);
    await liveSilently(store, { name: 'quiet', issueDays: 6 });
    await store.write(async (rows) => {
      const addressHash = hashAddress(serverKey, 'quiet@example.org');
      for (const id of ['a', 'b', 'c']) {
        await rows.queueMail({
          ...{ id, kind: 'preferences-link', key: id, addressHash, createdAt: daysAgo(5) },
          payload: { subscriptionId: 'subscription-quiet', language: 'nl' },
        });
      }
    });
    const { mails } = await runLifecycle(lifecycleOn(store));
    expect(mails.map(({ outcome }) => outcome)).toEqual(['waits']);
    const later = await runLifecycle(lifecycleOn(store, 3));
    expect(later.mails.map(({ outcome }) => outcome)).toEqual(['queued']);
  });

  test('what is remembered goes with the person', async () => {
    await using opened = await open();
    const { store } = opened;
    await liveSilently(store, reader);
    await liveSilently(store, { name: 'quiet' });
    await asked(store);
    const listed = () => store.read((rows) => rows.listLifecycleMailsOf('subscription-quiet'));
    expect(await listed()).toEqual([{ kind: 'quiet-choice', at: now }]);
    const { address } = aSubscriber('quiet');
    await eraseAddress(address, { ...lifecycleOn(store), store, timeZone: 'Europe/Amsterdam' });
    expect(await listed()).toEqual([]);
    expect(await mailsDue(store)).toEqual([]);
  });
}
