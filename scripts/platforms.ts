import { parseArgs } from 'node:util';

import { dayOf } from '#hub/calendar.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';
import { isOld } from '#sharing/old-limits.ts';
import { rulesOf } from '#sharing/platform.ts';
import { isPlatformId, platformIds, platforms } from '#sharing/platforms.ts';

import { type Output, runCommand, terminal } from './support/command.ts';
import { factsOf, rowOf, ruleRows, tableHead } from './support/share/platform-facts.ts';
import { table } from './support/text-table.ts';

const usage = `Shows what Freehold knows of the platforms that posts are made for, and how it knows.

  npm run platforms -- [<platform>] [--json]

  <platform>   every number of that platform with its source: ${platformIds.join(', ')}
  --json       prints it for a program

A "?" marks a number that the platform itself does not state: going over it is a warning, never an error.
A "*" marks one that it does not state either, but on which all who post there for others agree: going over it is an error.
Where a number was checked more than a year ago, a line says so.

Example: npm run platforms -- mastodon`;

/** Prints the table, or one platform's numbers; 0 done, 2 wrong usage. */
export function main(
  argv: string[],
  output: Output = terminal,
  { asOf }: Pick<Environment, 'asOf'> = readEnvironment(),
): number {
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
  const unknown = positionals.find((name) => !isPlatformId(name));
  if (unknown !== undefined) {
    output.remark(`"${unknown}" is no platform; known are ${platformIds.join(', ')}.`);
    return 2;
  }

  const chosen = platformIds.filter((id) => positionals.length === 0 || positionals.includes(id));
  if (options.json) output.data(JSON.stringify(chosen.map(factsOf), null, 2));
  else if (positionals.length === 0) output.data(table(tableHead, chosen.map(rowOf)));
  else for (const id of chosen) output.data(table([id, '', 'checked', 'source'], ruleRows(id)));

  const day = asOf ?? dayOf(new Date(), 'UTC');
  for (const id of chosen) {
    const old = rulesOf(platforms[id]).filter(({ checkedOn }) => isOld(checkedOn, day));
    if (old.length > 0) {
      output.remark(
        `${platforms[id].label}: ${old.length} numbers were checked more than a year ago; check them and update src/sharing/platforms/.`,
      );
    }
  }
  return 0;
}

await runCommand(import.meta, (argv, output) => main(argv, output));
