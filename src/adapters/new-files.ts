import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { NewFile } from '#articles/drafts/draft.ts';

export type WriteOutcome =
  | { readonly kind: 'written'; readonly files: readonly string[] }
  /** Nothing was written. */
  | { readonly kind: 'exists'; readonly file: string };

/** Writes `files` below `root`, all or none, and never over what is there. */
export async function writeNewFiles(
  root: string,
  files: readonly NewFile[],
): Promise<WriteOutcome> {
  const wanted: NewFile[] = [];
  for (const one of files) {
    const exists = await stat(path.join(root, one.file)).catch(() => null);
    if (!exists) wanted.push(one);
    else if (!one.mayExist) return { kind: 'exists', file: one.file };
  }
  for (const { file, text } of wanted) {
    const fullPath = path.join(root, file);
    await mkdir(path.dirname(fullPath), { recursive: true });
    // wx: whoever made the file in the meantime keeps it.
    await writeFile(fullPath, text, { flag: 'wx' });
  }
  return { kind: 'written', files: wanted.map(({ file }) => file) };
}
