import { createHash, hash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Day } from '#hub/calendar.ts';

import { writeFileAtomically } from './atomic-file.ts';
import { shareFolder, type ShareFiles } from './share-files.ts';

/** What decides an export beside the files it is made from. */
export interface ExportWay {
  readonly withPages: boolean;
  /** The day it is made for, in a hub of that time zone. */
  readonly dayIn: (timeZone: string) => Day;
}

/** An export of all kits, with what is told of it: any value that JSON holds. */
export interface FinishedExport {
  readonly timeZone: string;
  readonly files: ShareFiles;
  readonly told: unknown;
  readonly startedAt: Date;
}

interface Kept {
  /** Stands for every byte that the export was made from. */
  readonly made: string;
  /** Stands for every byte that it left, and for the names of what lies beside. */
  readonly left: string;
  readonly files: readonly string[];
  readonly timeZone: string;
  readonly asOf: Day;
  readonly told: unknown;
}

/**
 * What was told of the last export below `root`, if an export now would be the same to the byte and all that it wrote is still
 * there; `null` where anything differs. Reads every byte on both sides rather than trust dates.
 */
export function recallExport(root: string, way: ExportWay): unknown {
  const kept = readKept(root);
  if (!kept || kept.asOf !== way.dayIn(kept.timeZone)) return null;
  if (madeFrom(root, way)?.digest !== kept.made) return null;
  const base = path.join(root, shareFolder);
  const files = new Set(kept.files);
  const left = leftIn(base, (name) =>
    files.has(name) ? readFileSync(path.join(base, name)) : null,
  );
  return left === kept.left ? kept.told : null;
}

/** Keeps what {@link recallExport} needs; nothing where somebody changed something while the export was made. */
export async function rememberExport(
  root: string,
  way: ExportWay,
  { timeZone, files, told, startedAt }: FinishedExport,
): Promise<void> {
  const made = madeFrom(root, way);
  if (!made || made.changedAtMs >= startedAt.getTime() - clockStepMs) return;
  const base = path.join(root, shareFolder);
  const left = leftIn(base, (name) => {
    const contents = name === manifestName ? { kept: path.join(base, name) } : files.get(name);
    if (contents === undefined) return null;
    return typeof contents === 'string' ? contents : readFileSync(contents.kept);
  });
  const kept: Kept = {
    made: made.digest,
    left,
    files: [...files.keys(), manifestName],
    timeZone,
    asOf: way.dayIn(timeZone),
    told,
  };
  await writeFileAtomically(memoryOf(root), Buffer.from(JSON.stringify(kept)));
}

const manifestName = 'manifest.json';

/** File systems date changes by a clock that stands still in between. */
const clockStepMs = 50;

const project = path.resolve(import.meta.dirname, '..', '..');

function memoryOf(root: string): string {
  return path.join(root, '.cache', 'share', 'last-export.json');
}

function readKept(root: string): Kept | null {
  try {
    return JSON.parse(readFileSync(memoryOf(root), 'utf8')) as Kept;
  } catch {
    return null;
  }
}

/** The hub's files and our own program, with the moment of the last change; `null` where a link leads elsewhere. */
function madeFrom(
  root: string,
  { withPages }: ExportWay,
): { readonly digest: string; readonly changedAtMs: number } | null {
  const digest = createHash('sha256');
  const { node, icu, unicode } = process.versions;
  digest.update(JSON.stringify([withPages, node, icu, unicode]));
  digest.update(readFileSync(path.join(project, 'package-lock.json')));
  let changedAtMs = 0;
  const folders = [
    ...['content', 'public'].map((name) => path.join(root, name)),
    ...['src', 'scripts'].map((name) => path.join(project, name)),
  ];
  for (const folder of folders) {
    for (const { name, kind } of entriesBelow(folder)) {
      if (kind === 'link') return null;
      const place = path.join(folder, name);
      changedAtMs = Math.max(changedAtMs, lstatSync(place).ctimeMs);
      const bytes = kind === 'file' ? readFileSync(place) : '';
      digest.update(`${kind} ${name}\0${bytes.length}\0`).update(bytes);
    }
  }
  return { digest: digest.digest('hex'), changedAtMs };
}

/** Stands for the folder at `base`: names, and the bytes of the files that `contentsOf` knows. */
function leftIn(base: string, contentsOf: (name: string) => string | Uint8Array | null): string {
  const digest = createHash('sha256');
  for (const { name, kind } of entriesBelow(base)) {
    const contents = kind === 'file' ? contentsOf(name) : null;
    digest.update(`${kind} ${name}\0${contents === null ? '' : hash('sha256', contents)}\n`);
  }
  return digest.digest('hex');
}

interface Entry {
  /** Relative, with forward slashes. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** All that is in `folder` and the folders in it, that folder first; nothing where there is none. */
function* entriesBelow(folder: string, within = ''): Generator<Entry> {
  const found = namesIn(path.join(folder, within));
  if (found === null) return;
  yield { name: within, kind: 'folder' };
  for (const entry of found) {
    const name = within === '' ? entry.name : `${within}/${entry.name}`;
    if (entry.isDirectory()) yield* entriesBelow(folder, name);
    else if (entry.isFile()) yield { name, kind: 'file' };
    else yield { name, kind: entry.isSymbolicLink() ? 'link' : 'other' };
  }
}

function namesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
