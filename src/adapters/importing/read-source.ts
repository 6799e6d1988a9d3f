import { stat } from 'node:fs/promises';

import { uploadsOf } from '#importing/sources/uploads.ts';

import { filesBelow } from '../file-tree.ts';

import { readExport } from './read-export.ts';
import { readFolder, type ReadFolder } from './read-folder.ts';

/** An old blog, and the folder below which the files of `blog.files` are. */
export type ReadSource = ReadFolder & { readonly folder: string };

/** Reads `source`, a folder of texts or the file of an export whose pictures are in `uploads`. */
export async function readSource(source: string, uploads: string | null): Promise<ReadSource> {
  if ((await stat(source)).isDirectory()) return { ...(await readFolder(source)), folder: source };
  const files = uploads === null ? [] : await filesBelow(uploads);
  const read = await readExport(source, uploadsOf(new Set(files)));
  return { ...read, folder: uploads ?? '' };
}
