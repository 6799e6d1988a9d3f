import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';

import { describe, expect, test } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { subscribe } from '#audience/sign-up.ts';

import { aHub, aSignUp, serverKey } from '../support/audience.ts';
import { makeSchema } from '../support/postgres-schema.ts';
import { startPostgres } from '../support/postgres.ts';
import { runStoreProcess } from '../support/run-store-process.ts';

const now = new Date('2026-11-22T09:00:00Z');
const tables = ['subscribers', 'subscriptions', 'consents', 'tokens', 'outbox', 'events'];

describe('a PostgreSQL that cannot be used', () => {
  test.each([
    ['no server', 'postgres://a:b@127.0.0.1:1/hub', 'ECONNREFUSED'],
    [
      'no such database',
      (url: string) => url.replace(/postgres$/, 'hubs'),
      '"hubs" does not exist',
    ],
    ['another password', (url: string) => url.replace(':freehold@', ':wrong@'), 'authentication'],
  ])('says so: %s', async (_name, place, reason) => {
    await using schema = await makeSchema();
    const [server = ''] = schema.url.split('?');
    const url = typeof place === 'string' ? place : place(server);
    await expect(openAudienceStore(url, { now })).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'unavailable',
      message: expect.stringContaining(reason),
    });
  });
});

/** The rows of sign-ups in a table. A crowd also causes a mail that tells the owner. */
async function ofSignUps(
  schema: Awaited<ReturnType<typeof makeSchema>>,
  table: string,
): Promise<unknown[]> {
  const rows = await schema.column(table, table === 'outbox' ? 'kind' : '1');
  return rows.filter((value) => value !== 'alert');
}

describe('several processes on one PostgreSQL', { timeout: 60_000 }, () => {
  test('open a fresh store at once, and all write', async () => {
    await using schema = await makeSchema();
    const runs = ['a', 'b', 'c'].map((prefix) => runStoreProcess([schema.url, prefix, '5']));
    const results = await Promise.all(runs.map(({ done }) => done));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    for (const table of tables) expect(await schema.column(table, '1')).toHaveLength(15);
  });

  test('a sign-up that was answered is there, whole, after the process was killed', async () => {
    await using schema = await makeSchema();
    const run = runStoreProcess([schema.url, 'x', '100000']);
    await run.answering;
    await new Promise((resolve) => setTimeout(resolve, 300));
    run.kill();
    const { lines } = await run.done;
    const kept = await schema.column('subscribers', 'mailbox');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((address) => !kept.includes(address))).toEqual([]);
    for (const table of tables) expect(await ofSignUps(schema, table)).toHaveLength(kept.length);
  });
});

describe('a PostgreSQL that restarts', { timeout: 60_000 }, () => {
  test('under load loses no sign-up and doubles none, and goes on by itself', async () => {
    const server = await startPostgres();
    try {
      await using schema = await makeSchema(server.url);
      const store = await openAudienceStore(schema.url, { now });
      const context = {
        ...{ store, hub: aHub(), topicIds: new Set<string>(), serverKey },
        ...{ toAscii: domainToASCII, random: randomBytes, now },
      };
      const answered: string[] = [];
      let isRunning = true;
      const reader = async (name: number) => {
        for (let index = 0; isRunning; index += 1) {
          const email = `p${name}-${index}@example.org`;
          await subscribe(aSignUp({ email }), context);
          answered.push(email);
        }
      };
      const readers = Array.from({ length: 24 }, (_, name) => reader(name));
      await expect.poll(() => answered.length, { timeout: 10_000 }).toBeGreaterThan(50);
      await server.restart();
      const before = answered.length;
      await expect.poll(() => answered.length, { timeout: 5000 }).toBeGreaterThan(before + 50);
      isRunning = false;
      await Promise.all(readers);

      const kept = await schema.column('subscribers', 'mailbox');
      expect(kept.toSorted()).toEqual(answered.toSorted());
      for (const table of tables)
        expect(await ofSignUps(schema, table), table).toHaveLength(kept.length);
      await store.close();
    } finally {
      await server.stop();
    }
  });
});
