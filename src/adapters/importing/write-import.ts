import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { ImportPlan } from '#importing/plan-import.ts';

import { writeFileAtomically } from '../atomic-file.ts';

import type { FetchedFile } from './bring-pictures.ts';
import { type ImportRecord, recordFile } from './import-record.ts';

export interface WrittenImport {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** Changed or removed by a person since the import; left as they are. */
  readonly edited: readonly string[];
}

/**
 * Writes what `plan` holds below `root`. A file that a person changed or removed since it was imported, or that
 * was there before, stays as it is. With `isTrial` nothing is written, and the answer is the same.
 */
export async function writeImport(
  plan: Pick<ImportPlan, 'files' | 'copies'>,
  {
    root,
    folder,
    fetched,
    record,
    isTrial,
  }: {
    root: string;
    folder: string;
    fetched: readonly FetchedFile[];
    record: ImportRecord;
    isTrial: boolean;
  },
): Promise<WrittenImport> {
  const written: string[] = [];
  const unchanged: string[] = [];
  const edited: string[] = [];
  const hashes = new Map(Object.entries(record.files));

  const write = async (file: string, bytes: Uint8Array) => {
    const fullPath = path.join(root, file);
    const there = await readFile(fullPath).catch(() => null);
    const [wanted, known] = [hashOf(bytes), hashes.get(file)];
    const actual = there && hashOf(there);
    if (actual === wanted) {
      unchanged.push(file);
      hashes.set(file, wanted);
    } else if (known === undefined ? there !== null : actual !== known) edited.push(file);
    else {
      written.push(file);
      hashes.set(file, wanted);
      if (!isTrial) await writeFileAtomically(fullPath, bytes);
    }
  };
  const seen = new Set<string>();
  for (const { file, text } of plan.files) {
    if (seen.has(file)) continue;
    seen.add(file);
    await write(file, Buffer.from(text));
  }
  for (const { from, to } of plan.copies) await write(to, await readFile(path.join(folder, from)));
  for (const { from, to } of fetched) await write(to, await readFile(from));
  if (!isTrial) {
    const files = Object.fromEntries([...hashes].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const text = `${JSON.stringify({ ...record, files }, null, 2)}\n`;
    await writeFileAtomically(path.join(root, recordFile), Buffer.from(text));
  }
  return { written, unchanged, edited };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
