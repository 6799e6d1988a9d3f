import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes many files, each so that readers see the old bytes or all of the new ones; what a function gives is
 * fetched when its turn comes. Waits for the disk itself: with small files, going through Node's thread pool
 * for each step takes longer than the step.
 */
export function writeManyFiles(
  files: ReadonlyMap<string, string | Uint8Array | (() => Uint8Array)>,
  onWritten: (done: number, total: number) => void = () => {},
): void {
  const folders = new Set(Array.from(files.keys(), (file) => path.dirname(file)));
  for (const folder of folders) mkdirSync(folder, { recursive: true });

  let done = 0;
  for (const [file, contents] of files) {
    const unfinished = path.join(path.dirname(file), `.${process.pid}-${done}.unfinished`);
    try {
      writeFileSync(unfinished, typeof contents === 'function' ? contents() : contents);
      renameSync(unfinished, file);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
    onWritten((done += 1), files.size);
  }
}
