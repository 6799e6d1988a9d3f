import { type Output, runCommand, terminal } from './support/command.ts';
import { copiesCommand } from './support/share/copies-command.ts';
import { exportCommand } from './support/share/export-command.ts';
import { keepCommand } from './support/share/keep-command.ts';
import type { HubPlace } from './support/share/place.ts';
import { postedCommand } from './support/share/posted-command.ts';
import { recordsCommand } from './support/share/records-command.ts';
import { scheduledCommand } from './support/share/scheduled-command.ts';

/** What the command does; `export` is meant where none is named. */
const commands = {
  export: exportCommand,
  posted: postedCommand,
  scheduled: scheduledCommand,
  copies: copiesCommand,
  records: recordsCommand,
  keep: keepCommand,
} as const satisfies Record<string, Command>;

type Command = (argv: string[], output: Output, environment?: HubPlace) => Promise<number>;

/** Runs one of the commands and returns its exit status: 0 done, 1 it could not be done, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  environment?: HubPlace,
): Promise<number> {
  const [name = '', ...rest] = argv;
  if (name === '' || name.startsWith('-')) return commands.export(argv, output, environment);
  if (!isCommand(name)) {
    output.remark(
      `"${name}" is no command; write one of ${Object.keys(commands).join(', ')}, or --help.`,
    );
    return 2;
  }
  return commands[name](rest, output, environment);
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

await runCommand(import.meta, main);
