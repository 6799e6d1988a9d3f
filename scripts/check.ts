import { parseArgs, styleText } from 'node:util';

import { checkContent } from '#adapters/check-content.ts';
import { shareProblems } from '#adapters/check-sharing.ts';
import { byPlace } from '#adapters/content-files.ts';
import { rules } from '#articles/rules/catalogue.ts';
import { told } from '#hub/advice/in-dutch.ts';
import { type Language, languageSchema } from '#hub/languages.ts';
import { type Problem, problemLine, severities, type Severity } from '#hub/problem.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';
import { shareRules } from '#sharing/finding.ts';

import { type Output, runCommand, terminal } from './support/command.ts';

const usage = `Checks content/, public/ and the posts to share: what is wrong, where, and what to do about it.

  npm run check -- [--strict] [--json] [--rules] [--language nl|en]

  --strict   warnings count as errors
  --json     prints the result for a program
  --language the language of what it says; "editorLanguage" in content/hub.yaml when left out
  --rules    lists every rule; "rules" in content/hub.yaml can make most of them stricter or milder

FREEHOLD_AS_OF=yyyy-mm-dd checks as of another day than today.

Example: npm run check -- --strict`;

/** Checks the hub and returns the exit status: 0 all right, 1 the content is not right, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  environment?: Pick<Environment, 'hubRoot' | 'asOf'>,
): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      strict: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      rules: { type: 'boolean', default: false },
      language: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  if (options.rules) {
    for (const line of ruleLines(options.json)) output.data(line);
    return 0;
  }

  const wanted = languageSchema.optional().safeParse(options.language);
  if (!wanted.success) {
    output.remark(`--language is "${options.language}"; write nl or en.`);
    return 2;
  }
  const { hubRoot, asOf } = environment ?? readEnvironment();
  const start = performance.now();
  const checked = await checkContent(hubRoot, { asOf });
  const { fileCount } = checked;
  const language = wanted.data ?? checked.content?.hub.editorLanguage ?? 'en';
  const problems = [...checked.problems, ...shareProblems(checked, asOf)]
    .toSorted(byPlace)
    .map((problem) => told(problem, language));
  const milliseconds = Math.round(performance.now() - start);

  const counts = countsOf(problems);
  if (options.json) {
    output.data(JSON.stringify({ problems, counts, files: fileCount, milliseconds }, null, 2));
  } else {
    for (const line of linesAbout(problems)) output.data(line);
    const files = language === 'nl' ? 'bestanden' : 'files';
    output.remark(`${summaryOf(counts, language)} in ${fileCount} ${files} (${milliseconds} ms).`);
  }
  const isRight = counts.error === 0 && (!options.strict || counts.warning === 0);
  return isRight ? 0 : 1;
}

const colours = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
} as const satisfies Record<Severity, string>;

/** One line per problem, a blank line between files. `styleText` leaves colour out where no terminal shows it. */
function linesAbout(problems: readonly Problem[]): string[] {
  return problems.flatMap((problem, index) => {
    const { severity } = problem;
    const coloured = styleText(colours[severity], severity);
    const line = problemLine(problem).replace(` ${severity} `, ` ${coloured} `);
    const previous = problems[index - 1];
    return previous && previous.file !== problem.file ? ['', line] : [line];
  });
}

function countsOf(problems: readonly Problem[]): Record<Severity, number> {
  const countOf = (severity: Severity) =>
    problems.filter((problem) => problem.severity === severity).length;
  return {
    error: countOf('error'),
    warning: countOf('warning'),
    information: countOf('information'),
  };
}

const plurals = {
  en: {
    error: ['error', 'errors'],
    warning: ['warning', 'warnings'],
    information: ['remark', 'remarks'],
  },
  nl: {
    error: ['fout', 'fouten'],
    warning: ['waarschuwing', 'waarschuwingen'],
    information: ['opmerking', 'opmerkingen'],
  },
} as const satisfies Record<Language, Record<Severity, readonly [string, string]>>;

function summaryOf(counts: Readonly<Record<Severity, number>>, language: Language): string {
  const parts = severities
    .filter((severity) => counts[severity] > 0)
    .map(
      (severity) =>
        `${counts[severity]} ${plurals[language][severity][counts[severity] === 1 ? 0 : 1]}`,
    );
  const none = { nl: 'Niets aan te merken', en: 'No problems' }[language];
  return parts.length > 0 ? parts.join(', ') : none;
}

function ruleLines(isJson: boolean): string[] {
  const all = { ...rules, ...shareRules };
  if (isJson) return [JSON.stringify(all, null, 2)];
  return Object.entries(all).map(
    ([id, { severity, about, ...rest }]) =>
      `${id.padEnd(30)} ${severity.padEnd(8)} ${about}${'fixed' in rest ? ' (fixed)' : ''}`,
  );
}

await runCommand(import.meta, main);
