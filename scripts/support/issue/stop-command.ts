import { parseArgs } from 'node:util';
import type { Environment } from '#server/environment.ts';

import type { Output } from '../command.ts';
import { atIssuePlace } from './issue-place.ts';

const usage = `Stops the sending of an issue, wherever it is sent from: each sender finishes the mails that are under way and takes up
no others. npm run issue -- send goes on with the rest.

  npm run issue -- stop <issue> [--dry-run]

  --dry-run   says only what would be stopped

Example: npm run issue -- stop nl/2026-11-18`;

export async function stopCommand(
  argv: string[],
  output: Output,
  environment?: Environment,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.data(usage);
    return 0;
  }
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0) {
    output.remark('Name one issue, for example nl/2026-11-18.');
    return 2;
  }
  return atIssuePlace({ output, environment }, async ({ deliveries }) => {
    const issue = await deliveries.findIssue(id);
    if (issue?.state !== 'sending') {
      output.remark(issue ? `${id} is not being sent: ${issue.state}.` : `${id} was never sent.`);
      return issue ? 0 : 1;
    }
    if (values['dry-run']) {
      output.remark(`${id} is being sent, and would be stopped.`);
      return 0;
    }
    await deliveries.setState(id, { state: 'stopped', note: 'stopped by hand' });
    output.remark(`${id} is stopped. npm run issue -- send ${id} goes on with the rest.`);
    return 0;
  });
}
