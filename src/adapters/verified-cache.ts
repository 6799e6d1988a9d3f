import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { filesBelow } from './file-tree.ts';
import { inParallel } from './in-parallel.ts';

const listName = 'verified.json';
const readsAtATime = 16;

/**
 * Removes every file below `folder` whose bytes are not those that {@link sealCache} saw, so that a
 * damaged cache costs time and never changes what is built. Gives the number of removed files.
 * Astro checks neither its pages nor its pictures.
 */
export async function verifyCache(folder: string): Promise<number> {
  const known = await readList(folder);
  const files = await cachedFiles(folder);
  const removed = await inParallel(files, readsAtATime, async (name) => {
    const file = path.join(folder, name);
    if (known[name] === hashOf(await readFile(file))) return 0;
    await rm(file, { force: true });
    return 1;
  });
  return removed.reduce<number>((sum, one) => sum + one, 0);
}

/** Writes down what the files below `folder` hold now. */
export async function sealCache(folder: string): Promise<void> {
  const files = await cachedFiles(folder);
  const hashes = await inParallel(files, readsAtATime, async (name) => [
    name,
    hashOf(await readFile(path.join(folder, name))),
  ]);
  await writeFile(path.join(folder, listName), JSON.stringify(Object.fromEntries(hashes)));
}

async function cachedFiles(folder: string): Promise<string[]> {
  const files = await filesBelow(folder).catch(() => []);
  return files.filter((name) => name !== listName);
}

async function readList(folder: string): Promise<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(await readFile(path.join(folder, listName), 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
