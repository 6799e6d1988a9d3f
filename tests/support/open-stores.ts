import { openAudienceStore } from '#adapters/store/audience-store.ts';
import type { OnStoreCall } from '#adapters/store/store-calls.ts';

import { makeFolder } from './audience.ts';
import { placeEmptyStore } from './empty-store.ts';
import { makeSchema } from './postgres-schema.ts';
import type { OpenStore } from './store-rows.ts';

/** An empty store on each engine. */
export const engines: [string, OpenStore][] = [
  ['SQLite', openSqliteStore],
  ['PostgreSQL', openPostgresStore],
];

async function openSqliteStore(onCall?: OnStoreCall) {
  const folder = await makeFolder();
  await placeEmptyStore(folder.path);
  const store = await openAudienceStore(folder.path, { now: new Date(), gatherMs: 0, onCall });
  return {
    store,
    async [Symbol.asyncDispose]() {
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function openPostgresStore(onCall?: OnStoreCall) {
  const schema = await makeSchema();
  const store = await openAudienceStore(schema.url, { now: new Date(), gatherMs: 0, onCall });
  return {
    store,
    async [Symbol.asyncDispose]() {
      await store.close();
      await schema[Symbol.asyncDispose]();
    },
  };
}
