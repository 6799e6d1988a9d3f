import { articleSchema, imagePathSchema } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import { emptyLedger, ledgerFile, ledgerSchema } from '#articles/ledger.ts';
import { pageSchema } from '#articles/page.ts';
import { paperSchema } from '#articles/paper.ts';
import { personSchema } from '#articles/person.ts';
import { policySchema } from '#articles/policy.ts';
import { problem } from '#articles/rules/catalogue.ts';
import { seriesSchema } from '#articles/series.ts';
import { topicSchema } from '#articles/topic.ts';
import { hubSchema } from '#hub/hub.ts';
import type { Problem } from '#hub/problem.ts';
import { redirectsFile, redirectsSchema } from '#hub/redirects/redirect.ts';
import { type Issue, issueSchema } from '#newsletter/issue.ts';

import type { z } from 'zod';

import { listFiles } from './content-folder.ts';
import { type Folder, type PlacedFile, placeFiles } from './content-places.ts';
import { readSource, type ReadSource, type SourceFile } from './source-file.ts';

export interface ReadContent {
  /** `null` when `hub.yaml` itself cannot be used. */
  readonly content: Content | null;
  /** The newsletter's issues, drafts included, by id. */
  readonly issues: readonly Issue[];
  readonly problems: readonly Problem[];
  /** The readable files behind the content, by path relative to the project; they may break their schema. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** Every file of `content/`, read or not. */
  readonly files: ReadonlySet<string>;
}

/**
 * Reads all of `content/` below `root`, drafts included. A file that breaks its schema is left out
 * and reported; nothing is thrown for anything an editor may write.
 */
export async function readContent(root: string): Promise<ReadContent> {
  const { files, problems } = await listFiles(root);
  const { placed, problems: misplaced } = placeFiles(files);
  problems.push(...misplaced);
  const sources = new Map<string, SourceFile>();

  const read = async <T>(
    file: string,
    schema: z.ZodType<T>,
    limits: { maxBytes?: number; maxYaml?: number } = {},
  ): Promise<ReadSource<T>> => {
    const result = await readSource(root, { file, schema, ...limits });
    if (result.source) sources.set(file, result.source);
    problems.push(...result.problems);
    return result;
  };
  const readAll = async <T>(folder: Folder, schema: z.ZodType<T>) => {
    const found = await Promise.all(
      placed
        .filter((one) => one.folder === folder)
        .map(async (one) => ({ ...one, ...(await read(one.file, schema)) })),
    );
    return found.flatMap(({ data, ...one }) => (data === null ? [] : [{ ...one, data }]));
  };

  const hub = await read('content/hub.yaml', hubSchema);
  const ledger = files.includes(ledgerFile)
    ? (await read(ledgerFile, ledgerSchema, growingLimits)).data
    : null;
  const redirects = files.includes(redirectsFile)
    ? (await read(redirectsFile, redirectsSchema, growingLimits)).data
    : null;
  const [articles, pages, papers, people, topics, series, issues, policies] = await Promise.all([
    readAll('articles', articleSchema(imagePathSchema)),
    readAll('pages', pageSchema),
    readAll('papers', paperSchema),
    readAll('people', personSchema(imagePathSchema)),
    readAll('topics', topicSchema),
    readAll('series', seriesSchema),
    readAll('issues', issueSchema),
    readAll('policies', policySchema),
  ]);
  const inRightFolder = (one: TextFile): boolean => {
    const found = languageProblem(one);
    if (found) problems.push(found);
    return !found;
  };
  const content = hub.data && {
    hub: hub.data,
    articles: articles.filter(inRightFolder).map(textOf),
    pages: pages.filter(inRightFolder).map(textOf),
    papers: papers.filter(inRightFolder).map(textOf),
    people: people.map(recordOf),
    topics: topics.map(recordOf),
    series: series.map(recordOf),
    policies: policies.map(recordOf),
    ledger: ledger ?? emptyLedger,
    redirects: redirects ?? {},
  };
  return {
    content,
    issues: issues.filter(inRightFolder).map(textOf),
    problems: problems.toSorted(byPlace),
    sources,
    files: new Set(files),
  };
}

/** The ledger grows with every post, the redirects with every address that goes: some 200 bytes each, for years. */
const growingLimits = { maxBytes: 8 * 1024 * 1024, maxYaml: 8 * 1024 * 1024 };

const alphabet = new Intl.Collator('en');

/** Sorts problems by file, then line. */
export function byPlace(a: Problem, b: Problem): number {
  return alphabet.compare(a.file, b.file) || a.line - b.line || alphabet.compare(a.rule, b.rule);
}

interface ReadFile<T> extends PlacedFile {
  readonly data: T;
  readonly source: SourceFile | null;
}

type TextFile = ReadFile<{ readonly lang: string }>;

function textOf<T>({ file, lang, name, data, source }: ReadFile<T>) {
  return { id: `${lang}/${name}`, slug: name, file, data, body: source?.body ?? '' };
}

function recordOf<T>({ file, name, data }: ReadFile<T>) {
  return { id: name, file, data };
}

function languageProblem({ file, lang, data, source }: TextFile): Problem | null {
  if (data.lang === lang) return null;
  const line = source?.source.lineOf(['lang']) ?? 1;
  const message = `"lang" is "${data.lang}" in the folder ${lang}; make them equal`;
  return problem('content/language', { file, line, message });
}
