import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import { writeFileAtomically } from '../atomic-file.ts';

/** Why a card was not taken from the cache. */
export type DrawReason = 'new' | 'changed' | 'damaged';

/** A card as it is kept. */
export interface Kept {
  readonly jpeg: Buffer;
  /** Where the cache has it. */
  readonly file: string;
}

export type Cached =
  ({ readonly kind: 'found' } & Kept) | { readonly kind: 'missing'; readonly reason: DrawReason };

/** Cards drawn earlier: one for each page's path, under the key of everything that it was drawn from. */
export interface CardCache {
  find(path: string, key: string): Promise<Cached>;
  /** Keeps `jpeg` for the next time; what was kept for the same path before is removed. */
  keep(path: string, key: string, jpeg: Buffer): Promise<Kept>;
}

/** A file is named after its page's path, its key and its bytes, so a changed byte shows. */
const namePattern = /^([0-9a-f]{16})-([0-9a-f]{32})-([0-9a-f]{32})\.jpg$/;

/** Opens the cache in `folder`, made when it does not exist; anything else lying there is left alone. */
export async function openCardCache(folder: string): Promise<CardCache> {
  await mkdir(folder, { recursive: true });
  const kept = new Map<string, { name: string; key: string; content: string }>();
  for (const name of (await readdir(folder)).toSorted()) {
    const [, page, key, content] = namePattern.exec(name) ?? [];
    if (page && key && content) kept.set(page, { name, key, content });
  }

  return {
    async find(cardPath, key) {
      const found = kept.get(hashOf(cardPath, 16));
      if (!found) return { kind: 'missing', reason: 'new' };
      if (found.key !== key) return { kind: 'missing', reason: 'changed' };
      const file = path.join(folder, found.name);
      const jpeg = await readFile(file).catch(() => null);
      if (!jpeg || hashOf(jpeg, 32) !== found.content)
        return { kind: 'missing', reason: 'damaged' };
      return { kind: 'found', jpeg, file };
    },
    async keep(cardPath, key, jpeg) {
      const page = hashOf(cardPath, 16);
      const content = hashOf(jpeg, 32);
      const name = `${page}-${key}-${content}.jpg`;
      const file = path.join(folder, name);
      await writeFileAtomically(file, jpeg);
      const before = kept.get(page);
      kept.set(page, { name, key, content });
      if (before && before.name !== name) await rm(path.join(folder, before.name), { force: true });
      return { jpeg, file };
    },
  };
}

/** The first `length` hexadecimal digits of the SHA-256 of `data`. */
export function hashOf(data: string | Uint8Array, length: 16 | 32): string {
  return createHash('sha256').update(data).digest('hex').slice(0, length);
}
