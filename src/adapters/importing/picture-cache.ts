import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { maxDrawingBytes, pictureFaults, rasterEnding } from '../picture-file.ts';

/** A picture that was fetched and may be shown. */
export interface KeptPicture {
  /** Absolute. */
  readonly file: string;
  /** That of what it is. */
  readonly ending: string;
}

/** Where fetched pictures wait until the import is written, so that a run that broke off need not fetch them again. */
export interface PictureCache {
  readonly find: (original: string) => KeptPicture | null;
  /** Keeps `bytes` where they are a picture that `check` has nothing against; else what is wrong with them. */
  readonly keep: (original: string, bytes: Uint8Array) => Promise<KeptPicture | string>;
}

export function cacheFolder(root: string): string {
  return path.join(root, '.cache', 'import', 'pictures');
}

export async function openPictureCache(folder: string): Promise<PictureCache> {
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  const known = new Map(names.map((name) => [path.parse(name).name, name]));
  return {
    find(original) {
      const name = known.get(nameFor(original));
      return name === undefined
        ? null
        : { file: path.join(folder, name), ending: path.extname(name) };
    },
    async keep(original, bytes) {
      const ending = endingOf(bytes);
      if (ending === null) return whatInstead(bytes);
      const name = `${nameFor(original)}${ending}`;
      const unjudged = path.join(folder, `new-${name}`);
      await writeFile(unjudged, bytes);
      const [fault] = await pictureFaults(unjudged);
      const isWhole = !fault && (ending === '.svg' || (await isReadable(unjudged)));
      if (!isWhole) {
        await rm(unjudged);
        return fault?.message ?? 'is cut off';
      }
      const file = path.join(folder, name);
      await rename(unjudged, file);
      known.set(nameFor(original), name);
      return { file, ending };
    },
  };
}

/** Whether all of the picture is there: its header says nothing of its end. Small, since that reads it fast. */
async function isReadable(file: string): Promise<boolean> {
  const { default: sharp } = await import('sharp');
  try {
    await sharp(file, { failOn: 'truncated' }).resize(16).raw().toBuffer();
    return true;
  } catch {
    return false;
  }
}

function nameFor(original: string): string {
  return createHash('sha256').update(original).digest('hex');
}

function endingOf(bytes: Uint8Array): string | null {
  const raster = rasterEnding(bytes);
  if (raster !== null) return raster;
  const text = textOf(bytes);
  return !isPage(text) && /^(?:[\w-]+:)?svg$/.test(firstTag(text)) ? '.svg' : null;
}

function whatInstead(bytes: Uint8Array): string {
  if (bytes.byteLength === 0) return 'is empty';
  return isPage(textOf(bytes)) ? 'is a web page, no picture' : 'is no picture that can be shown';
}

function isPage(text: string): boolean {
  return /^\s*<!doctype html/i.test(text) || /^(?:html|head|body)$/i.test(firstTag(text));
}

/** The name of the first element, behind declarations and comments. Takes no longer than the text is long. */
function firstTag(text: string): string {
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const mark = /^<(?:!--|[!?]|([\w:-]{1,40}))/.exec(text.slice(at, at + 50));
    if (mark?.[1] !== undefined) return mark[1];
    const closing = mark?.[0] === '<!--' ? '-->' : '>';
    at = text.indexOf(closing, at + 1);
    if (at === -1) break;
  }
  return '';
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, maxDrawingBytes));
}
