import { describe } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';

import { makeFolder } from '../support/audience.ts';
import { makeSchema } from '../support/postgres-schema.ts';
import type { OpenStore } from '../support/store-rows.ts';
import { feedbackStoreContract } from './feedback-store.ts';
import { historyStoreContract } from './history-store.ts';
import { limitStoreContract } from './limit-store.ts';
import { outboxContract } from './outbox.ts';
import { referralContract } from './referral.ts';
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

async function openPostgresStore() {
  const schema = await makeSchema();
  const store = await openAudienceStore(schema.url, { now: new Date(), gatherMs: 0 });
  return {
    store,
    async [Symbol.asyncDispose]() {
      await store.close();
      await schema[Symbol.asyncDispose]();
    },
  };
}

describe.each(engines)('%s subscription store', (_engine, open) => subscriptionStoreContract(open));
describe.each(engines)('%s feedback store', (_engine, open) => feedbackStoreContract(open));
describe.each(engines)('%s referrals', (_engine, open) => referralContract(open));
describe.each(engines)('%s outbox', (_engine, open) => outboxContract(open));
describe.each(engines)('%s history store', (_engine, open) => historyStoreContract(open));
describe.each(engines)('%s limit store', (_engine, open) => limitStoreContract(open));
