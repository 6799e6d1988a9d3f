import pg from 'pg';
import { describe, inject } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';

import { makeFolder } from '../support/audience.ts';
import type { OpenStore } from '../support/store-rows.ts';
import { feedbackStoreContract } from './feedback-store.ts';
import { outboxContract } from './outbox.ts';
import { subscriptionStoreContract } from './subscription-store.ts';

const engines: [string, OpenStore][] = [
  [
    'SQLite',
    async () => {
      const folder = await makeFolder();
      const store = await openAudienceStore(folder.path, { now: new Date(), gatherMs: 0 });
      return {
        store,
        async [Symbol.asyncDispose]() {
          await store.close();
          await folder[Symbol.asyncDispose]();
        },
      };
    },
  ],
  ['PostgreSQL', openPostgresStore],
];

let schemas = 0;

/** A store in a schema of its own, so that tests share one server and see nothing of each other. */
async function openPostgresStore() {
  schemas += 1;
  const schema = `store_${process.pid}_${schemas}`;
  const url = inject('postgresUrl');
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create schema ${schema}`);
  const store = await openAudienceStore(`${url}?options=-csearch_path%3D${schema}`, {
    now: new Date(),
    gatherMs: 0,
  });
  return {
    store,
    async [Symbol.asyncDispose]() {
      await store.close();
      await admin.query(`drop schema ${schema} cascade`);
      await admin.end();
    },
  };
}

describe.each(engines)('%s subscription store', (_engine, open) => subscriptionStoreContract(open));
describe.each(engines)('%s feedback store', (_engine, open) => feedbackStoreContract(open));
describe.each(engines)('%s outbox', (_engine, open) => outboxContract(open));
