import { openServerKey } from '#adapters/server-key.ts';
import { type AudienceStore, openAudienceStore } from '#adapters/store/audience-store.ts';
import { keyFingerprint } from '#audience/tokens.ts';

import type { Environment } from './environment.ts';

export interface OpenAudience {
  readonly store: AudienceStore;
  readonly serverKey: Uint8Array;
}

/** Opens the store and the server key that `environment` names, for a command beside the hub. The caller closes the store. */
export async function openAudience(
  { dataDir, databaseUrl, secret }: Pick<Environment, 'dataDir' | 'databaseUrl' | 'secret'>,
  { now }: { now: Date },
): Promise<OpenAudience> {
  const store = await openAudienceStore(databaseUrl ?? dataDir, { now, gatherMs: 0 });
  try {
    const serverKey = secret === undefined ? await openServerKey(dataDir) : Buffer.from(secret);
    await store.bindKey(keyFingerprint(serverKey));
    return { store, serverKey };
  } catch (error) {
    await store.close();
    throw error;
  }
}
