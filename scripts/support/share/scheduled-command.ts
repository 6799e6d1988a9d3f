import path from 'node:path';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { readLedgerText, writeLedgerText } from '#adapters/ledger-file.ts';
import { withPosts } from '#adapters/ledger-text.ts';
import { shareFolder } from '#adapters/share-files.ts';
import { ledgerFile } from '#articles/ledger.ts';
import { rowOf } from '#sharing/ledger/record-post.ts';
import { openOf } from '#sharing/planning/planned-posts.ts';
import { schedulerFiles } from '#sharing/schedulers/scheduler-files.ts';

import type { Output } from '../command.ts';
import { openHub } from './open-hub.ts';
import type { HubPlace } from './place.ts';

const usage = `Writes into ${ledgerFile} that a scheduler took the posts of a file, so that no other file holds them again.

  npm run share -- scheduled <file> [--dry-run]

  <file>      a file of ${shareFolder}/schedulers/, such as buffer-linkedin.csv
  --dry-run   tells how many posts they are and writes nothing

Example: npm run share -- scheduled buffer-linkedin.csv`;

/** Records what a scheduler took and returns the exit status: 0 done, 1 it cannot be recorded, 2 wrong usage. */
export async function scheduledCommand(
  argv: string[],
  output: Output,
  environment?: HubPlace,
): Promise<number> {
  const { values: options, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const [given, ...rest] = positionals;
  if (given === undefined || rest.length > 0) {
    output.remark('Name the file that the scheduler took; --help shows how.');
    return 2;
  }
  const hub = await openHub(output, environment);
  if (!hub) return 1;
  const files = schedulerFiles(openOf(hub.made.queue));
  const file = files.find(({ name }) => path.posix.basename(name) === path.basename(given));
  if (!file) {
    const names = files.map(({ name }) => path.posix.basename(name)).join(', ');
    output.remark(
      `There is no ${path.basename(given)}${names === '' ? '; nothing is planned' : `; there are ${names}`}.`,
    );
    return 1;
  }
  const taken = await readFile(path.join(hub.root, shareFolder, file.name), 'utf8').catch(
    () => null,
  );
  if (taken !== file.text) {
    output.remark(
      `${shareFolder}/${file.name} is not what would be written now; run npm run share and give the scheduler the new file.`,
    );
    return 1;
  }
  if (!options['dry-run']) {
    const rows = file.posts.map(({ article, post, slot }) => ({
      ...rowOf(post, article),
      planned: slot.zoned,
    }));
    await writeLedgerText(hub.root, withPosts(await readLedgerText(hub.root), rows));
  }
  const count = `${file.posts.length} ${file.posts.length === 1 ? 'post' : 'posts'}`;
  output.remark(
    options['dry-run'] ? `${count}; nothing was written.` : `${count} written to ${ledgerFile}.`,
  );
  return 0;
}
