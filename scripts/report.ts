import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { readStore } from '#adapters/store/read-store.ts';
import { countSources } from '#adapters/store/source-counts.ts';
import { isStoreError } from '#audience/store.ts';
import { addDays, type Day, dayOf, isDay, startOfDay } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import { problemLine } from '#hub/problem.ts';
import { barLines } from '#reports/bars.ts';
import { sourcesPage } from '#reports/sources-page.ts';
import { type SourcesReport, sourcesReport, sourceViews } from '#reports/sources.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';

const folder = path.join('exports', 'reports');

const usage = `Reports on the audience, from the store, and writes each report as a page to ${folder}/.

  npm run report -- sources [--from <day>] [--to <day>] [--json]

  sources        where the subscribers of today came from: channel, platform, campaign, article
  --from <day>   only who first confirmed on this day or later
  --to <day>     only who first confirmed on this day or earlier
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
  const { hub } = content;
  const asOf = environment.asOf ?? dayOf(new Date(), hub.timeZone);
  let report: SourcesReport | null;
  try {
    report = await readReport(environment, { ...options, hub });
  } catch (error) {
    if (!isStoreError(error)) throw error;
    output.remark(`The store cannot be read: ${error.message}`);
    return 1;
  }
  if (report === null) {
    output.remark('There is no store yet: nobody has signed up. npm start makes one.');
    return 1;
  }

  const { from = null, to = null } = options;
  if (options.json) {
    output.data(JSON.stringify({ report: 'sources', asOf, from, to, ...report }));
    return 0;
  }
  for (const line of linesOf(report)) output.data(line);
  const period = `first confirmed ${periodOf(options)}`;
  const file = path.join(environment.hubRoot, folder, 'sources.html');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, sourcesPage(report, { hub: hub.name, period, asOf }));
  output.remark(`Written: ${path.relative('.', file)}`);
  return 0;
}

interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

function whyWrong([name, ...more]: readonly string[], { from, to }: Period): string | null {
  if (name !== 'sources' || more.length > 0) {
    return name === undefined
      ? 'Say which report: sources.'
      : `"${[name, ...more].join(' ')}" is no report; known is: sources.`;
  }
  const odd = [from, to].find((day) => day !== undefined && !isDay(day));
  return odd === undefined ? null : `"${odd}" is no day; write yyyy-mm-dd, for example 2026-06-30.`;
}

/** `null` where there is no store yet. */
async function readReport(
  { dataDir, databaseUrl }: Place,
  { hub, from, to }: Period & { hub: Hub },
): Promise<SourcesReport | null> {
  const instant = (day: Day | undefined) =>
    day === undefined ? null : startOfDay(day, hub.timeZone);
  const before = instant(to === undefined ? undefined : addDays(to, 1));
  const counts = await readStore(databaseUrl ?? dataDir, (db) =>
    countSources(db, { from: instant(from), before }),
  );
  return counts && sourcesReport(counts);
}

function linesOf({ total, signedUp, imported }: SourcesReport): string[] {
  return [
    `${total} subscribers: ${signedUp.total} signed up, ${imported.total} imported`,
    ...sourceViews.flatMap((view) => [
      '',
      `By ${view}`,
      ...barLines(signedUp.by[view], signedUp.total),
    ]),
    ...(imported.total === 0
      ? []
      : ['', 'Imported', ...barLines(imported.byBatch, imported.total)]),
  ];
}

function periodOf({ from, to }: Period): string {
  if (from === undefined) return to === undefined ? 'at any time' : `up to ${to}`;
  return to === undefined ? `from ${from} on` : `from ${from} to ${to}`;
}

await runCommand(import.meta, main);
