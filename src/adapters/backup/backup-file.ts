import { createReadStream } from 'node:fs';
import { createGunzip, createGzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { createFile } from '../durable-file.ts';
import { BackupError } from './backup-error.ts';
import { backupLines, type BackupPart } from './backup-format.ts';
import { partsOf } from './backup-parts.ts';
import type { Snapshot } from './snapshot.ts';

/** Level 1 takes a third of the time of the default, for a tenth more bytes. */
const gzipLevel = 1;

const maxLineLength = 64 * 1024 * 1024;

/**
 * Writes a backup of `snapshot` to `file`, readable by its owner only, there whole or not at all, also after a
 * power cut. False, and nothing changed, when `file` is there already.
 */
export async function writeBackupFile(
  file: string,
  snapshot: Snapshot,
  options: { now: Date; onRows: (written: number, total: number) => void },
): Promise<boolean> {
  const gzip = createGzip({ level: gzipLevel });
  const filling = pipeline(Readable.from(backupLines(snapshot, options)), gzip);
  const [created] = await Promise.all([createFile(file, gzip), filling]);
  return created;
}

/** What the backup in `file` holds; see {@link partsOf}. */
export function readBackupFile(file: string): AsyncGenerator<BackupPart> {
  return partsOf(linesIn(file));
}

/** The lines of the file, as many at a time as arrive together. */
async function* linesIn(file: string): AsyncGenerator<readonly string[]> {
  let rest = '';
  try {
    const text = createGunzip().setEncoding('utf8');
    // What fails here also ends `text`, whose reader is told.
    pipeline(createReadStream(file), text).catch(() => undefined);
    for await (const chunk of text as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > maxLineLength) break;
      yield lines;
    }
  } catch (error) {
    if (isZlibError(error)) {
      throw new BackupError(
        `${file} is damaged, not whole or no backup. Nothing was changed. Take another one.`,
        { cause: error },
      );
    }
    throw error;
  }
  if (rest !== '') yield [rest];
}

/** https://nodejs.org/api/zlib.html: codes such as Z_DATA_ERROR and Z_BUF_ERROR (the end is missing). */
function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
