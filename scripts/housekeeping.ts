import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { folderMailer } from '#adapters/mail/folder-mailer.ts';
import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { retentions } from '#audience/retention.ts';
import { problemLine } from '#hub/problem.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';
import { type Housework, keepHouse } from '#server/housekeeping.ts';

import { type Output, runCommand, terminal } from './support/command.ts';

const usage = `Deletes what the hub has kept about people for as long as it may, and turns old events into counts
that name nobody. The running hub does the same every hour; run this when it stands still.

  npm run housekeeping -- [--dry-run] [--json] [--periods]

  --dry-run   says what would go and changes nothing
  --json      prints the result for a program
  --periods   lists what is kept, for how long and why: what your privacy page has to say

Repeating it is harmless, also while the hub runs.

Example: npm run housekeeping -- --dry-run`;

const labels = {
  requests: 'rows of requests to subscribe that nobody confirmed',
  questions: 'questions that nobody verified',
  links: 'links that have expired',
  mails: 'memories of mails sent',
  suppressions: 'suppressions that have ended',
  notices: 'notices that another system did not take',
  limits: 'memories of who sent forms',
  reports: 'memories of reports about returned mail',
  events: 'events, turned into counts',
  deliveries: 'deliveries of issues, turned into numbers',
  mailFiles: 'mails in the outbox folder',
} as const satisfies Record<keyof Housework, string>;

/** Keeps house and returns the exit status: 0 done, 1 the hub cannot be read, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  {
    now = new Date(),
    environment,
  }: {
    now?: Date;
    environment?: Pick<Environment, 'hubRoot' | 'dataDir' | 'databaseUrl'>;
  } = {},
): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      periods: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  if (options.periods) {
    for (const line of periodLines(options.json)) output.data(line);
    return 0;
  }

  const { hubRoot, dataDir, databaseUrl } = environment ?? readEnvironment();
  const { content, problems } = await readContent(hubRoot);
  if (!content) {
    for (const problem of problems) output.remark(problemLine(problem));
    output.remark('The hub cannot be read, so nothing was deleted. Mend the errors above.');
    return 1;
  }
  if (databaseUrl === undefined && !existsSync(dataDir)) {
    output.remark(`There is no ${dataDir}: the hub keeps nothing about anybody yet.`);
    return 0;
  }

  const isRehearsal = options['dry-run'];
  const store = await openAudienceStore(databaseUrl ?? dataDir, { now });
  try {
    const mailer = folderMailer(path.join(dataDir, 'outbox'));
    const done = await keepHouse({ store, mailer, hub: content.hub, now }, { isRehearsal });
    if (!isRehearsal) await store.compact({ isThorough: true });
    if (options.json)
      output.data(JSON.stringify({ asOf: now, dryRun: isRehearsal, done }, null, 2));
    else for (const line of linesOf(done, isRehearsal)) output.data(line);
  } finally {
    await store.close();
  }
  return 0;
}

function linesOf(done: Housework, isRehearsal: boolean): string[] {
  const names = Object.keys(labels) as (keyof Housework)[];
  const lines = names
    .filter((name) => done[name] > 0)
    .map((name) => `${labels[name]}: ${done[name]}`);
  if (lines.length === 0) return ['Nothing has been kept for too long.'];
  return [isRehearsal ? 'Would delete:' : 'Deleted:', ...lines.map((line) => `  ${line}`)];
}

function periodLines(asJson: boolean): string[] {
  if (asJson) return [JSON.stringify(retentions, null, 2)];
  return Object.values(retentions).flatMap(({ what, kept, afterwards, why }) => [
    what,
    `  kept: ${kept}`,
    `  then: ${afterwards}`,
    `  why:  ${why}`,
  ]);
}

await runCommand(import.meta, main);
