import { expect, test } from 'vitest';

import { clockAt } from '../support/audience.ts';
import { addReaders, deliveryKeys, issueId, listIssue } from '../support/deliveries.ts';
import { sendAll } from '../support/sent-issues.ts';
import { now, type OpenStore } from '../support/store-rows.ts';

/** What every store must remember of letters that came in a digest. */
export function digestedLettersContract(open: OpenStore): void {
  test('who had the letter of an issue in a digest had it, and is reached by its correction', async () => {
    await using opened = await open();
    const clock = clockAt(now.toISOString());
    const deliveries = opened.store.deliveries(deliveryKeys(clock));
    await addReaders(opened.store, ['ada', 'bob']);
    const letters = { 'nl/2026-11-11': 'older words', 'nl/2026-11-04': 'oldest' };
    const digest = { id: 'digest/2026-11-18', kind: 'digest', dueAt: now } as const;
    await deliveries.openIssue(digest, now);
    await deliveries.addComposition(digest.id, { id: 'some', articles: ['nl/naaf'], letters });
    const listed = { subscriberId: 'person-bob', mailId: 'mail-bob', composition: 'some' };
    await deliveries.addDeliveries(digest.id, [{ ...listed, excluded: null }], now);
    await deliveries.closeListing(digest.id);
    expect(await deliveries.findComposition(digest.id, 'some')).toEqual({
      ...{ id: 'some', articles: ['nl/naaf'], letters },
    });
    await sendAll(deliveries, { issue: digest.id, clock });
    const reached = () => deliveries.findReached('nl/2026-11-11', ['person-ada', 'person-bob']);
    expect([...(await reached())]).toEqual([['person-bob', 'older words']]);
    expect(await deliveries.listContents('nl/2026-11-11')).toEqual(['older words']);
    expect((await deliveries.listHad(['person-bob'])).get('person-bob')?.letters).toEqual(
      new Set(Object.keys(letters)),
    );
  });

  test('a person can see which issues were sent, and what became of them', async () => {
    await using opened = await open();
    const { store } = opened;
    const clock = clockAt(now.toISOString());
    const deliveries = store.deliveries(deliveryKeys(clock));
    await addReaders(store, ['ada', 'bob']);
    await listIssue(deliveries, ['ada', 'bob']);
    await sendAll(deliveries, { issue: issueId, clock });
    const said = { kind: 'bounced', at: now, judgement: 'soft', status: '4.2.2' } as const;
    const delivery = { issueId, subscriberId: 'person-ada', source: 'mailbox' };
    await store.write((rows) => rows.addOutcome({ ...delivery, ...said }));
    const sent = { kind: `issue ${issueId}`, state: 'sent', queuedAt: now, finishedAt: now };
    const of = (name: string) => store.read((rows) => rows.listIssuesOf(`person-${name}`));
    expect(await of('ada')).toEqual([{ ...sent, reason: null, outcomes: [said] }]);
    expect(await of('bob')).toEqual([{ ...sent, reason: null, outcomes: [] }]);
  });
}
