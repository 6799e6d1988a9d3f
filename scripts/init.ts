import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { checkContent } from '#adapters/check-content.ts';
import { readContent } from '#adapters/content-files.ts';
import { type DemoFiles, listDemoFiles, readDemoList } from '#adapters/demo-files.ts';
import { planReplacement, replaceDemo, type Replacement } from '#adapters/replace-demo.ts';
import { firstHub } from '#articles/drafts/first-hub/first-hub.ts';
import { dayOf } from '#hub/calendar.ts';
import { problemLine } from '#hub/problem.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';
import { answersFor } from './support/init/answers.ts';
import { settledAnswers, withoutKept } from './support/init/own-hub.ts';
import { type Asker, BrokenOff, terminalAsker, WrongUsage } from './support/questions.ts';

const usage = `Makes this copy of Freehold your brand's hub: asks what it must know, takes the demo brand out of content/ and public/, and
writes what a hub needs to be built and read.

  npm run init -- [--name "Brand"] [--domain hub.brand.nl] [--languages nl|en|nl,en] [--default-language nl|en]
                  [--accent "#1f5fa8"] [--email <address>] [--sender-name "…"] [--sender-address <address>]
                  [--postal-address "…"] [--person "Name"] [--role "…"] [--topics "One, Two / Twee, Three"]
                  [--time-zone Europe/Amsterdam] [--yes] [--dry-run] [--json]

  --yes       goes ahead without asking; what has no flag gets its usual value (--name and --domain have none)
  --dry-run   says what would go, stay and come, and changes nothing
  --json      prints the same for a program

Only demo files that nobody changed are removed. Your own files, and demo files that you changed, stay.
Running it again changes nothing.

Example: npm run init -- --name "Brood & Boter" --domain broodenboter.nl --languages nl --accent "#b4530a" --yes`;

/** Turns the hub into the brand's own. Returns the exit status: 0 done or nothing to do, 1 nothing was changed or not all is right, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  environment?: Pick<Environment, 'hubRoot' | 'asOf'>,
  terminalOf: Asker | null = terminalAsker(),
): Promise<number> {
  const text = { type: 'string' } as const;
  const { values: options } = parseArgs({
    args: argv,
    options: {
      ...{ name: text, domain: text, languages: text, 'default-language': text, accent: text },
      ...{ email: text, 'sender-name': text, 'sender-address': text, 'postal-address': text },
      ...{ person: text, role: text, topics: text, 'time-zone': text },
      yes: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const { hubRoot, asOf } = environment ?? readEnvironment();
  const files = await listDemoFiles(hubRoot, await readDemoList());
  if (files.untouched.length === 0) {
    const { content } = await readContent(hubRoot);
    output.remark(
      `Nothing of the demo is left${content ? `: this is the hub of ${content.hub.name}` : ''}. Nothing was changed.`,
    );
    if (options.json)
      output.data(
        JSON.stringify({ written: [], removed: [], kept: [...files.changed, ...files.own] }),
      );
    return 0;
  }
  const ask = options.yes || options.json ? null : terminalOf;
  try {
    const plan = await planFor(options, { root: hubRoot, files, asOf, ask, output });
    if (!options.json) for (const line of planLines(plan)) output.data(line);
    const isSure = options.yes || (!options['dry-run'] && (await confirmed(ask)));
    const isDone = isSure && !options['dry-run'];
    if (isDone) await replaceDemo(hubRoot, plan);
    if (options.json) output.data(jsonOf(plan, isDone));
    if (options['dry-run']) return 0;
    if (!isDone) {
      output.remark('Nothing was changed. Add --yes to go ahead where nobody can be asked.');
      return 1;
    }
    return await finish(hubRoot, { asOf, output });
  } catch (error) {
    if (error instanceof BrokenOff) {
      output.remark('Nothing was changed.');
      return 1;
    }
    if (!(error instanceof WrongUsage)) throw error;
    output.remark(error.message);
    return 2;
  }
}

async function planFor(
  given: Parameters<typeof answersFor>[0],
  {
    root,
    files,
    asOf,
    ask,
    output,
  }: {
    root: string;
    files: DemoFiles;
    asOf: string | undefined;
    ask: Asker | null;
    output: Output;
  },
): Promise<Replacement> {
  const settled = await settledAnswers(root, files);
  const { brand, person, topics } =
    settled ?? (await answersFor(given, { ask, remark: output.remark }));
  if (settled)
    output.remark(
      `content/hub.yaml is yours (${brand.name}) and stays; only the demo around it goes.`,
    );
  const today = asOf ?? dayOf(new Date(), brand.timeZone);
  const all = firstHub(brand, { person, topics, today });
  return planReplacement(files, settled ? withoutKept(all, files) : all);
}

async function confirmed(ask: Asker | null): Promise<boolean> {
  if (!ask) return false;
  const options = [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No, leave everything as it is' },
  ];
  return (await ask.choose('Go ahead?', options)) === 'yes';
}

function planLines({ write, remove, keep }: Replacement): string[] {
  const list = (title: string, names: readonly string[]) =>
    names.length === 0
      ? []
      : [`${title} (${names.length}):`, ...names.map((name) => `  ${name}`), ''];
  return [
    ...list('Goes, as nobody changed it since it came with Freehold', remove),
    ...list('Stays, as it is yours', keep),
    ...list(
      'Is written, in place of a demo file where there was one',
      write.map(({ file }) => file),
    ),
  ];
}

function jsonOf({ write, remove, keep }: Replacement, isDone: boolean): string {
  return JSON.stringify({
    done: isDone,
    written: write.map(({ file }) => file),
    removed: remove,
    kept: keep,
  });
}

async function finish(
  root: string,
  { asOf, output }: { asOf: string | undefined; output: Output },
): Promise<number> {
  const { problems, content } = await checkContent(root, { asOf });
  const errors = problems.filter(({ severity }) => severity === 'error');
  for (const problem of errors) output.remark(problemLine(problem));
  if (errors.length > 0) {
    output.remark(
      'Files that stay need something of the demo; mend what stands above, then: npm run check',
    );
    return 1;
  }
  const { email, postalAddress } = content?.hub.organisation ?? {};
  const { address } = content?.hub.newsletter.sender ?? {};
  output.remark(`The hub is yours. Make sure that somebody reads ${email} and ${address}.`);
  if (postalAddress === undefined)
    output.remark('Before the first issue: organisation.postalAddress in content/hub.yaml.');
  const data = path.join(root, 'data');
  if (await stat(data).catch(() => null)) {
    output.remark(
      'data/ holds the sign-ups that you tried with the demo; remove it before you go live.',
    );
  }
  output.remark('Next: npm run dev shows what to do first; npm start builds and serves the hub.');
  return 0;
}

await runCommand(import.meta, main);
