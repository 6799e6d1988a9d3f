import { isStoreError } from '#audience/store.ts';

import { migrateIn } from '../store/migrate.ts';
import { isPostgres } from '../store/place.ts';
import { BackupError } from './backup-error.ts';
import { readBackupFile } from './backup-file.ts';
import type { BackupHeader } from './backup-format.ts';
import { fillStore } from './fill-store.ts';
import { postgresTarget } from './postgres-target.ts';
import type { OldStore } from './restore-target.ts';
import { settleRestored } from './settle-restored.ts';
import { contentRows, openSnapshot } from './snapshot.ts';
import { sqliteTarget } from './sqlite-target.ts';

/** What a backup is, from reading all of it. */
export interface BackupFacts {
  readonly header: BackupHeader;
  readonly rows: Readonly<Record<string, number>>;
  /** Names the server key that the hashes in it were made with; `null` when it was never used by a hub. */
  readonly keyFingerprint: string | null;
}

/** Reads the backup in `file` from beginning to end. Throws a {@link BackupError} when it is damaged or not whole. */
export async function inspectBackup(file: string): Promise<BackupFacts> {
  let header: BackupHeader | undefined;
  let settings: readonly string[] | undefined;
  let keyFingerprint: string | null = null;
  let rows: BackupFacts['rows'] | undefined;
  for await (const part of readBackupFile(file)) {
    if (part.kind === 'header') header = part.header;
    else if (part.kind === 'table') settings = part.name === 'settings' ? part.columns : undefined;
    else if (part.kind === 'rows' && settings) {
      const [name, value] = [settings.indexOf('name'), settings.indexOf('value')];
      const found = part.rows.find((row) => row[name] === 'server-key');
      if (found) keyFingerprint = String(found[value]);
    } else if (part.kind === 'end') rows = part.rows;
  }
  if (header && rows) return { header, rows, keyFingerprint };
  throw new BackupError(`${file} is empty.`);
}

export interface RestoreOptions {
  readonly file: string;
  readonly facts: BackupFacts;
  readonly now: Date;
  /** A fresh random id. */
  readonly epoch: string;
  readonly mayReplace: boolean;
  readonly keepMails: boolean;
  readonly onRows: (done: number, total: number) => void;
  /** Done when the new store is ready, right before it takes the place. */
  readonly beforeSwap: () => Promise<void>;
}

export interface Restored {
  /** Where the old store is kept; `null` when there was none with anything in it. */
  readonly aside: string | null;
  /** Mails that were owed at the moment of the backup and are not sent. */
  readonly droppedMails: number;
}

/**
 * Puts the backup in `file` in the place of the store at `place`, whatever engine it was made on, in one step.
 * Throws a {@link BackupError} when there is something in the old store that nobody said may be replaced.
 */
export async function restoreBackup(place: string, options: RestoreOptions): Promise<Restored> {
  const { file, facts, now, epoch, mayReplace, keepMails, onRows, beforeSwap } = options;
  const target = isPostgres(place) ? postgresTarget(place) : sqliteTarget(place);
  let droppedMails = 0;
  const aside = await target.replace(
    {
      fill: (trx, { schema, onTables }) =>
        fillStore(trx, readBackupFile(file), {
          schema,
          onTables,
          onRows: (done) => onRows(done, facts.header.rows),
        }),
      async finish(trx, { schema }) {
        await migrateIn(trx, { schema, now });
        const backupAt = new Date(facts.header.at);
        droppedMails = await settleRestored(trx, { backupAt, now, epoch, keepMails });
      },
    },
    { now, judge: (old) => judge(old, mayReplace), beforeSwap },
  );
  return { aside, droppedMails };
}

/** Throws a {@link BackupError} when a restore to `place` would be refused for what is there. */
export async function mayTakePlace(
  place: string,
  { mayReplace }: { mayReplace: boolean },
): Promise<void> {
  judge({ rows: await rowsAt(place) }, mayReplace);
}

async function rowsAt(place: string): Promise<number | null> {
  try {
    const snapshot = await openSnapshot(place);
    await snapshot?.close();
    return snapshot === null ? 0 : contentRows(snapshot.tables);
  } catch (error) {
    if (isStoreError(error) && error.kind === 'corrupt') return null;
    throw error;
  }
}

function judge({ rows }: OldStore, mayReplace: boolean): void {
  if (rows === 0 || mayReplace) return;
  const what = rows === null ? 'is damaged' : `holds ${rows} rows`;
  throw new BackupError(
    `The store that is there ${what}. Add --replace to put the backup in its place; the old store is kept beside it.`,
  );
}
