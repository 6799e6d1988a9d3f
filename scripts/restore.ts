import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { BackupError } from '#adapters/backup/backup-error.ts';
import { planKey, placeKey } from '#adapters/backup/backup-key.ts';
import { inspectBackup, mayTakePlace, restoreBackup } from '#adapters/backup/restore-backup.ts';
import { placeName } from '#adapters/store/place.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';
import { progressBar } from './support/progress.ts';

const usage = `Puts a backup in the place of the store, on SQLite or PostgreSQL, whichever it was made on. Stop the hub first.

  npm run restore -- <file> [--replace] [--keep-mails] [--dry-run] [--json]

  --replace      also when the store that is there holds something; it is kept beside the new one
  --keep-mails   sends mails that were owed at the moment of the backup. Only for a move, when the hub stood
                 still from before the backup: otherwise readers get mails for a second time
  --dry-run      reads the whole backup, tells what would happen, and changes nothing
  --json         prints the result for a program

Restored is what was backed up: who left or was erased since is there again, and who came since is not. A backup
that is damaged or not whole is refused. Stopped at any moment, it leaves the old store as it was.

Example: npm run restore -- backups/freehold-2026-11-22T09-00-00Z.ndjson.gz`;

/** Restores a backup and returns the exit status: 0 done, 1 refused or failed, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  environment?: Pick<Environment, 'hubRoot' | 'dataDir' | 'databaseUrl' | 'secret'>,
): Promise<number> {
  const { values: options, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      replace: { type: 'boolean', default: false },
      'keep-mails': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const [named] = positionals;
  if (named === undefined || positionals.length > 1) {
    output.remark('Name one backup file. Add --help to see what this command takes.');
    return 2;
  }
  const { hubRoot, dataDir, databaseUrl, secret } = environment ?? readEnvironment();
  const place = databaseUrl ?? dataDir;
  const now = new Date();
  try {
    const file = path.resolve(hubRoot, named);
    await access(file).catch(() => {
      throw new BackupError(`There is no file ${file}.`);
    });
    const facts = await inspectBackup(file);
    const { header, keyFingerprint: fingerprint } = facts;
    const what = `${header.rows} rows of ${header.at} (${header.engine})`;
    const key = await planKey(file, { dataDir, secret, fingerprint, now });
    const mayReplace = options.replace;
    if (options['dry-run']) {
      await mayTakePlace(place, { mayReplace });
      output.data(`Whole: ${what}. They would become ${placeName(place)}. Nothing was changed.`);
      return 0;
    }
    const { aside, droppedMails } = await restoreBackup(place, {
      ...{ file, facts, now, mayReplace, keepMails: options['keep-mails'] },
      epoch: randomUUID(),
      onRows: progressBar('Rows restored'),
      beforeSwap: () => placeKey(key),
    });
    const keyAside = key.kind === 'copy' ? key.aside : null;
    if (options.json) {
      output.data(
        JSON.stringify({ at: header.at, rows: header.rows, droppedMails, aside, keyAside }),
      );
      return 0;
    }
    output.data(`${what} are now ${placeName(place)}. Start the hub.`);
    if (droppedMails > 0)
      output.remark(`${droppedMails} mails that were owed at that moment are not sent again.`);
    for (const kept of [aside, keyAside])
      if (kept !== null) output.remark(`Kept from before: ${kept}. Delete it when all is well.`);
    return 0;
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    output.remark(error.message);
    return 1;
  }
}

await runCommand(import.meta, main);
