import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

/** A lock that is held: the operating system frees it when its process ends, however that happens. */
export interface Lock {
  release(): void;
}

const retryMs = 100;

/** Takes the lock that keeps two builds of one hub apart; `null` while another build holds it. */
export async function lockBuild(cacheDir: string): Promise<Lock | null> {
  await mkdir(cacheDir, { recursive: true });
  return takeLock(path.join(cacheDir, 'build.lock'));
}

/**
 * Waits until no other hub is built with this project, and keeps others waiting. Astro notes which
 * files it bundles in `.astro/` of the project, whichever hub it builds.
 */
export async function waitForTurn(projectRoot: string): Promise<Lock> {
  const folder = path.join(projectRoot, '.cache');
  await mkdir(folder, { recursive: true });
  for (;;) {
    const lock = takeLock(path.join(folder, 'pages.lock'));
    if (lock) return lock;
    await wait(retryMs);
  }
}

/** A file with a process id would outlive a killed build, and the id may be another process's by then. */
function takeLock(file: string): Lock | null {
  const database = new DatabaseSync(file);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return { release: () => database.close() };
}

// https://www.sqlite.org/rescode.html#busy
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
