import type { Environment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';
import { eraseCommand } from './support/subscribers/erase-command.ts';
import { exportCommand } from './support/subscribers/export-command.ts';
import { importCommand } from './support/subscribers/import-command.ts';
import { refusalOf } from './support/subscribers/refusal.ts';
import { showCommand } from './support/subscribers/show-command.ts';

const usage = `Moves subscribers in and out, and answers a person who asks what the hub holds.

  npm run subscribers -- import <file>      brings subscribers from another service; a dry run unless --apply
  npm run subscribers -- import <folder>    moves a whole export into a fresh hub; a dry run unless --apply
  npm run subscribers -- export <folder>    writes the whole audience, to keep or to move
  npm run subscribers -- show <address>     prints everything held about an address
  npm run subscribers -- erase <address>    erases it; tells only what would go unless --yes

Each has its own --help.

Example: npm run subscribers -- import subscribed_members.csv --proof "the sign-up form of our old site"`;

const commands = {
  import: importCommand,
  export: exportCommand,
  show: showCommand,
  erase: eraseCommand,
} as const;

export type HubPlace = Pick<
  Environment,
  'hubRoot' | 'dataDir' | 'databaseUrl' | 'secret' | 'passphrase'
>;

/** Runs one of the commands and returns its exit status: 0 done, 1 it could not be done, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  environment?: HubPlace,
): Promise<number> {
  const [name = '', ...rest] = argv;
  if (name === '--help' || name === '-h') {
    output.data(usage);
    return 0;
  }
  if (!isCommand(name)) {
    const called = name === '' ? 'Say what to do' : `"${name}" is no command`;
    output.remark(`${called}; write one of ${Object.keys(commands).join(', ')}, or --help.`);
    return 2;
  }
  try {
    return await commands[name](rest, output, environment);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    output.remark(refusal.message);
    return refusal.status;
  }
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

await runCommand(import.meta, main);
