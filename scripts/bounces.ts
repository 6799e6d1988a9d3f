import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { problemLine } from '#hub/problem.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';
import { openBounceMailbox } from '#server/bounces/open-mailbox.ts';
import { readBounces, type Reading } from '#server/bounces/read-bounces.ts';
import { readingContext } from '#server/bounces/watch-mailbox.ts';
import { openAudience } from '#server/open-audience.ts';
import { rehearsed } from '#server/rehearsed-store.ts';

import { type Output, runCommand, terminal } from './support/command.ts';

const usage = `Reads the mailbox that returned mail comes to (BOUNCE_MAILBOX), once: addresses that are no more are never mailed again,
full mailboxes are counted, answers to issues are noted. The running hub does the same every minute.

  npm run bounces -- [--dry-run] [--json]

  --dry-run   says what would happen and changes nothing
  --json      prints the result for a program

Reports that were taken in are marked as read and deleted after 30 days. All other mail stays as it is.
Repeating it is harmless, also while the hub runs.

Example: npm run bounces -- --dry-run`;

const labels = {
  suppressed: 'addresses that are never mailed again',
  counted: 'mails that count: three issues in a row over two weeks, and the address is given up',
  alerted: 'refusals that are about the sender: nobody is to blame, see npm run doctor',
  reply: 'answers to issues',
  nothing: 'reports that say nothing new',
  unrelated: 'other mails, left as they are',
} as const satisfies Record<keyof Reading['taken'], string>;

/** Reads the mailbox and returns the exit status: 0 done, 1 hub or mailbox cannot be read, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  { now = new Date(), environment }: { now?: Date; environment?: Environment } = {},
): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const given = environment ?? readEnvironment();
  const settings = given.bounces.mailbox;
  if (!settings) {
    output.remark(
      'There is no bounce mailbox: set BOUNCE_MAILBOX and where it is read; see README.',
    );
    return 1;
  }
  const { content, problems } = await readContent(given.hubRoot);
  if (!content) {
    for (const problem of problems) output.remark(problemLine(problem));
    return 1;
  }
  const isRehearsal = options['dry-run'];
  const { store, serverKey } = await openAudience(given, { now });
  const mailbox = openBounceMailbox(settings);
  try {
    const reading = readingContext(settings, {
      store: isRehearsal ? rehearsed(store) : store,
      hub: content.hub,
      serverKey,
      random: randomBytes,
      clock: () => now,
    });
    const done = await readBounces(mailbox, { ...reading, unrelated: new Set(), now, isRehearsal });
    if (options.json) output.data(JSON.stringify({ asOf: now, dryRun: isRehearsal, ...done }));
    else for (const line of linesOf(done, isRehearsal)) output.data(line);
    for (const fault of done.faults) output.remark(`not taken in, still there: ${fault}`);
    return done.faults.length === 0 ? 0 : 1;
  } catch (error) {
    if (!isMissingFolder(error)) throw error;
    // Mail servers make a maildir when they deliver the first mail to it.
    output.remark(
      `There is no folder ${error.path}. Where no mail came back yet, send one to BOUNCE_MAILBOX; else correct BOUNCE_MAILDIR.`,
    );
    return 1;
  } finally {
    await mailbox.close();
    await store.close();
  }
}

function isMissingFolder(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ENOENT' &&
    'syscall' in error &&
    error.syscall === 'scandir'
  );
}

function linesOf({ taken, removed }: Reading, isRehearsal: boolean): string[] {
  const names = Object.keys(labels) as (keyof typeof labels)[];
  const lines = names
    .filter((name) => taken[name] > 0)
    .map((name) => `  ${taken[name]} ${labels[name]}`);
  if (removed > 0) lines.push(`  ${removed} old reports deleted`);
  if (lines.length === 0) return ['There is no new mail.'];
  return [isRehearsal ? 'Would find:' : 'Found:', ...lines];
}

await runCommand(import.meta, main);
