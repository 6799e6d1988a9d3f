import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { filesBelow } from './file-tree.ts';

/** The files of the demo brand, by path, with a hash of what they held when they came. */
export type DemoList = Readonly<Record<string, string>>;

/** What became of the demo brand in a hub. */
export interface DemoFiles {
  /** As they came: nobody's work is lost when they go. */
  readonly untouched: readonly string[];
  /** Changed since, so they are somebody's. */
  readonly changed: readonly string[];
  /** Other files of `content/` and `public/`. */
  readonly own: readonly string[];
}

const listFile = path.join(import.meta.dirname, 'demo-files.json');

/** The list that comes with this version of Freehold. */
export async function readDemoList(): Promise<DemoList> {
  return JSON.parse(await readFile(listFile, 'utf8')) as DemoList;
}

/** Looks at every file of `content/` and `public/` below `root`, but for guides and hidden files. */
export async function listDemoFiles(root: string, demo: DemoList): Promise<DemoFiles> {
  const files = await listBrandFiles(root);
  const states = await Promise.all(
    files.map(async (file) => {
      const known = Object.hasOwn(demo, file) ? demo[file] : undefined;
      if (known === undefined) return { file, state: 'own' } as const;
      const isSame = demoHash(await readFile(path.join(root, file))) === known;
      return { file, state: isSame ? 'untouched' : 'changed' } as const;
    }),
  );
  const those = (wanted: keyof DemoFiles) =>
    states.filter(({ state }) => state === wanted).map(({ file }) => file);
  return { untouched: those('untouched'), changed: those('changed'), own: those('own') };
}

/** The files that belong to the brand, sorted. */
export async function listBrandFiles(root: string): Promise<string[]> {
  const folders = await Promise.all(
    ['content', 'public'].map(async (folder) => {
      const files = await filesBelow(path.join(root, folder)).catch(() => []);
      return files.map((file) => `${folder}/${file.split(path.sep).join('/')}`);
    }),
  );
  return folders
    .flat()
    .filter((file) => file !== 'content/README.md' && !/(?:^|\/)\./.test(file))
    .toSorted();
}

/** A hash of `bytes` that a changed line ending does not change: git may write others than it was given. */
export function demoHash(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n');
  return createHash('sha256').update(text, 'latin1').digest('hex').slice(0, 32);
}
