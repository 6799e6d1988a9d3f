import { readFileSync } from 'node:fs';
import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';

import type { Problem } from '#hub/problem.ts';
import { type ShareRuleId, shareRules } from '#sharing/finding.ts';

import { writeFileAtomically } from './atomic-file.ts';
import { isShareFile } from './share-file-names.ts';
import { writeManyFiles } from './write-many.ts';

/** Where share kits are written, relative to the project. */
export const shareFolder = 'exports/share';

/** Lists what we wrote ourselves: only that is ever removed. */
const manifestName = 'manifest.json';

/** A file with the same bytes that is kept elsewhere: many pictures would not fit into memory together. */
export interface StoredFile {
  readonly kept: string;
}

/** Texts and pictures by path relative to {@link shareFolder}; `isShareFile` says what may be among them. */
export type ShareFiles = ReadonlyMap<string, string | StoredFile>;

/** What must happen for the folder to hold exactly the kits; nothing has happened yet. */
export interface SharePlan {
  readonly write: ShareFiles;
  readonly remove: readonly string[];
  readonly unchanged: number;
  /** What we will have written once the plan is carried out, and what we had. */
  readonly manifest: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** With any of these the plan must not be carried out. */
  readonly problems: readonly Problem[];
}

/**
 * Compares `files` with what is in the folder below `root`. `folders` are those of all published
 * articles; `isInScope` leaves the files of other kits alone when only some are made.
 */
export async function planShareFiles(
  root: string,
  files: ShareFiles,
  { folders, isInScope }: { folders: ReadonlySet<string>; isInScope: (file: string) => boolean },
): Promise<SharePlan> {
  const base = path.join(root, shareFolder);
  const before = await readManifest(base);
  const { found, links, others } = await listFolder(base);

  const ours = new Set(before);
  const foreign = [...found].filter((file) => {
    const [folder = '', name] = file.split('/');
    return file.endsWith('.txt') && !ours.has(file) && (name === undefined || !folders.has(folder));
  });
  const remove = before.filter((file) => isInScope(file) && !files.has(file) && found.has(file));
  const kept = before.filter((file) => !isInScope(file) && found.has(file));

  const wanted = [...files];
  const write = new Map(
    wanted.filter(
      ([file, contents]) =>
        !found.has(file) || !bytesOf(contents).equals(readFileSync(path.join(base, file))),
    ),
  );
  return {
    write,
    remove,
    unchanged: wanted.length - write.size,
    manifest: { before, after: sorted([...kept, ...files.keys()]) },
    problems: [
      ...links.map(linkProblem),
      ...foreign.map(foreignProblem),
      ...inTheWay(files.keys(), found, others).map(wayProblem),
    ],
  };
}

/**
 * Carries out `plan`; calls `onWritten` after each file. The manifest first lists both what was and
 * what will be there, so that a crash leaves no file that we would take for someone else's.
 */
export async function applySharePlan(
  root: string,
  { write, remove, manifest }: SharePlan,
  onWritten: (done: number, total: number) => void = () => {},
): Promise<void> {
  const base = path.join(root, shareFolder);
  const during = sorted([...manifest.before, ...manifest.after]);
  if (!sameList(during, manifest.before)) await writeManifest(base, during);

  const placed = Array.from(
    write,
    ([file, contents]) =>
      [
        path.join(base, file),
        typeof contents === 'string' ? contents : () => readFileSync(contents.kept),
      ] as const,
  );
  writeManyFiles(new Map(placed), onWritten);
  for (const file of remove) await rm(path.join(base, file), { force: true });
  for (const folder of new Set(remove.map((file) => path.dirname(file)))) {
    if (folder !== '.') await removeIfEmpty(path.join(base, folder));
  }
  if (!sameList(during, manifest.after)) await writeManifest(base, manifest.after);
}

interface Listed {
  /** Files one level deep and loose ones. */
  readonly found: Set<string>;
  /** Links in the place of a folder or of a file of ours, which we neither follow nor write through. */
  readonly links: string[];
  /** What is neither, inside the folders: mostly folders. */
  readonly others: Set<string>;
}

async function listFolder(base: string): Promise<Listed> {
  const found = new Set<string>();
  const links: string[] = [];
  const others = new Set<string>();
  const entriesOf = (folder: string) => readdir(folder, { withFileTypes: true }).catch(whenAbsent);
  for (const entry of await entriesOf(base)) {
    if (entry.isSymbolicLink()) links.push(entry.name);
    else if (entry.isFile()) found.add(entry.name);
    else if (entry.isDirectory()) {
      for (const inside of await entriesOf(path.join(base, entry.name))) {
        const file = `${entry.name}/${inside.name}`;
        if (inside.isFile()) found.add(file);
        else if (inside.isSymbolicLink() && isShareFile(file)) links.push(file);
        else others.add(file);
      }
    }
  }
  return { found, links, others };
}

/** What must be moved before `files` can be written: a folder for a file, or a file for a folder. */
function inTheWay(files: Iterable<string>, found: Set<string>, others: Set<string>): string[] {
  const blocking = Array.from(files, (file) =>
    others.has(file) ? file : path.posix.dirname(file),
  ).filter((name) => others.has(name) || found.has(name));
  return [...new Set(blocking)];
}

async function readManifest(base: string): Promise<string[]> {
  const text = await readFile(path.join(base, manifestName), 'utf8').catch(() => '');
  try {
    const { files } = JSON.parse(text) as { files?: unknown };
    return Array.isArray(files) ? files.filter(isShareFile) : [];
  } catch {
    return [];
  }
}

async function writeManifest(base: string, files: readonly string[]): Promise<void> {
  const text = `${JSON.stringify({ files }, null, 2)}\n`;
  await writeFileAtomically(path.join(base, manifestName), Buffer.from(text));
}

async function removeIfEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(whenAbsent);
  if (entries.length === 0) await rmdir(folder).catch(whenAbsent);
}

function foreignProblem(file: string): Problem {
  return problemAt(
    file,
    'share/no-original',
    'is a post without an article: nothing that is published on the hub has this folder. ' +
      'Publish the article first and let its posts be made, or move this file elsewhere',
  );
}

function linkProblem(name: string): Problem {
  return problemAt(
    name,
    'share/symlink',
    'is a symbolic link; remove it, since kits are only written inside this folder',
  );
}

function wayProblem(name: string): Problem {
  return problemAt(
    name,
    'share/in-the-way',
    'stands where a share kit must be written; move it elsewhere',
  );
}

function problemAt(name: string, rule: ShareRuleId, message: string): Problem {
  const { severity } = shareRules[rule];
  return { rule, severity, file: `${shareFolder}/${name}`, line: 1, message };
}

function bytesOf(contents: string | StoredFile): Buffer {
  return typeof contents === 'string' ? Buffer.from(contents) : readFileSync(contents.kept);
}

function sorted(files: readonly string[]): string[] {
  return [...new Set(files)].sort();
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((file, index) => file === b[index]);
}

function whenAbsent(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
  throw error;
}
