import type { Environment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';

const usage = `Makes, sends and follows the issues of the newsletter.

  npm run issue -- new <date>        starts an issue, with the articles that none brought yet
  npm run issue -- preview <issue>   shows it as readers will get it, with a checklist
  npm run issue -- test <issue>      mails it to one address, to look at in a mail program
  npm run issue -- send <issue>      sends it to everybody it is for; begun again, it goes on where it was
  npm run issue -- status [<issue>]  says how far it is, and what became of each recipient
  npm run issue -- stop <issue>      lets every sender finish the mail under way, and then stop
  npm run issue -- correct <issue>   sends its correction to exactly those who got it

An issue is named by its file below content/issues/, without .mdx. Each command has its own --help.

Example: npm run issue -- status nl/2026-11-18`;

export type IssueCommand = (
  argv: string[],
  output: Output,
  environment?: Environment,
) => Promise<number>;

/** Each loads what it needs only when it is called. */
const commands: Readonly<Record<string, () => Promise<IssueCommand>>> = {
  new: async () => (await import('./support/issue/new-command.ts')).newCommand,
  send: async () => (await import('./support/issue/send-command.ts')).sendCommand,
  preview: async () => (await import('./support/issue/preview-command.ts')).previewCommand,
  test: async () => (await import('./support/issue/test-command.ts')).testCommand,
  status: async () => (await import('./support/issue/status-command.ts')).statusCommand,
  stop: async () => (await import('./support/issue/stop-command.ts')).stopCommand,
  correct: async () => (await import('./support/issue/correct-command.ts')).correctCommand,
};

/** Runs one of the commands and returns its exit status: 0 done, 1 it could not be done, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  environment?: Environment,
): Promise<number> {
  const [name = '', ...rest] = argv;
  if (name === '--help' || name === '-h') {
    output.data(usage);
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    const called = name === '' ? 'Say what to do' : `"${name}" is no command`;
    output.remark(`${called}; write one of ${Object.keys(commands).join(', ')}, or --help.`);
    return 2;
  }
  const command = await load();
  return command(rest, output, environment);
}

await runCommand(import.meta, main);
