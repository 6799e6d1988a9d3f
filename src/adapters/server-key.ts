import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createFile } from './durable-file.ts';

const keyBytes = 32;

/**
 * The key of this hub in `directory/key`, made on the first run; of two processes that start at once both get
 * the same. It belongs in the backup, apart from the store: without it, unsubscribe links and suppressions die.
 */
export async function openServerKey(directory: string): Promise<Uint8Array> {
  const file = keyFile(directory);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const found = await readServerKey(file);
  if (found !== null) return found;
  const fresh = `${randomBytes(keyBytes).toString('hex')}\n`;
  if (await createFile(file, Buffer.from(fresh))) return parseServerKey(fresh);
  return openServerKey(directory);
}

/** Where the key of the hub with this data folder is kept. */
export function keyFile(directory: string): string {
  return join(directory, 'key');
}

/** The key in `file`; `null` when there is none. */
export async function readServerKey(file: string): Promise<Uint8Array | null> {
  const text = await readIfPresent(file);
  if (text === null) return null;
  try {
    return parseServerKey(text);
  } catch (cause) {
    throw new Error(`${file} is no server key. Restore it from a backup.`, { cause });
  }
}

/** Reads a key of 64 hexadecimal digits; throws on anything else. */
function parseServerKey(text: string): Uint8Array {
  const digits = text.trim();
  if (!/^[0-9a-f]{64}$/i.test(digits)) {
    throw new RangeError(`a server key is ${keyBytes * 2} hexadecimal digits`);
  }
  return new Uint8Array(Buffer.from(digits, 'hex'));
}

async function readIfPresent(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
