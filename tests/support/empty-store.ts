import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { storeFile } from '#adapters/store/place.ts';

let made: Promise<Buffer> | undefined;

/** Puts a store as its first start leaves it into `folder`; made once, since making its tables takes nine tenths of opening one. */
export async function placeEmptyStore(folder: string): Promise<void> {
  made ??= emptyStore();
  await writeFile(storeFile(folder), await made, { mode: 0o600 });
}

/** As large as the room that a hub keeps on its disk, which tests have enough of. */
export async function placeReserve(folder: string): Promise<void> {
  const file = path.join(folder, 'reserve');
  await writeFile(file, '', { mode: 0o600 });
  await truncate(file, 8 * 1024 * 1024);
}

async function emptyStore(): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'freehold-empty-store-'));
  try {
    const store = await openAudienceStore(folder, { now: new Date('2026-11-22T09:00:00Z') });
    await store.close();
    return await readFile(storeFile(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
