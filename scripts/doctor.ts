import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { openResolver, type Resolve } from '#adapters/dns.ts';
import { readAddress } from '#audience/address.ts';
import { timeSortedId } from '#audience/ids.ts';
import type { Finding } from '#audience/sender/finding.ts';
import { examine } from '#server/doctor/examine.ts';
import { EnvironmentError, readEnvironment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';

const usage = `Looks at all that a hub needs to be live: settings, store, disk, clock, mail server, and the DNS records of the
sender. Says what to do, to the very record to add. Changes nothing and sends nothing unless told to.

  npm run doctor -- [--send-to <address>] [--json]

  --send-to   sends a test mail to that address
  --json      one object a line: check, status (ok, warning, problem, not-checked), found, remedy

Exit status: 0 no problem, 1 something must be done, 2 wrong usage.

Example: npm run doctor -- --send-to you@brand.example`;

/** Examines this hub. Returns the exit status: 0 no problem, 1 a problem, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  { env = process.env, dns = openResolver() }: { env?: NodeJS.ProcessEnv; dns?: Resolve } = {},
): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      'send-to': { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const to = options['send-to'];
  const address = to === undefined ? null : readAddress(to, domainToASCII);
  if (address !== null && address.kind !== 'address') {
    output.remark('--send-to takes one mail address, for example --send-to you@brand.example');
    return 2;
  }
  const now = new Date();
  const test = address && { to: address.address.mailbox, id: timeSortedId(now, randomBytes) };
  const findings = await findingsOf(env, { dns, now, test });
  for (const finding of findings)
    output.data(options.json ? JSON.stringify(finding) : linesOf(finding));
  return findings.some(({ status }) => status === 'problem') ? 1 : 0;
}

async function findingsOf(
  env: NodeJS.ProcessEnv,
  context: Omit<Parameters<typeof examine>[1], 'hub'>,
): Promise<Finding[]> {
  try {
    const environment = readEnvironment(env);
    const { content } = await readContent(environment.hubRoot);
    if (content) return await examine(environment, { ...context, hub: content.hub });
    const found = 'content/ cannot be used';
    return [{ check: 'Hub', status: 'problem', found, remedy: 'npm run check says why.' }];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return error.message.split('\n').map((line) => {
      const [found = '', remedy = ''] = line.split('; ');
      return { check: 'Environment', status: 'problem', found, remedy };
    });
  }
}

const words = {
  ok: 'ok',
  warning: 'warning',
  problem: 'PROBLEM',
  'not-checked': 'not checked',
} as const satisfies Record<Finding['status'], string>;

function linesOf({ check, status, found, remedy }: Finding): string {
  const line = `${words[status].padEnd(12)} ${check}: ${printable(found)}`;
  return remedy === undefined ? line : `${line}\n${' '.repeat(13)}${printable(remedy)}`;
}

/** What the DNS holds is anyone's text: it must not command the terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\uFFFD');
}

await runCommand(import.meta, main);
