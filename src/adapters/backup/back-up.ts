import { unlink } from 'node:fs/promises';

import { BackupError } from './backup-error.ts';
import { writeBackupFile } from './backup-file.ts';
import { inspectBackup, type BackupFacts } from './restore-backup.ts';
import { openSnapshot } from './snapshot.ts';

export interface BackUpOptions {
  /** Where the store is; see `openAudienceStore`. */
  readonly place: string;
  readonly file: string;
  readonly now: Date;
  readonly onRows: (written: number, total: number) => void;
}

/**
 * Writes the store at `place`, as it is at this moment, to `file` and reads it back. The hub may go on meanwhile.
 * Throws a {@link BackupError} when there is nothing to back up or `file` is there already.
 */
export async function backUp({ place, file, now, onRows }: BackUpOptions): Promise<BackupFacts> {
  const snapshot = await openSnapshot(place);
  try {
    if (!snapshot || snapshot.tables.length === 0)
      throw new BackupError('There is no store yet, so nothing was backed up.');
    if (!(await writeBackupFile(file, snapshot, { now, onRows })))
      throw new BackupError(`${file} is there already. Choose another name, or move it away.`);
  } finally {
    await snapshot?.close();
  }
  try {
    return await inspectBackup(file);
  } catch (error) {
    await unlink(file);
    throw error;
  }
}
