import { describe, expect, inject, test } from 'vitest';

import { postgresPlaces, sqlitePlace } from '../crash/place.ts';
import { startWeb } from '../support/web-process.ts';

const mail = (name: RegExp, to: string) => (one: { name: string; to: string }) =>
  name.test(one.name) && one.to === to;

describe.each([
  ['PostgreSQL', () => postgresPlaces(inject('postgresUrl'))],
  ['SQLite file', () => sqlitePlace],
])('two web processes on one %s', { timeout: 60_000 }, (_engine, placesOf) => {
  test('serve and accept together: signed up at one, confirmed at the other, ended at the first', async () => {
    await using place = await placesOf()();
    await using one = await startWeb(place.environment);
    await using other = await startWeb(place.environment);
    const email = 'ada@example.org';
    expect(await one.get('/artikelen/een-lekke-band/')).toEqual({ status: 200 });
    expect(await other.get('/artikelen/een-lekke-band/')).toEqual({ status: 200 });

    const signUp = { email, language: 'nl' };
    expect(await one.post('/api/subscribe/', signUp)).toMatchObject({ status: 303 });
    const confirmMail = mail(/-confirm-/, email);
    await expect.poll(async () => (await place.mails()).filter(confirmMail)).toHaveLength(1);
    const { token = '' } = (await place.mails()).find(confirmMail) ?? {};
    const welcome = { status: 303, location: '/nieuwsbrief/welkom/' };
    expect(await other.post('/nieuwsbrief/bevestigen/', { token })).toEqual(welcome);
    // A second click, at a process that did not see the first.
    expect(await one.post('/nieuwsbrief/bevestigen/', { token })).toEqual(welcome);

    await other.post('/api/subscribe/', signUp);
    const findLeave = async () => (await place.mails()).find(({ leaveToken }) => leaveToken !== '');
    await expect.poll(findLeave, { timeout: 10_000 }).toBeDefined();
    const { leaveToken = '' } = (await findLeave()) ?? {};
    const oneClick = [
      `/nieuwsbrief/afmelden/?token=${leaveToken}`,
      { 'List-Unsubscribe': 'One-Click' },
    ] as const;
    expect(await one.post(...oneClick)).toMatchObject({ status: 200 });
    expect(await other.post(...oneClick)).toMatchObject({ status: 200 });
    const { subscriptions } = await place.rows();
    expect(subscriptions?.map(({ state }) => state)).toEqual(['unsubscribed']);
  });

  test('answer many readers at once without one error, and write each mail once', async () => {
    await using place = await placesOf()();
    await using one = await startWeb(place.environment);
    await using other = await startWeb(place.environment);
    const hubs = [one, other];
    const people = Array.from({ length: 60 }, (_, index) => `p${index}@example.org`);
    const statuses = await Promise.all(
      people.map(async (email, index) => {
        const answer = await hubs[index % 2]?.post('/api/subscribe/', { email, language: 'nl' });
        return answer?.status;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([303]));
    const owed = async () =>
      (await place.rows())['outbox']?.filter(({ state }) => state !== 'sent').length;
    await expect.poll(owed, { timeout: 20_000 }).toBe(0);

    const mails = await place.mails();
    expect(mails.map(({ to }) => to).toSorted()).toEqual(people.toSorted());
    const written = hubs.map(({ lines }) =>
      lines.filter((line) => line.startsWith('mail written')),
    );
    expect(written.flat()).toHaveLength(people.length);
    expect(written.map((lines) => lines.length > 0)).toEqual([true, true]);
    expect(
      hubs.flatMap(({ lines }) => lines).filter((line) => /\/ 5\d\d |fail|busy/.test(line)),
    ).toEqual([]);
  });
});
