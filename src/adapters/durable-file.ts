import { randomBytes } from 'node:crypto';
import { link, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What a file is to hold, whole or piece after piece. */
type Content = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * Writes `file` so that it is there whole or not at all, readable by its owner only, and stays after a power
 * cut. An older file of that name is replaced.
 */
export async function replaceFile(file: string, bytes: Content): Promise<void> {
  const temporary = await writeTemporary(file, bytes);
  try {
    await rename(temporary, file);
  } catch (error) {
    await unlink(temporary);
    throw error;
  }
  await syncDirectory(dirname(file));
}

/** Like {@link replaceFile}, but false, and nothing changed, when `file` is there already. */
export async function createFile(file: string, bytes: Content): Promise<boolean> {
  const temporary = await writeTemporary(file, bytes);
  try {
    await link(temporary, file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(temporary);
  }
  await syncDirectory(dirname(file));
  return true;
}

/** What a killed process leaves behind still tells by its name what it was to become. */
async function writeTemporary(file: string, bytes: Content): Promise<string> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(8).toString('hex')}.tmp`);
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await unlink(temporary);
    throw error;
  } finally {
    await handle.close();
  }
  return temporary;
}

/** Makes names that came, went or changed in `directory` stay so after a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
