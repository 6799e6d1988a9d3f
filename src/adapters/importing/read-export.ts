import { createReadStream } from 'node:fs';
import path from 'node:path';

import { openWxr } from '#importing/sources/wordpress/read-wxr.ts';
import { wxrBlog } from '#importing/sources/wordpress/wxr-blog.ts';
import type { Uploads } from '#importing/sources/uploads.ts';
import { SourceFault } from '#importing/sources/source-fault.ts';

import type { ReadFolder } from './read-folder.ts';

/** Larger exports come in parts: WordPress and its hosts offer that. */
const maxBytes = 1024 * 1024 * 1024;

/** Reads the file of an old blog: a WordPress export. Throws `SourceFault` where it is none, or not whole. */
export async function readExport(file: string, uploads: Uploads): Promise<ReadFolder> {
  const name = path.basename(file);
  const head = await headOf(file);
  if (/^\s*</.test(head) && /wordpress\.org\/export\//.test(head)) {
    const reader = openWxr(name);
    for await (const chunk of chunksOf(file)) reader.write(chunk);
    reader.end();
    return wxrBlog(reader.result(), { name, uploads });
  }
  throw new SourceFault(
    `${name} is no export that is known here; name a folder of Markdown or a WordPress export (.xml)`,
  );
}

async function headOf(file: string): Promise<string> {
  for await (const chunk of chunksOf(file, { end: 8191 })) return chunk;
  throw new SourceFault(`${path.basename(file)} is empty`);
}

async function* chunksOf(file: string, range: { end?: number } = {}): AsyncGenerator<string> {
  let size = 0;
  for await (const chunk of createReadStream(file, { encoding: 'utf8', ...range })) {
    size += String(chunk).length;
    if (size > maxBytes)
      throw new SourceFault(`${path.basename(file)} is larger than 1 GB; export it in parts`);
    yield String(chunk).replace(/^\uFEFF/, '');
  }
}
