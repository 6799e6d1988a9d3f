import { open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Takes the lock that keeps two builds of one hub apart; gives its release, or the id of the
 * process that holds it. A lock whose process is gone is taken over.
 */
export async function lockBuild(
  cacheDir: string,
  processId: number,
): Promise<{ release: () => Promise<void> } | { heldBy: number }> {
  const file = path.join(cacheDir, 'build.lock');
  for (;;) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(String(processId));
      await handle.close();
      return { release: () => rm(file, { force: true }) };
    } catch (error) {
      if (!isExisting(error)) throw error;
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (holder > 0 && isAlive(holder)) return { heldBy: holder };
    await rm(file, { force: true });
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
