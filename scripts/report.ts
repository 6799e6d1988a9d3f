import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { isStoreError } from '#audience/store.ts';
import { dayOf, isDay } from '#hub/calendar.ts';
import { problemLine } from '#hub/problem.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';
import {
  isReportName,
  type Period,
  reportNames,
  reports,
  type WrittenReport,
} from './support/reports.ts';

const folder = path.join('exports', 'reports');

const usage = `Reports on the audience, from the store, and writes each report as a page to ${folder}/.

  npm run report -- <sources|useful> [--from <day>] [--to <day>] [--json]

  sources        where the subscribers of today came from: channel, platform, campaign, article
  useful         how often readers found each article useful, and the share of yes
  --from <day>   only who first confirmed, or what was answered, on this day or later
  --to <day>     only who first confirmed, or what was answered, on this day or earlier
  --json         prints the report for a program, and writes no page

Test addresses count nowhere. FREEHOLD_AS_OF=yyyy-mm-dd states another day than today.

Example: npm run report -- sources --from 2026-01-01 --to 2026-06-30`;

type Place = Pick<Environment, 'hubRoot' | 'dataDir' | 'databaseUrl' | 'asOf'>;

/** Reports and returns the exit status: 0 done, 1 the store or hub.yaml cannot be read, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  place?: Place,
): Promise<number> {
  const { values: options, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const wrong = whyWrong(positionals, options);
  if (wrong !== null) {
    output.remark(`${wrong}\nAdd --help to see what this command takes.`);
    return 2;
  }

  const environment = place ?? readEnvironment();
  const { content, problems } = await readContent(environment.hubRoot);
  if (!content) {
    for (const problem of problems) output.remark(problemLine(problem));
    return 1;
  }
  const name = positionals.find(isReportName) ?? 'sources';
  const asOf = environment.asOf ?? dayOf(new Date(), content.hub.timeZone);
  let report: WrittenReport | null;
  try {
    report = await reports[name](environment, { content, period: options });
  } catch (error) {
    if (!isStoreError(error)) throw error;
    output.remark(`The store cannot be read: ${error.message}`);
    return 1;
  }
  if (report === null) {
    output.remark('There is no store yet: nobody has signed up or answered. npm start makes one.');
    return 1;
  }

  const { from = null, to = null } = options;
  if (options.json) {
    output.data(JSON.stringify({ report: name, asOf, from, to, ...report.data }));
    return 0;
  }
  for (const line of report.lines) output.data(line);
  const period = `${report.dated} ${periodOf(options)}`;
  const file = path.join(environment.hubRoot, folder, `${name}.html`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, report.page({ hub: content.hub.name, period, asOf }));
  output.remark(`Written: ${path.relative('.', file)}`);
  return 0;
}

function whyWrong([name, ...more]: readonly string[], { from, to }: Period): string | null {
  if (name === undefined) return `Say which report: ${reportNames.join(' or ')}.`;
  if (!isReportName(name) || more.length > 0) {
    return `"${[name, ...more].join(' ')}" is no report; known are: ${reportNames.join(', ')}.`;
  }
  const odd = [from, to].find((day) => day !== undefined && !isDay(day));
  return odd === undefined ? null : `"${odd}" is no day; write yyyy-mm-dd, for example 2026-06-30.`;
}

function periodOf({ from, to }: Period): string {
  if (from === undefined) return to === undefined ? 'at any time' : `up to ${to}`;
  return to === undefined ? `from ${from} on` : `from ${from} to ${to}`;
}

await runCommand(import.meta, main);
