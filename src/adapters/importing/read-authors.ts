import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { parse as parseYaml } from 'yaml';

import { type AuthorPage, authorData } from '#importing/author-page.ts';
import { isRecord } from '#importing/fields.ts';
import type { RawBlog } from '#importing/raw-entry.ts';

export type ReadAuthors = Required<Pick<RawBlog, 'authors' | 'authorFiles'>>;

/**
 * `_data/authors.yml`, `blog/authors.yml`, `data/authors.json` and the like, files of one author each, as
 * `authors/ada.json`, and `pages`, which tell of authors in words.
 */
export async function readAuthors(
  folder: string,
  {
    files,
    pages,
  }: { files: readonly string[]; pages: readonly (AuthorPage & { readonly source: string })[] },
): Promise<ReadAuthors> {
  const authors = new Map<string, Readonly<Record<string, unknown>>>();
  const authorFiles = new Map<string, string>();
  const add = (id: string, fields: Readonly<Record<string, unknown>>, file: string) => {
    authors.set(id, fields);
    authorFiles.set(id, file);
  };
  for (const file of files.filter((one) => /\.(?:ya?ml|json)$/i.test(one))) {
    const isList = /(?:^|\/)(?:authors?|people|team)\.\w+$/i.test(file);
    if (!isList && !/(?:^|\/)_?(?:authors?|people|team)\/[^/]+$/i.test(file)) continue;
    const value = await readValue(path.join(folder, file));
    const one = isList ? null : authorData(file, value);
    if (one) add(one.id, one.fields, file);
    else if (isList) for (const [id, fields] of listed(value)) add(id, fields, file);
  }
  for (const { id, fields, source } of pages) add(id, fields, source);
  return { authors, authorFiles };
}

async function readValue(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  try {
    return parseYaml(text);
  } catch {
    return null;
  }
}

function listed(value: unknown): (readonly [id: string, Record<string, unknown>])[] {
  const pairs = Array.isArray(value)
    ? value.map((one: unknown) => [isRecord(one) ? idOf(one) : '', one] as const)
    : Object.entries(isRecord(value) ? value : {});
  return pairs.flatMap(([id, one]) => (isRecord(one) ? [[id, one] as const] : []));
}

function idOf(author: Record<string, unknown>): string {
  return String(author['id'] ?? author['slug'] ?? author['name']);
}
