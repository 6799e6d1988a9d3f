import { parseMdx } from '#adapters/mdx-body.ts';
import type { ReadMdx } from '#importing/body/finish-body.ts';
import type { Elsewhere } from '#importing/elsewhere/pictures-elsewhere.ts';
import type { Finding } from '#importing/finding.ts';
import { finishText } from '#importing/finish-text.ts';
import { beginImport, type ImportPlan, type ImportWishes } from '#importing/plan-import.ts';
import type { RawBlog, RawEntry } from '#importing/raw-entry.ts';
import { readText } from '#importing/read-text.ts';
import { splitFile } from '#importing/split-file.ts';
import { unaccounted } from '#importing/noting.ts';

import { someContent } from './content-builders.ts';

/** A blog of `texts`, by path; front matter and all. */
export function aBlog(
  texts: Readonly<Record<string, string>>,
  {
    files = [],
    authors = {},
    site = null,
    settings = {},
  }: {
    files?: string[];
    settings?: Record<string, unknown>;
    authors?: Record<string, Record<string, unknown>>;
    site?: string | null;
  } = {},
): RawBlog {
  const entries = Object.entries(texts).map(([source, text]): RawEntry => {
    const { fields, body, bodyLine } = splitFile(text);
    const base = source.includes('/') ? source.replace(/[^/]*$/, '') : '';
    const format = source.endsWith('.mdx') ? 'mdx' : source.endsWith('.html') ? 'html' : 'markdown';
    return { source, fields, body, bodyLine, format, base, oldUrls: [] };
  });
  return {
    entries,
    files: new Set(files),
    authors: new Map(Object.entries(authors)),
    site,
    settings,
  };
}

/** What an import into a hub with one person and one topic wishes. */
export function someWishes(wishes: Partial<ImportWishes> = {}): ImportWishes {
  return {
    content: someContent(),
    mapping: { topics: {}, authors: {} },
    language: 'nl',
    today: '2026-11-22',
    site: null,
    author: null,
    imported: new Set(),
    ...wishes,
  };
}

/** The plan of an import of `blog` into a hub with one person and one topic. */
export function planOf(
  blog: RawBlog,
  {
    pictureAt,
    ...wishes
  }: Partial<ImportWishes> & { pictureAt?: (address: string) => Elsewhere } = {},
): ImportPlan {
  const { toRead, reading, settle } = beginImport(blog, someWishes(wishes));
  const read = toRead.map((entry) => readText(entry, { ...reading, readMdx }));
  const { toFinish, complete } = settle(read, pictureAt);
  return complete(toFinish.map((task) => finishText(task, readMdx)));
}

const readMdx: ReadMdx = (text) => {
  const { body, failures } = parseMdx(text, 1);
  return { headings: body?.headings.map((heading) => heading.text) ?? [], failures };
};

/** One text, imported: its MDX below the front matter, and what was found in it. */
export function imported(
  body: string,
  { source = 'post.md', files = [] }: { source?: string; files?: string[] } = {},
): { body: string; findings: readonly Finding[]; not: (outcome: 'mapped') => string[] } {
  const text = `---\ntitle: Een proef met een ketting\ndate: 2019-05-01\n---\n${body}`;
  const plan = planOf(aBlog({ [source]: text }, { files }));
  const file = plan.files.find((one) => one.file.startsWith('content/articles/'))?.text ?? '';
  const broken = parseMdx(file.replace(/^---\n[\s\S]*?\n---\n/, ''), 1).failures;
  if (broken.length > 0) throw new Error(`does not compile: ${JSON.stringify(broken)}\n${file}`);
  const silent = plan.ledgers.flatMap(unaccounted);
  if (silent.length > 0) throw new Error(`not accounted for: ${JSON.stringify(silent)}`);
  const findings = plan.findings.filter(({ line, construct }) => line > 4 || construct === 'text');
  return {
    body: file.replace(/^---\n[\s\S]*?\n---\n/, '').trim(),
    findings,
    not: (outcome) =>
      findings
        .filter((one) => one.outcome !== outcome)
        .map((one) => `${one.line} ${one.outcome} ${one.construct}: ${one.what}`),
  };
}
