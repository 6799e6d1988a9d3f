import path from 'node:path';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { writeNewFiles } from '#adapters/new-files.ts';
import { unfinishedMark } from '#articles/rules/unfinished.ts';
import { dayOf } from '#hub/calendar.ts';
import { problemLine } from '#hub/problem.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';
import { newDrafts, type NewKind } from './support/new-drafts.ts';
import { type Asker, BrokenOff, terminalAsker, WrongUsage } from './support/questions.ts';

const usage = `Writes a new file of content/, complete but for what only you can write.

  npm run new -- article "Title"       [--lang nl] [--topic <id>] [--author <id>]… [--description "…"]
                                       [--kind article] [--status draft] [--slug <slug>]
  npm run new -- translation <slug>    [--lang en] [--title "…"] [--description "…"] [--translator <id>]
  npm run new -- person "Name"         [--kind employee|guest|brand] [--role "…"] [--bio "…"] [--organisation "…"]
  npm run new -- topic "Name"          [--intro "…"]
  npm run new -- page "Title"          [--lang nl] [--description "…"]

It asks for what is missing; where nobody can answer (in a script), every choice needs its flag.
Nothing is ever overwritten.

Example: npm run new -- article "Je ketting smeren" --topic hands-on --author ilyas-naafdop`;

/** Writes the file and returns the exit status: 0 done, 1 nothing was written, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  environment?: Pick<Environment, 'hubRoot' | 'asOf'>,
  ask: Asker | null = terminalAsker(),
): Promise<number> {
  const { values: options, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      lang: { type: 'string' },
      topic: { type: 'string' },
      author: { type: 'string', multiple: true },
      description: { type: 'string' },
      status: { type: 'string' },
      kind: { type: 'string' },
      slug: { type: 'string' },
      title: { type: 'string' },
      translator: { type: 'string' },
      role: { type: 'string' },
      bio: { type: 'string' },
      organisation: { type: 'string' },
      intro: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const [what, subject, ...rest] = positionals;
  const kinds = Object.keys(newDrafts).join(', ');
  if (what === undefined || !isNewKind(what)) {
    output.remark(`What is new? Write one of ${kinds}; --help shows how.`);
    return 2;
  }
  if (rest.length > 0) {
    output.remark(`"${rest.join(' ')}" is too much; put a title of several words between quotes.`);
    return 2;
  }

  const { hubRoot, asOf } = environment ?? readEnvironment();
  const { content, problems } = await readContent(hubRoot);
  if (!content) {
    for (const problem of problems) output.remark(problemLine(problem));
    return 1;
  }
  const today = asOf ?? dayOf(new Date(), content.hub.timeZone);
  try {
    const { files, remark } = await newDrafts[what](
      { ...options, subject },
      { content, today, ask },
    );
    const outcome = await writeNewFiles(hubRoot, files);
    if (outcome.kind === 'exists') {
      output.remark(`${outcome.file} is there already and stays as it is; choose another --slug.`);
      return 1;
    }
    for (const file of outcome.files) output.data(path.join(path.relative('.', hubRoot), file));
    if (remark) output.remark(remark);
    output.remark(`Write what ${unfinishedMark} marks, then run: npm run check`);
    return 0;
  } catch (error) {
    if (error instanceof BrokenOff) {
      output.remark('Nothing was written.');
      return 1;
    }
    if (!(error instanceof WrongUsage)) throw error;
    output.remark(error.message);
    return 2;
  }
}

function isNewKind(name: string): name is NewKind {
  return Object.hasOwn(newDrafts, name);
}

await runCommand(import.meta, main);
