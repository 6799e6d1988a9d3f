import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { z } from 'zod';

import { type Article, articleSchema, imagePathSchema } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import { type Page, pageSchema } from '#articles/page.ts';
import { personSchema } from '#articles/person.ts';
import { seriesSchema } from '#articles/series.ts';
import { topicSchema } from '#articles/topic.ts';
import { hubSchema } from '#hub/hub.ts';
import { isId } from '#hub/ids.ts';
import { languages } from '#hub/languages.ts';
import type { Problem } from '#hub/problem.ts';

import { listFiles } from './content-folder.ts';
import { parseFrontMatter } from './front-matter.ts';
import { type SchemaProblem, schemaProblems } from './schema-problems.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** A file of `content/` that met its schema, with the way back to its lines. */
export interface SourceFile {
  readonly file: string;
  readonly source: YamlSource;
  /** MDX below the front matter, empty for YAML files. */
  readonly body: string;
  /** The line on which `body` begins. */
  readonly bodyLine: number;
}

export interface ReadContent {
  /** `null` when `hub.yaml` itself cannot be used. */
  readonly content: Content | null;
  readonly problems: readonly Problem[];
  /** The files behind the content, by path relative to the project. */
  readonly sources: ReadonlyMap<string, SourceFile>;
}

/**
 * Reads all of `content/` below `root`, drafts included. A file that breaks its schema is left out
 * and reported; nothing is thrown for anything an editor may write.
 */
export async function readContent(root: string): Promise<ReadContent> {
  const { files, problems } = await listFiles(root);
  const sources = new Map<string, SourceFile>();
  const read = async <T>(file: string, schema: z.ZodType<T>) =>
    readSource(path.join(root, file), file, schema, { sources, problems });

  const hub = await read('content/hub.yaml', hubSchema);
  const [articles, pages, people, topics, series] = await Promise.all([
    readTexts(files, 'articles', (file) => read(file, articleSchema(imagePathSchema)), problems),
    readTexts(files, 'pages', (file) => read(file, pageSchema), problems),
    readRecords(files, 'people', (file) => read(file, personSchema(imagePathSchema)), problems),
    readRecords(files, 'topics', (file) => read(file, topicSchema), problems),
    readRecords(files, 'series', (file) => read(file, seriesSchema), problems),
  ]);
  const content = hub && {
    hub: hub.data,
    articles: articles satisfies Article[],
    pages: pages satisfies Page[],
    people,
    topics,
    series,
  };
  return { content, problems: problems.toSorted(byPlace), sources };
}

/** Sorts problems by file, then line. */
export function byPlace(a: Problem, b: Problem): number {
  return (
    a.file.localeCompare(b.file, 'en') || a.line - b.line || a.rule.localeCompare(b.rule, 'en')
  );
}

type Read<T> = (file: string) => Promise<{ data: T; body: string } | null>;

/** Every `content/<folder>/<lang>/<slug>.mdx`. */
async function readTexts<T extends { lang: string }>(
  files: readonly string[],
  folder: string,
  read: Read<T>,
  problems: Problem[],
) {
  const found = await Promise.all(
    files
      .filter((file) => file.startsWith(`content/${folder}/`))
      .map(async (file) => {
        const [, , lang = '', name = '', ...deeper] = file.split('/');
        const slug = name.replace(/\.mdx$/, '');
        if (deeper.length > 0 || !name.endsWith('.mdx') || !languages.some((one) => one === lang)) {
          problems.push(
            misplaced(file, `expected content/${folder}/<${languages.join('|')}>/<slug>.mdx`),
          );
          return [];
        }
        if (!isId(slug)) {
          problems.push(misplaced(file, badName(slug)));
          return [];
        }
        const text = await read(file);
        if (!text) return [];
        if (text.data.lang !== lang) {
          problems.push({
            ...misplaced(
              file,
              `"lang" is "${text.data.lang}" in the folder ${lang}; make them equal`,
            ),
            rule: 'content/language',
          });
          return [];
        }
        return [{ id: `${lang}/${slug}`, slug, file, ...text }];
      }),
  );
  return found.flat();
}

/** Every `content/<folder>/<id>.yaml`. */
async function readRecords<T>(
  files: readonly string[],
  folder: string,
  read: Read<T>,
  problems: Problem[],
) {
  const found = await Promise.all(
    files
      .filter((file) => file.startsWith(`content/${folder}/`))
      .map(async (file) => {
        const [, , name = '', ...deeper] = file.split('/');
        const id = name.replace(/\.yaml$/, '');
        if (deeper.length > 0 || !name.endsWith('.yaml')) {
          problems.push(misplaced(file, `expected content/${folder}/<id>.yaml`));
          return [];
        }
        if (!isId(id)) {
          problems.push(misplaced(file, badName(id)));
          return [];
        }
        const record = await read(file);
        return record ? [{ id, file, data: record.data }] : [];
      }),
  );
  return found.flat();
}

async function readSource<T>(
  fullPath: string,
  file: string,
  schema: z.ZodType<T>,
  { sources, problems }: { sources: Map<string, SourceFile>; problems: Problem[] },
): Promise<{ data: T; body: string } | null> {
  const report = (found: readonly SchemaProblem[], rule: string) =>
    problems.push(...found.map((one) => ({ rule, severity: 'error' as const, file, ...one })));

  let text: string;
  try {
    text = await readFile(fullPath, 'utf8');
  } catch {
    report(
      [{ line: 1, message: 'cannot be read; add the file or make it readable' }],
      'content/unreadable',
    );
    return null;
  }
  const parts = file.endsWith('.yaml')
    ? { yaml: text, yamlLine: 1, body: '', bodyLine: 1 }
    : parseFrontMatter(text);
  if (!parts) {
    const message = 'has no front matter; begin the file with "---", its fields and "---"';
    report([{ line: 1, message }], 'content/front-matter');
    return null;
  }
  const source = readYaml(parts.yaml, parts.yamlLine);
  if (source.problems.length > 0) {
    report(source.problems, 'content/yaml');
    return null;
  }
  sources.set(file, { file, source, body: parts.body, bodyLine: parts.bodyLine });
  const parsed = schema.safeParse(source.value);
  if (!parsed.success) {
    report(schemaProblems(parsed.error, source), 'content/schema');
    return null;
  }
  return { data: parsed.data, body: parts.body };
}

function misplaced(file: string, message: string): Problem {
  return { rule: 'content/place', severity: 'error', file, line: 1, message };
}

function badName(name: string): string {
  return `is called "${name}"; use lower-case letters, digits and single hyphens, at most 200 characters`;
}
