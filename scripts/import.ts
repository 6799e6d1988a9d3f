import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { openImport } from '#adapters/importing/open-import.ts';
import { isAddress } from '#adapters/importing/read-source.ts';
import { dayOf } from '#hub/calendar.ts';
import { languages, type Language } from '#hub/languages.ts';
import { problemLine } from '#hub/problem.ts';
import { linesAboutPictures } from '#importing/elsewhere/tell-pictures.ts';
import { SourceFault } from '#importing/sources/source-fault.ts';
import { countsOf, reportLines } from '#importing/report.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';
import { wantedPictures } from './support/import-pictures.ts';
import { progressBar } from './support/progress.ts';

const usage = `Brings the articles of another blog into this hub, and says of everything what became of it.

  npm run import -- <folder, file or feed> [--uploads <folder>] [--dry-run] [--language nl|en]
                             [--site https://old.example] [--author "Name"] [--fetch-pictures[=all|<hosts>]]
                             [--report <file.json>] [--json]

A folder holds Markdown or MDX; a file is an export of WordPress (.xml) or Ghost (.json), or a feed with whole texts
(RSS, Atom, JSON Feed), which may also be an https address.

  --uploads    the folder with the pictures of an export, such as wp-content/uploads
  --dry-run    says what would happen and writes nothing
  --language   the language of texts that do not say theirs; else what their words tell
  --site       the address of the old site: links to it are links within the blog
  --fetch-pictures  brings pictures that texts show from the web: those of the old blog itself; of others' hosts only
               where you name them (=cdn.example,photos.example) or ask for =all, and their makers let you
  --allow-host a host of your own network that may be asked, as localhost:8080; may be repeated
  --author     who signs texts without an author
  --report     writes every finding to a file, also of what simply came along
  --json       prints the report for a program

What a person changed since an import stays as it is. content/import/mapping.yaml says which topic each category
or tag becomes; change it and import again. Exit status: 0 done, 1 something could not be imported, 2 wrong usage.

Examples: npm run import -- ../old-blog --dry-run
          npm run import -- ../old-blog --language nl --site https://old.example
          npm run import -- ../wordpress.xml --uploads ../wp-content/uploads
          npm run import -- ../wordpress.xml --fetch-pictures`;

/** Imports and returns the exit status: 0 done, 1 something could not be imported, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  environment?: Pick<Environment, 'hubRoot' | 'asOf'>,
): Promise<number> {
  const { values: options, positionals } = parseArgs({
    args: argv.map((one) => (one === '--fetch-pictures' ? '--fetch-pictures=' : one)),
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      language: { type: 'string' },
      site: { type: 'string' },
      uploads: { type: 'string' },
      author: { type: 'string' },
      'fetch-pictures': { type: 'string' },
      'allow-host': { type: 'string', multiple: true, default: [] },
      report: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const [source, ...rest] = positionals;
  const isTrial = options['dry-run'];
  const fault = await wrongUsage(source, { rest, ...options });
  if (source === undefined || fault !== null) {
    output.remark(fault ?? usage);
    return 2;
  }
  const wanted = wantedPictures(options);
  if (typeof wanted === 'string') {
    output.remark(wanted);
    return 2;
  }

  const { hubRoot, asOf } = environment ?? readEnvironment();
  const { content, problems } = await readContent(hubRoot);
  if (!content) {
    for (const problem of problems) output.remark(problemLine(problem));
    return 1;
  }
  const start = performance.now();
  const opened = await openImport(isAddress(source) ? source : path.resolve(source), {
    ...{ root: hubRoot, content },
    today: asOf ?? dayOf(new Date(), content.hub.timeZone),
    language: languages.find((one) => one === options.language) ?? null,
    site: options.site ? new URL(options.site).origin : null,
    author: options.author ?? null,
    uploads: options.uploads === undefined ? null : path.resolve(options.uploads),
    pictures: {
      ...{ ...wanted, isTrial },
      ...(process.stderr.isTTY && { onProgress: progressBar('Fetching pictures') }),
    },
    ...(process.stderr.isTTY && { onProgress: progressBar('Importing') }),
  }).catch(faultOf);
  if (opened instanceof SourceFault) {
    output.remark(`${opened.message}. Nothing was written.`);
    return 1;
  }
  const { plan, findings, picturesElsewhere, write } = opened;
  const files = await write();
  const seconds = (performance.now() - start) / 1000;
  const counts = countsOf(findings);
  const summary = {
    articles: plan.articles.length,
    counts,
    ...files,
    redirects: Object.fromEntries(plan.redirects),
    picturesElsewhere,
    findings,
  };
  if (options.report !== undefined) {
    await writeFile(options.report, `${JSON.stringify(summary, null, 2)}\n`);
  }
  if (options.json) output.data(JSON.stringify(summary, null, 2));
  else for (const line of reportLines(findings)) output.data(line);

  output.remark(
    `${plan.articles.length} ${plan.articles.length === 1 ? 'article' : 'articles'}: ${files.written.length} files ${isTrial ? 'would be written' : 'written'}, ${files.unchanged.length} unchanged, in ${seconds.toFixed(1)} s.`,
  );
  for (const line of linesAboutPictures(picturesElsewhere)) output.remark(line);
  for (const file of files.edited) output.remark(`${file} was changed by hand and stays as it is.`);
  if (isTrial) output.remark('Nothing was written. Without --dry-run it will be.');
  else output.remark('Now run: npm run check');
  const isWhole = !findings.some(
    ({ outcome, construct }) => outcome === 'lost' && ['article', 'file'].includes(construct),
  );
  return isWhole ? 0 : 1;
}

function faultOf(error: unknown): SourceFault {
  if (error instanceof SourceFault) return error;
  throw error;
}

async function wrongUsage(
  source: string | undefined,
  {
    rest,
    language,
    site,
    uploads,
  }: {
    rest: readonly string[];
    language?: string | undefined;
    site?: string | undefined;
    uploads?: string | undefined;
  },
): Promise<string | null> {
  if (source === undefined)
    return 'Import what? Name the folder or the export of the old blog; --help shows how.';
  if (rest[0] === 'all') return 'Write --fetch-pictures=all, with a =.';
  if (rest.length > 0) return `"${rest.join(' ')}" is too much; name one folder or file.`;
  if (isAddress(source)) {
    if (!URL.parse(source)?.protocol.startsWith('https'))
      return `${source} is not safe; use https.`;
  } else if (!(await stat(source).catch(() => null))) return `${source} does not exist.`;
  if (uploads !== undefined && !(await stat(uploads).catch(() => null))?.isDirectory()) {
    return `--uploads ${uploads} is no folder.`;
  }
  if (language !== undefined && !languages.some((one: Language) => one === language)) {
    return `--language ${language} is none of ${languages.join(', ')}.`;
  }
  if (site !== undefined && !/^https?:$/.test(URL.parse(site)?.protocol ?? '')) {
    return `--site ${site} is no address; write for example --site https://old.example`;
  }
  return null;
}

await runCommand(import.meta, main);
