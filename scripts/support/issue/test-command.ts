import path from 'node:path';
import { domainToASCII } from 'node:url';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { openPreviewServer } from '#adapters/preview-server.ts';
import { readAddress } from '#audience/address.ts';
import { composeIssue } from '#newsletter/compose-issue.ts';
import { type Environment, publicOrigin, readEnvironment } from '#server/environment.ts';
import { sendTest } from '#server/sending/send-test.ts';

import type { Output } from '../command.ts';

const usage = `Mails an issue to one address as subscribers would get it, with [Proef] or [Test] before its subject. Drafts too.
The links to choices and unsubscribing do nothing in it. Pictures and pages appear once they are published.
Without SMTP_URL the mail is written to data/outbox/.

  npm run issue -- test <issue> --to <address> [--dry-run] [--json]

  --to        where it goes
  --dry-run   makes the mail and sends nothing
  --json      prints the result for a program

Exit status: 0 the mail server took it, 1 it did not, 2 wrong usage.

Example: npm run issue -- test nl/2026-11-18 --to you@brand.example`;

const projectRoot = path.resolve(import.meta.dirname, '..', '..', '..');

/** Sends a test and returns the exit status: 0 taken, 1 refused or not to be reached, 2 wrong usage. */
export async function testCommand(
  argv: string[],
  output: Output,
  environment: Environment = readEnvironment(),
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.data(usage);
    return 0;
  }
  const [named = '', ...others] = positionals;
  const address = readAddress(values.to ?? '', domainToASCII);
  if (named === '' || others.length > 0 || address.kind !== 'address') {
    output.remark(
      'Name one issue and one mail address: npm run issue -- test nl/2026-11-18 --to you@brand.example',
    );
    return 2;
  }
  const id = named.includes('/') ? named : `nl/${named}`;
  const { content, issues } = await readContent(environment.hubRoot);
  if (!content || !issues.some((one) => one.id === id)) {
    const known = issues.map((one) => one.id).join(', ') || 'none';
    output.remark(
      `No issue "${id}" can be read in content/issues/; there are: ${known}. npm run check says what is wrong.`,
    );
    return 2;
  }

  const { hub } = content;
  const to = address.address.mailbox;
  output.remark('  Rendering the issue; the first time takes half a minute …');
  await using server = await openPreviewServer(projectRoot);
  const { issue, articles } = await server.readParts(id);
  const siteUrl = publicOrigin(environment, hub);
  const { message } = composeIssue(issue, { hub, siteUrl, articles });
  if (values['dry-run']) {
    const subject = { issue: id, to, subject: message.subject, sent: false };
    output.data(values.json ? JSON.stringify(subject) : `${to} would get "${message.subject}".`);
    return 0;
  }
  const now = new Date();
  const { outcome, by } = await sendTest(message, { id, to, hub, environment, now });
  const isTaken = outcome.kind === 'accepted';
  if (values.json) output.data(JSON.stringify({ issue: id, to, by, ...outcome }));
  else if (isTaken) output.data(`Handed to ${by} for ${to}.`);
  else output.remark(`${by} did not take it: ${outcome.reason}`);
  return isTaken ? 0 : 1;
}
