import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import pg from 'pg';
import { describe, expect, test } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { openEngine } from '#adapters/store/open-engine.ts';
import { purgeUnconfirmed } from '#audience/purge.ts';

import { day } from '../support/audience.ts';
import { engineNames, makePlace } from '../support/store-places.ts';
import { aConsent, aSubscriber, now } from '../support/store-rows.ts';

const later = new Date(now.getTime() + 8 * day);

/** All bytes of the tables, indexes and statistics of the store at a place, as text. */
const bytesOf = { SQLite: sqliteBytes, PostgreSQL: postgresBytes };

async function sqliteBytes(place: string): Promise<string> {
  const names = (await readdir(place)).filter((name) => name.startsWith('audience.sqlite'));
  const files = names.map((name) => readFile(path.join(place, name), 'latin1'));
  return (await Promise.all(files)).join('');
}

async function postgresBytes(place: string): Promise<string> {
  const client = new pg.Client({ connectionString: place });
  await client.connect();
  try {
    await client.query('checkpoint');
    const { rows } = await client.query<{ bytes: Buffer }>(
      `select pg_read_binary_file(pg_relation_filepath(c.oid)) as bytes from pg_class c
       where c.relkind in ('r', 'i', 't') and c.relfilenode <> 0
         and (c.relnamespace = current_schema()::regnamespace or c.relname = 'pg_statistic'
           or c.oid in (select reltoastrelid from pg_class
             where relnamespace = current_schema()::regnamespace))`,
    );
    const stated = await client.query<{ sample: string }>(
      `select concat(most_common_vals::text, histogram_bounds::text) as sample from pg_stats
       where schemaname = current_schema()`,
    );
    const samples = stated.rows.map(({ sample }) => sample).join('');
    return rows.map(({ bytes }) => bytes.toString('latin1')).join('') + samples;
  } finally {
    await client.end();
  }
}

/** Makes rows longer and shorter in no order, so that pages are split and rows moved. */
async function lengthenRows(place: string): Promise<void> {
  const engine = await openEngine(place);
  const trx = await engine.begin();
  const people = await trx.selectFrom('subscribers').select(['id', 'mailbox']).execute();
  for (const round of [1, 2]) {
    for (const [index, { id, mailbox }] of people.entries()) {
      const typed = `${' '.repeat((index * 7919 * round) % 400)}${mailbox}`;
      await trx.updateTable('subscribers').set({ typed }).where('id', '=', id).execute();
    }
  }
  await trx.commit().execute();
  await engine.close();
}

/** What the server does by itself once many rows have changed. */
async function gatherStatistics(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('analyze');
  await client.end();
}

describe.each(engineNames)('compact on %s', { timeout: 60_000 }, (engine) => {
  test('leaves no byte of any of many addresses that were deleted', async () => {
    await using opened = await makePlace[engine]();
    const { place } = opened;
    const store = await openAudienceStore(place, { now, gatherMs: 0 });
    const names = Array.from(
      { length: 450 },
      (_, n) => `p${(n * 7919) % 450}-geheim-${'y'.repeat((n * 7) % 90)}`,
    );
    const stays = (index: number) => index % 3 !== 0;
    await Promise.all(
      names.map((name, index) =>
        store.write(async (rows) => {
          const state = stays(index) ? 'confirmed' : 'pending';
          await rows.addSubscriber(aSubscriber(name, { state }));
          await rows.addConsent(aConsent(name));
        }),
      ),
    );
    await lengthenRows(place);
    if (engine === 'PostgreSQL') await gatherStatistics(place);
    const held = (bytes: string) => names.filter((name) => bytes.includes(`${name}@example.org`));
    expect(held(await bytesOf[engine](place))).toHaveLength(names.length);

    await purgeUnconfirmed({ store, now: later });
    await store.compact({ isThorough: true });
    expect(held(await bytesOf[engine](place))).toEqual(names.filter((_, index) => stays(index)));
    await store.close();
  });
});
