import { open } from 'node:fs/promises';
import path from 'node:path';

import { pictureEnding, tellingBytes } from '#importing/picture-kind.ts';

const called = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i;

export interface PictureFiles {
  /** What names of pictures should end in, of those that are called otherwise. */
  readonly endings: ReadonlyMap<string, string>;
  /** Called a picture, and none: a page of an error, or what git keeps in the place of a large file. */
  readonly broken: readonly string[];
}

/** Looks into the `files` below `folder` that are called pictures, no further than at how they begin. */
export async function readPictureFiles(
  folder: string,
  files: Iterable<string>,
): Promise<PictureFiles> {
  const endings = new Map<string, string>();
  const broken: string[] = [];
  for (const file of files) {
    const [written] = called.exec(file) ?? [];
    if (written === undefined) continue;
    const ending = pictureEnding(await beginningOf(path.join(folder, file)));
    if (ending === null) broken.push(file);
    else if (written.toLowerCase().replace('jpeg', 'jpg') !== ending) endings.set(file, ending);
  }
  return { endings, broken };
}

async function beginningOf(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(tellingBytes));
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
