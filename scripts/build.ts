import path from 'node:path';
import { parseArgs } from 'node:util';

import { stageBuild } from '#adapters/build-folder.ts';
import { lockBuild } from '#adapters/build-lock.ts';
import { checkContent } from '#adapters/check-content.ts';
import { shareProblems } from '#adapters/check-sharing.ts';
import { byPlace } from '#adapters/content-files.ts';
import { buildHub, type BuildReport, clearCache, writeBuildReport } from '#adapters/hub-build.ts';
import { buildRedirects, exportRedirects } from '#adapters/redirect-files.ts';
import { readShownReaders } from '#adapters/shown-readers.ts';
import { handOver } from '#adapters/site-selection.ts';
import { publicContent } from '#articles/content.ts';
import { dayOf } from '#hub/calendar.ts';
import { told } from '#hub/advice/in-dutch.ts';
import type { Language } from '#hub/languages.ts';
import { type Problem, problemLine } from '#hub/problem.ts';
import { redirectsFile } from '#hub/redirects/redirect.ts';
import { publicIssues } from '#newsletter/issue.ts';
import { readEnvironment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';
import { progressBar } from './support/progress.ts';

const usage = `Builds the hub into dist/: pages, feeds, cards and search, ready to serve.

  npm run build -- [--clean] [--json]

  --clean   forgets what earlier builds kept and builds everything anew
  --json    prints the report of the build for a program

A build that fails leaves dist/ as it was. FREEHOLD_AS_OF=yyyy-mm-dd builds as of another day than today.

Example: npm run build`;

const steps: Readonly<Record<string, string>> = {
  content: 'Checking content',
  cache: 'Verifying what earlier builds kept',
  pages: 'Building pages and feeds',
  cards: 'Drawing cards',
  mails: 'Preparing mails',
  search: 'Indexing for search',
  compression: 'Compressing',
};

/** Builds the hub and returns the exit status: 0 done, 1 the content or the build failed, 2 wrong usage. */
export async function main(argv: string[], output: Output = terminal): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      clean: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const started = performance.now();
  const environment = readEnvironment();
  const { hubRoot, asOf: chosenDay } = environment;
  const projectRoot = path.resolve(import.meta.dirname, '..');
  const cacheDir = path.join(hubRoot, '.cache', 'build');
  const lock = await lockBuild(cacheDir);
  if (!lock) {
    output.remark('Another build of this hub is under way; wait for it to end.');
    return 1;
  }

  const step = (name: string) => {
    if (steps[name]) output.remark(`  ${steps[name]} …`);
  };
  try {
    step('content');
    const checked = await checkContent(hubRoot, { asOf: chosenDay, forBuild: true });
    const { content, issues, sources } = checked;
    const problems = [...checked.problems, ...shareProblems(checked, chosenDay)].toSorted(byPlace);
    const language = content?.hub.editorLanguage ?? 'en';
    printProblems(problems, output, language);
    if (!content || problems.some(isError)) return refused(problems, output);

    const asOf = chosenDay ?? dayOf(new Date(), content.hub.timeZone);
    // The pages are read in this process too, and midnight must not come between.
    process.env['FREEHOLD_AS_OF'] = asOf;
    const shown = publicContent(content, asOf);
    const readers = await readShownReaders(content.hub, {
      ...{ place: environment, now: new Date() },
      remark: output.remark,
    });
    const shownIssues = publicIssues(issues, asOf);
    handOver({ root: hubRoot, content: shown, issues: shownIssues, asOf, preview: false, readers });
    if (options.clean) await clearCache(cacheDir);
    const staged = await stageBuild(hubRoot, `${Date.now().toString(36)}-${process.pid}`);
    try {
      const { report, problems: pictures } = await buildHub(shown, {
        root: hubRoot,
        projectRoot,
        cacheDir,
        staged,
        issues: shownIssues,
        asOf,
        onStep: step,
        onProgress: (label) => progressBar(`  ${label}`),
      });
      const moved = await buildRedirects(content, {
        folder: staged.folder,
        lineOf: (old) => sources.get(redirectsFile)?.source.lineOf([old]) ?? 1,
      });
      const late = [...pictures, ...moved.problems];
      printProblems(late, output, language);
      if (late.some(isError)) {
        await staged.discard();
        return refused(late, output);
      }
      await writeBuildReport(hubRoot, report);
      await staged.publish();
      const left = await exportRedirects(moved.built, { root: hubRoot, site: content.hub.site });
      for (const line of left) output.remark(`exports/redirects: ${line}.`);
      finish(report, { output, json: options.json, elapsedMs: performance.now() - started });
      return 0;
    } catch (error) {
      await staged.discard();
      output.remark(`The build failed and dist/ is as it was.\n${textOf(error)}`);
      return 1;
    }
  } finally {
    lock.release();
  }
}

function finish(
  report: BuildReport,
  { output, json, elapsedMs }: { output: Output; json: boolean; elapsedMs: number },
): void {
  if (json) output.data(JSON.stringify(report));
  const { pages, articles, cards } = report;
  output.remark(
    `Built ${pages} pages from ${articles} ${articles === 1 ? 'article' : 'articles'} in ${(elapsedMs / 1000).toFixed(1)} s; ` +
      `${cards.drawn} cards drawn, ${cards.reused} reused.`,
  );
}

function printProblems(problems: readonly Problem[], { remark }: Output, language: Language): void {
  for (const problem of problems) remark(problemLine(told(problem, language)));
}

function refused(problems: readonly Problem[], { remark }: Output): number {
  const count = problems.filter(isError).length;
  remark(
    `Nothing was built: ${count} ${count === 1 ? 'error' : 'errors'} to mend first. dist/ is as it was.`,
  );
  return 1;
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const location = 'loc' in error && error.loc ? `\n${JSON.stringify(error.loc)}` : '';
  return `${error.message}${location}`;
}

await runCommand(import.meta, main);
// After a failure Astro's compiler goes on running and would keep this process with it.
if (import.meta.main) setTimeout(() => process.exit(), 1_000).unref();
