import { rm, rmdir } from 'node:fs/promises';
import path from 'node:path';

import type { NewFile } from '#articles/drafts/draft.ts';

import { writeFileAtomically } from './atomic-file.ts';
import type { DemoFiles } from './demo-files.ts';

/** What happens to the files of a hub; every path is relative to its folder. */
export interface Replacement {
  readonly write: readonly NewFile[];
  readonly remove: readonly string[];
  /** Stay as they are, because they are somebody's. */
  readonly keep: readonly string[];
}

/** What gives a hub `files` in place of the demo's, without touching anybody's work; pure. */
export function planReplacement(
  { untouched, changed, own }: DemoFiles,
  files: readonly NewFile[],
): Replacement {
  const kept = new Set([...changed, ...own]);
  const write = files.filter(({ file }) => !kept.has(file));
  const written = new Set(write.map(({ file }) => file));
  return {
    write,
    remove: untouched.filter((file) => !written.has(file)),
    keep: [...kept].toSorted(),
  };
}

/**
 * Carries the plan out. New files come first and the demo goes last, so that a hub which was left
 * halfway still holds demo files, and repeating it ends what was begun.
 */
export async function replaceDemo(root: string, { write, remove }: Replacement): Promise<void> {
  for (const { file, text } of write) {
    await writeFileAtomically(path.join(root, file), Buffer.from(text));
  }
  for (const file of remove) {
    await rm(path.join(root, file), { force: true });
    await removeEmpty(root, path.dirname(file));
  }
}

/** Removes `folder` and those above it that nothing is in any more, up to `content/` and `public/`. */
async function removeEmpty(root: string, folder: string): Promise<void> {
  if (!folder.includes('/')) return;
  const isEmpty = await rmdir(path.join(root, folder)).then(
    () => true,
    () => false,
  );
  if (isEmpty) await removeEmpty(root, path.posix.dirname(folder));
}
