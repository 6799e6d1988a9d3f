import { slugOf } from '#articles/drafts/slug.ts';
import { ledgerFile } from '#articles/ledger.ts';
import { problem } from '#articles/rules/catalogue.ts';
import { isId } from '#hub/ids.ts';
import { languages } from '#hub/languages.ts';
import type { Problem } from '#hub/problem.ts';
import { redirectsFile } from '#hub/redirects/redirect.ts';
import { isIssueSlug } from '#newsletter/issue.ts';

/** The folders of `content/` whose files are read, and how a file in each is named. */
export const folders = {
  articles: { shape: 'text', named: `content/articles/<${languages.join('|')}>/<slug>.mdx` },
  pages: { shape: 'text', named: `content/pages/<${languages.join('|')}>/<slug>.mdx` },
  papers: { shape: 'text', named: `content/papers/<${languages.join('|')}>/<slug>.mdx` },
  issues: { shape: 'text', named: `content/issues/<${languages.join('|')}>/<yyyy-mm-dd>.mdx` },
  people: { shape: 'record', named: 'content/people/<id>.yaml' },
  topics: { shape: 'record', named: 'content/topics/<id>.yaml' },
  series: { shape: 'record', named: 'content/series/<id>.yaml' },
  policies: { shape: 'record', named: 'content/policies/<id>.yaml' },
} as const;

/** Files that stand in `content/` itself. */
const singleFiles = ['content/hub.yaml', ledgerFile, redirectsFile];

export type Folder = keyof typeof folders;

/** A file in its right place: `name` is its slug or id, `lang` its folder in a folder of texts. */
export interface PlacedFile {
  readonly file: string;
  readonly folder: Folder;
  readonly lang: string;
  readonly name: string;
}

/** Folders of files that are not read as content: pictures, and what `npm run import` remembers. */
const ownFolders = new Set(['media', 'import']);

/** Sorts the files of `content/` (relative to the project) into those that can be read and problems. */
export function placeFiles(files: readonly string[]): {
  placed: PlacedFile[];
  problems: Problem[];
} {
  const placed: PlacedFile[] = [];
  const problems: Problem[] = [];
  const rivals = sameName(files);
  for (const file of files) {
    const [, folder = '', ...rest] = file.split('/');
    if (singleFiles.includes(file) || ownFolders.has(folder)) continue;
    if (!isFolder(folder)) {
      const message = `is read by nothing; files belong in content/${Object.keys(folders).join('/, content/')}/ or content/media/`;
      problems.push(problem('content/unread', { file, line: 1, message }));
      continue;
    }
    const others = rivals.get(nameKey(file))?.filter((other) => other !== file) ?? [];
    if (others.length > 0) {
      const message = `would become the same page as ${others.join(' and ')}; rename or remove one of them`;
      problems.push(problem('content/duplicate-slug', { file, line: 1, message }));
    }
    const place = placeOf(file, { folder, rest });
    if (typeof place !== 'string') placed.push(place);
    else if (others.length === 0) {
      problems.push(problem('content/place', { file, line: 1, message: place }));
    }
  }
  return { placed, problems };
}

function isFolder(name: string): name is Folder {
  return Object.hasOwn(folders, name);
}

/** Where `file` stands, or what is wrong with its place. */
function placeOf(
  file: string,
  { folder, rest }: { folder: Folder; rest: readonly string[] },
): PlacedFile | string {
  const { shape, named } = folders[folder];
  const [lang, fileName, ...deeper] = shape === 'text' ? rest : ['', ...rest];
  const ending = shape === 'text' ? '.mdx' : '.yaml';
  if (lang === undefined || fileName === undefined || deeper.length > 0) {
    return `is not where it would be read; put it at ${named}`;
  }
  if (shape === 'text' && !languages.some((one) => one === lang)) {
    return `is in a folder that is no language; put it at ${named}`;
  }
  if (!fileName.endsWith(ending))
    return `does not end with ${ending}; it would be read at ${named}. ${renamed(fileName, ending)}`;
  const name = fileName.slice(0, -ending.length);
  if (!isId(name)) {
    const better = slugOf(name);
    const advice = isId(better) ? ` Rename it to ${better}${ending}.` : '';
    return `is called "${name}"; use lower-case letters, digits and single hyphens, at most 200 characters.${advice}`;
  }
  if (folder === 'issues' && !isIssueSlug(name)) {
    return `is called "${name}"; an issue is named for its day, for example 2026-11-18.mdx, and a second one of that day 2026-11-18-correctie.mdx`;
  }
  return { file, folder, lang, name };
}

/** The name by which a file of `content/` would be read. */
function renamed(fileName: string, ending: string): string {
  const name = slugOf(fileName.replace(/\.[^.]*$/, ''));
  return isId(name) ? `Rename it to ${name}${ending}.` : `Give it a name that ends with ${ending}.`;
}

/** Files that differ only in case or ending, as some file systems and every URL would confuse them. */
function sameName(files: readonly string[]): Map<string, string[]> {
  return Map.groupBy(files, nameKey);
}

function nameKey(file: string): string {
  return file
    .replace(/\.(?:mdx?|markdown|ya?ml)$/i, '')
    .normalize('NFC')
    .toLowerCase();
}
