import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { formatIds } from '#audience/portability/formats.ts';
import { undoDays } from '#audience/portability/undo-import.ts';
import { readEnvironment } from '#server/environment.ts';
import { openAudience } from '#server/open-audience.ts';

import type { HubPlace } from '../../subscribers.ts';
import type { Output } from '../command.ts';
import { WrongUsage } from '../questions.ts';
import { listImports, undo } from './import-batches.ts';
import { importOneFile } from './import-one-file.ts';
import { fileStatuses } from './import-options.ts';
import { moveInFolder } from './move-in-folder.ts';

const usage = `Brings subscribers from another service. Nothing changes unless --apply is given.

  npm run subscribers -- import <file> [--proof <where consent was given>] [--apply]
  npm run subscribers -- import <folder of an export> [--apply]
  npm run subscribers -- import --list
  npm run subscribers -- import --undo <batch> [--apply]

  --from <format>      ${formatIds.join(', ')}; otherwise seen from the columns
  --status <status>    what the whole file is about: ${fileStatuses.join(', ')}; otherwise seen from its
                       name (unsubscribed_…, cleaned_…) and columns
  --proof <text>       where these people agreed; needed unless each line says when they opted in
  --topics <pairs>     topics for tags: --topics repairs=repair,news=sums
  --language <code>    for lines that name no language
  --report <file>      writes a CSV of what became of each line, without addresses
  --apply, --yes       imports; the same file again adds nobody twice, also after it was broken off
  --list               the imports so far
  --undo <batch>       takes an import back within ${undoDays} days; who acted since stays
  --json               prints the result for a program

Nobody comes out of unsubscribed or suppressed by an import.

Example: npm run subscribers -- import subscribed_members.csv --proof "the sign-up form of our old site"`;

export async function importCommand(
  argv: string[],
  output: Output,
  environment?: HubPlace,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      status: { type: 'string' },
      proof: { type: 'string' },
      topics: { type: 'string' },
      language: { type: 'string' },
      report: { type: 'string' },
      apply: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      undo: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.data(usage);
    return 0;
  }
  const [path, ...others] = positionals;
  const wishes = [path, values.list || undefined, values.undo].filter((one) => one !== undefined);
  if (wishes.length !== 1 || others.length > 0) {
    throw new WrongUsage('Name one file, or --list, or --undo <batch>; --help says more.');
  }

  const place = environment ?? readEnvironment();
  const { content } = await readContent(place.hubRoot);
  if (!content) throw new WrongUsage('content/hub.yaml cannot be read; npm run check says why.');
  const { hub, topics } = content;
  const isApplied = (values.apply || values.yes) && !values['dry-run'];
  if (path !== undefined && (await isFolder(path))) {
    return moveInFolder(path, place, { output, isApplied, isJson: values.json });
  }

  const now = new Date();
  const { store, serverKey } = await openAudience(place, { now });
  const context = { output, store, serverKey, random: randomBytes, now, isApplied };
  try {
    if (values.list) return await listImports({ ...context, isJson: values.json });
    if (values.undo !== undefined) {
      return await undo(values.undo, { ...context, isJson: values.json });
    }
    const topicIds = topics.map(({ id }) => id);
    return await importOneFile(
      { path: path ?? '', ...values },
      { ...context, languages: hub.languages, topicIds },
    );
  } finally {
    await store.close();
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
}
