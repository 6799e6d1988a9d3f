import { readContent } from '#adapters/content-files.ts';
import { dayOf } from '#hub/calendar.ts';
import { byNewestIssue } from '#newsletter/issue.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import type { Output } from '../command.ts';
import { sendCommand } from './send-command.ts';

/** What follows the day in the name of a second issue on it. */
const correctionNames: Readonly<Record<string, string>> = { nl: 'correctie', en: 'correction' };

const usage = `Sends the correction of an issue: a file beside it in content/issues/ with "corrects: <its name>". It goes to exactly those
who were reached; everybody who was not yet gets the issue as it stands now, when its sending goes on.

  npm run issue -- correct <issue> [--dry-run] [any option of send]

Example: npm run issue -- correct nl/2026-11-18 --dry-run`;

export async function correctCommand(
  argv: string[],
  output: Output,
  environment: Environment = readEnvironment(),
): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    output.data(usage);
    return 0;
  }
  const id = argv.find((one) => !one.startsWith('-'));
  const options = argv.filter((one) => one !== id);
  if (id === undefined) {
    output.remark('Name the issue that is corrected, for example nl/2026-11-18.');
    return 2;
  }
  const { content, issues } = await readContent(environment.hubRoot);
  const [language, slug] = id.split('/');
  if (!issues.some((issue) => issue.id === id)) {
    output.remark(
      `There is no issue ${id}. Name its file below content/issues/ without .mdx, for example nl/2026-11-18.`,
    );
    return 1;
  }
  const [correction] = issues
    .filter(({ data }) => data.lang === language && data.corrects === slug)
    .toSorted(byNewestIssue);
  if (!correction) {
    const today = dayOf(new Date(), content?.hub.timeZone ?? 'UTC');
    const name = today === slug ? `${today}-${correctionNames[language ?? ''] ?? 'b'}` : today;
    output.remark(
      `Nothing corrects ${id}. Write content/issues/${language ?? ''}/${name}.mdx with "corrects: ${slug ?? ''}", publish it and run npm run build.`,
    );
    return 1;
  }
  return sendCommand([correction.id, ...options], output, environment);
}
