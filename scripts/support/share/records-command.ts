import { parseArgs } from 'node:util';

import { readLedgerText, writeLedgerText } from '#adapters/ledger-file.ts';
import { withRecords } from '#adapters/ledger-text.ts';
import { shareFolder } from '#adapters/share-files.ts';
import { publicContent } from '#articles/content.ts';
import { ledgerFile } from '#articles/ledger.ts';
import { isDay } from '#hub/calendar.ts';
import { recordKeys, recordsFolder } from '#sharing/standard-site/records.ts';

import type { Output } from '../command.ts';
import { openHub } from './open-hub.ts';
import type { HubPlace } from './place.ts';

const usage = `Gives the hub and each article the key of its standard.site record, for ever, in ${ledgerFile}.

  npm run share -- records [--published] [--on <day>] [--dry-run]

  --published   the records exist now: pages link to them from the next build on
  --on <day>    the day since which they exist, when not today
  --dry-run     tells how many records they are and writes nothing

After this, npm run share writes the records to ${shareFolder}/${recordsFolder}/. It publishes nothing.

Example: npm run share -- records`;

/** Writes the keys and returns the exit status: 0 done, 1 it cannot be done, 2 wrong usage. */
export async function recordsCommand(
  argv: string[],
  output: Output,
  environment?: HubPlace,
): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      published: { type: 'boolean', default: false },
      on: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  if (options.on !== undefined && !isDay(options.on)) {
    output.remark(`"${options.on}" is no day; write yyyy-mm-dd.`);
    return 2;
  }
  const hub = await openHub(output, environment);
  if (!hub) return 1;
  const { content, asOf, root } = hub;
  if (!content.hub.share.standardSite) {
    output.remark('The brand has no DID; write it as share.standardSite.did in content/hub.yaml.');
    return 1;
  }
  const keys = recordKeys(publicContent(content, asOf));
  const on = options.on ?? asOf;
  const dated = <Value extends { on?: string | undefined }>(record: Value): Value =>
    options.published && record.on === undefined ? { ...record, on } : record;
  const records = {
    ...(keys.publication && { publication: dated(keys.publication) }),
    documents: Object.fromEntries(
      Object.entries(keys.documents).map(([id, record]) => [id, dated(record)]),
    ),
  };
  const count = Object.keys(records.documents).length;
  if (!options['dry-run']) {
    await writeLedgerText(root, withRecords(await readLedgerText(root), records));
  }
  output.remark(
    `${count} ${count === 1 ? 'article' : 'articles'} and the hub; ${options['dry-run'] ? 'nothing was written' : `written to ${ledgerFile}`}.`,
  );
  return 0;
}
