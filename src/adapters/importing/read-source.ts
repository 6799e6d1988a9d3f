import { stat } from 'node:fs/promises';

import { uploadsOf } from '#importing/sources/uploads.ts';

import { filesBelow } from '../file-tree.ts';

import { readPictureFiles } from './picture-files.ts';
import { feedRules, readExport, readFeedAt } from './read-export.ts';
import { readFolder, type ReadFolder } from './read-folder.ts';

/** An old blog, and the folder below which the files of `blog.files` are. */
export type ReadSource = ReadFolder & { readonly folder: string };

/** Reads `source`: a folder of texts, or an export or feed whose pictures are in `uploads`. */
export async function readSource(
  source: string,
  {
    uploads,
    timeZone,
    allowed,
  }: {
    readonly uploads: string | null;
    readonly timeZone: string;
    /** Hosts that may be asked although they are in a network of our own. */
    readonly allowed: ReadonlySet<string>;
  },
): Promise<ReadSource> {
  if (!isAddress(source) && (await stat(source)).isDirectory())
    return { ...(await readFolder(source)), folder: source };
  const files = uploads === null ? [] : await filesBelow(uploads);
  const known = uploadsOf(new Set(files));
  const place = { uploads: known, timeZone };
  const read = isAddress(source)
    ? await readFeedAt(source, place, { ...feedRules, allowed })
    : await readExport(source, place);
  const { endings: pictureEndings } = await readPictureFiles(uploads ?? '', files);
  return { ...read, blog: { ...read.blog, pictureEndings }, folder: uploads ?? '' };
}

/** Whether `source` is somewhere on the web. */
export function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}
