import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Room on the disk that is kept for what must work on a full one. SQLite writes before it deletes, so that without
 * it nobody could even unsubscribe.
 */
export interface DiskReserve {
  /** Whether ordinary writes may go on: the reserve is there, or room to make it. */
  allowsWrites(): Promise<boolean>;
  /** Makes the reserve where it is missing and there is room; false when there is none. */
  keep(): Promise<boolean>;
  /** Gives its room away. */
  spend(): Promise<void>;
}

/** SQLite's log, which begins anew every 1000 pages of 4 KB, fits twice. */
const defaultBytes = 8 * 1024 * 1024;

/** How long an answer about free space holds. */
const freshMs = 1000;

/** The reserve as a file in `directory`. */
export function diskReserve(directory: string, { bytes = defaultBytes } = {}): DiskReserve {
  const file = join(directory, 'reserve');
  const isThere = () => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= bytes;
  let looked = { at: -Infinity, hasRoom: false };

  /** As much again stays free for others, so that the reserve is not made and spent in turn. */
  async function hasRoom(): Promise<boolean> {
    if (performance.now() - looked.at >= freshMs) {
      const { bavail, bsize } = await statfs(directory);
      looked = { at: performance.now(), hasRoom: bavail * bsize >= 2 * bytes };
    }
    return looked.hasRoom;
  }

  return {
    allowsWrites: async () => isThere() || hasRoom(),
    async keep() {
      if (isThere()) return true;
      if (!(await hasRoom())) return false;
      try {
        await writeReserve(file, bytes);
        return true;
      } catch (error) {
        await rm(file, { force: true });
        if (isFull(error)) return false;
        throw error;
      }
    },
    async spend() {
      await rm(file, { force: true });
      looked = { at: performance.now(), hasRoom: false };
    },
  };
}

const pieceBytes = 1024 * 1024;

async function writeReserve(file: string, bytes: number): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    for (let written = 0; written < bytes; written += pieceBytes) {
      // Nothing that a file system could keep in less room.
      await handle.writeFile(randomBytes(Math.min(pieceBytes, bytes - written)));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isFull(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code))
  );
}
