import { readContent } from '#adapters/content-files.ts';
import { byNewestIssue } from '#newsletter/issue.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import type { Output } from '../command.ts';
import { sendCommand } from './send-command.ts';

const usage = `Sends the correction of an issue: a file beside it in content/issues/ with "corrects: <its name>". It goes to exactly those
who were reached; everybody who was not yet gets the issue as it stands now, when its sending goes on.

  npm run issue -- correct <issue> [--dry-run] [any option of send]

Example: npm run issue -- correct nl/2026-11-18 --dry-run`;

export async function correctCommand(
  argv: string[],
  output: Output,
  environment: Environment = readEnvironment(),
): Promise<number> {
  const [id, ...options] = argv;
  if (id === undefined || id === '--help' || id === '-h') {
    output.data(usage);
    return id === undefined ? 2 : 0;
  }
  const { issues } = await readContent(environment.hubRoot);
  const [language, slug] = id.split('/');
  const [correction] = issues
    .filter(({ data }) => data.lang === language && data.corrects === slug)
    .toSorted(byNewestIssue);
  if (!correction) {
    output.remark(
      `Nothing corrects ${id}. Write content/issues/${id}-correctie.mdx with "corrects: ${slug}" and build the hub.`,
    );
    return 1;
  }
  return sendCommand([correction.id, ...options], output, environment);
}
