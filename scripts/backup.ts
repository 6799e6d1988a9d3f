import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { backUp } from '#adapters/backup/back-up.ts';
import { BackupError } from '#adapters/backup/backup-error.ts';
import { backUpKey, type KeptKey } from '#adapters/backup/backup-key.ts';
import { placeName } from '#adapters/store/place.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';
import { progressBar } from './support/progress.ts';

const usage = `Writes everything the hub knows of its readers, as it is at this moment, to one file. The hub may run meanwhile.

  npm run backup -- [<folder or file>] [--json]

  <folder or file>   where to; a file ends in .ndjson.gz. Left out: the folder backups/
  --json             prints the result for a program

The store is what FREEHOLD_DATA or DATABASE_URL says, and the file is the same for both: npm run restore puts it
back on either. The server key goes along in a file of its own (.key); keep the two in different places.

Example: npm run backup -- /mnt/backups`;

const fileEnd = '.ndjson.gz';

/** Backs the store up and returns the exit status: 0 done, 1 it could not be done, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  environment?: Pick<Environment, 'hubRoot' | 'dataDir' | 'databaseUrl' | 'secret'>,
): Promise<number> {
  const { values: options, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  if (positionals.length > 1) {
    output.remark('One folder or file, please. Add --help to see what this command takes.');
    return 2;
  }
  const { hubRoot, dataDir, databaseUrl, secret } = environment ?? readEnvironment();
  const place = databaseUrl ?? dataDir;
  const now = new Date();
  const file = fileFor(path.resolve(hubRoot, positionals[0] ?? 'backups'), now);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    const onRows = progressBar('Rows written');
    const { rows, keyFingerprint: fingerprint } = await backUp({ place, file, now, onRows });
    const key = await backUpKey(file, { dataDir, secret, fingerprint });
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    output.remark(keyRemarks[key.kind]);
    const keyPath = key.kind === 'copied' ? key.file : null;
    if (options.json) output.data(JSON.stringify({ file, key: keyPath, rows }));
    else {
      output.data(`${total} rows of ${placeName(place)} are in ${file}, read back and whole.`);
      if (keyPath !== null) output.data(`The server key is in ${keyPath}.`);
    }
    return key.kind === 'missing' ? 1 : 0;
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    output.remark(error.message);
    return 1;
  }
}

const keyRemarks = {
  copied:
    'The backup holds the addresses of readers, and with the key one can act in their name: keep the .key file in another place.',
  environment:
    'The server key is FREEHOLD_SECRET in the environment and in no file: keep a copy of it, apart from the backup. Without it unsubscribe links and the list of suppressed addresses die.',
  missing:
    'The server key that this store was made with is not on this machine, so it is NOT in the backup. Copy data/key of the hub, or keep its FREEHOLD_SECRET: without it unsubscribe links and the list of suppressed addresses die.',
} as const satisfies Record<KeptKey['kind'], string>;

function fileFor(target: string, now: Date): string {
  if (target.endsWith(fileEnd)) return target;
  const moment = now.toISOString().replaceAll(':', '-').replace(/\.\d+/, '');
  return path.join(target, `freehold-${moment}${fileEnd}`);
}

await runCommand(import.meta, main);
