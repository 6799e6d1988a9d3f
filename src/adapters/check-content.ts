import type { Body } from '#articles/body.ts';
import type { Content } from '#articles/content.ts';
import { judge } from '#articles/rules/all.ts';
import { problem } from '#articles/rules/catalogue.ts';
import { type Day, dayOf } from '#hub/calendar.ts';
import type { Problem } from '#hub/problem.ts';
import { issueRules, issueProblems } from '#newsletter/issue-rules.ts';
import { shareRules } from '#sharing/finding.ts';

import { checkPictures } from './check-pictures.ts';
import { byPlace, type ReadContent, readContent } from './content-files.ts';
import { halfRead } from './half-read.ts';
import { openMdxParser } from './mdx-parser.ts';
import { listPublicFiles } from './public-folder.ts';
import type { SourceFile } from './source-file.ts';

export interface CheckedContent {
  /** `null` when `hub.yaml` itself cannot be used. */
  readonly content: Content | null;
  readonly issues: ReadContent['issues'];
  readonly sources: ReadContent['sources'];
  /** All there are, by file and line. */
  readonly problems: readonly Problem[];
  /** How many files of `content/` were looked at. */
  readonly fileCount: number;
}

/** The line of what is a stand-in, of which there is nothing to say. */
const nowhere = 0;

/**
 * Reads `content/` and `public/` below `root` and holds them against every rule, as they are on the
 * day `asOf` (today in the hub's time zone when left out). With `forBuild`, drafts and reviews are
 * passed over, since a build leaves them out.
 */
export async function checkContent(
  root: string,
  {
    asOf,
    forBuild = false,
    patienceMs,
  }: {
    readonly asOf?: Day | undefined;
    readonly forBuild?: boolean;
    /** The longest that one body may take to read. */
    readonly patienceMs?: number;
  } = {},
): Promise<CheckedContent> {
  const [read, { publicFiles, problems: inPublic }] = await Promise.all([
    readContent(root),
    listPublicFiles(root),
  ]);
  const { content, files, sources } = read;
  const judged = [...sources.values()].filter((source) => !forBuild || !isUnpublished(source));
  const { bodies, problems: inBodies } = await readBodies(judged, patienceMs);
  const problems = [...read.problems, ...inPublic, ...inBodies];

  if (content) {
    const halves = new Map(
      judged.flatMap((source) => {
        const half = halfRead(source);
        return half === null ? [] : [[source.file, half]];
      }),
    );
    const lineOf = (file: string, field: readonly PropertyKey[]) =>
      halves.get(file)?.stoodIn.has(String(field[0]))
        ? nowhere
        : (sources.get(file)?.source.lineOf(field) ?? 1);
    const day = asOf ?? dayOf(new Date(), content.hub.timeZone);
    const shown = judged.map(({ file }) => file);
    const all = {
      ...content,
      articles: [...content.articles, ...[...halves.values()].map(({ article }) => article)],
    };
    const pictured = { ...all, articles: all.articles.filter(({ file }) => shown.includes(file)) };
    const found = [
      ...judge({
        ...{ content: all, asOf: day, forBuild, bodies, files, publicFiles, lineOf },
        otherRules: { ...shareRules, ...issueRules },
      }),
      ...issueProblems(read.issues, { content, asOf: day, forBuild, bodies, lineOf }),
      ...(await checkPictures({ root, content: pictured, bodies, publicFiles, lineOf })),
    ];
    problems.push(...found.filter(({ line }) => line !== nowhere));
  }
  const passedOver = new Set(
    forBuild ? [...sources.values()].filter(isUnpublished).map(({ file }) => file) : [],
  );
  return {
    content,
    issues: read.issues,
    sources,
    problems: problems.filter(({ file }) => !passedOver.has(file)).toSorted(byPlace),
    fileCount: files.size,
  };
}

async function readBodies(
  sources: readonly SourceFile[],
  patienceMs: number | undefined,
): Promise<{ bodies: Map<string, Body>; problems: Problem[] }> {
  await using parser = openMdxParser(patienceMs === undefined ? {} : { patienceMs });
  const bodies = new Map<string, Body>();
  const problems: Problem[] = [];
  await Promise.all(
    sources
      .filter(({ file }) => file.endsWith('.mdx'))
      .map(async ({ file, body, bodyLine }) => {
        const parsed = await parser.parse({ text: body, firstLine: bodyLine });
        if (parsed.body) bodies.set(file, parsed.body);
        for (const failure of parsed.failures)
          problems.push(problem('content/mdx', { file, ...failure }));
      }),
  );
  return { bodies, problems };
}

/** Whether a file says that it is not to be published yet, even if it says so in a broken way. */
function isUnpublished({ file, source: { value } }: SourceFile): boolean {
  if (
    !/^content\/(articles|issues|papers)\//.test(file) ||
    typeof value !== 'object' ||
    value === null
  ) {
    return false;
  }
  return 'status' in value && (value.status === 'draft' || value.status === 'review');
}
