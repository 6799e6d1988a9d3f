import { randomBytes } from 'node:crypto';
import path from 'node:path';

import { describe, expect, inject, test } from 'vitest';
import pg from 'pg';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { hashAddress } from '#audience/tokens.ts';
import { eraseEverywhere } from '#server/erase-everywhere.ts';

import { tracesOf } from '../support/address-bytes.ts';
import { day, memoryMailer, serverKey } from '../support/audience.ts';
import { makeSchema } from '../support/postgres-schema.ts';
import { aThread } from '../support/questions.ts';
import { after, aSubscriber, now } from '../support/store-rows.ts';

describe('erasing a person on PostgreSQL', { timeout: 60_000 }, () => {
  // The server's own log (pg_wal) keeps bytes until it uses its files again; that is said in the README.
  test('fault 25: leaves the address in no table and no index, byte by byte', async () => {
    await using schema = await makeSchema();
    const store = await openAudienceStore(schema.url, { now, gatherMs: 0 });
    const name = `vergeet.mij.${process.pid}.${Date.now()}`;
    const ada = aSubscriber(name);
    const addressHash = hashAddress(serverKey, ada.address.key);
    await store.write(async (rows) => {
      for (let n = 0; n < 300; n += 1) await rows.addSubscriber(aSubscriber(`p${n}`));
      await rows.addSubscriber(ada);
      await rows.addThread(aThread(name, { question: { addressHash, name: 'Ada' } }));
    });
    expect(await tracesOf(ada.address, await tablesFolder())).not.toEqual([]);

    const lines: string[] = [];
    const context = { store, serverKey, random: randomBytes, now: after(day) };
    const { mailer } = memoryMailer();
    const house = {
      mailer,
      hub: { timeZone: 'Europe/Amsterdam' },
      log: (line: string) => void lines.push(line),
    };
    expect(await eraseEverywhere({ subscriberId: ada.id }, { ...context, ...house })).toBe(
      'erased',
    );

    expect(lines).toEqual([]);
    expect(await tracesOf(ada.address, await tablesFolder())).toEqual([]);
    expect(await tracesOf(aSubscriber('p7').address, await tablesFolder())).not.toEqual([]);
    await store.close();
  });
});

/** The folder of the server's tables and indexes, with all that is in memory written to it. */
async function tablesFolder(): Promise<string> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query('checkpoint');
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return path.join(rows[0]?.data_directory ?? '', 'base');
  } finally {
    await client.end();
  }
}
