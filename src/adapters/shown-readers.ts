import { readerNumber } from '#audience/reader-number.ts';
import type { Hub } from '#hub/hub.ts';

import { readStore } from './store/read-store.ts';
import { countReaders } from './store/reader-count.ts';

/** Where the audience's store is. */
export interface StorePlace {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
}

/**
 * The number N of "more than N readers" that pages of `hub` show, from the store as it is now; `null` for none.
 * A store that cannot be read gives none and a remark: no page waits for it.
 */
export async function readShownReaders(
  { newsletter }: Pick<Hub, 'newsletter'>,
  { place, now, remark }: { place: StorePlace; now: Date; remark: (line: string) => void },
): Promise<number | null> {
  const { readers } = newsletter;
  if (!readers) return null;
  try {
    const store = place.databaseUrl ?? place.dataDir;
    const count = await readStore(store, (db) => countReaders(db, now));
    return count === null ? null : readerNumber(count, { above: readers.above });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    remark(`No number of readers is shown, since the store cannot be read: ${reason}`);
    return null;
  }
}
