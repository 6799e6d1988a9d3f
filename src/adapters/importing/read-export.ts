import path from 'node:path';

import { feedBlog, type FeedPlace } from '#importing/sources/feed/feed-blog.ts';
import { mendedXml } from '#importing/sources/feed/mend-xml.ts';
import { ghostBlog, isGhostExport } from '#importing/sources/ghost/ghost-blog.ts';
import { openWxr } from '#importing/sources/wordpress/read-wxr.ts';
import { wxrBlog } from '#importing/sources/wordpress/wxr-blog.ts';
import { SourceFault } from '#importing/sources/source-fault.ts';

import { specialNetworks } from '../special-networks.ts';

import { decodedBytes, decodedChunks } from './decoded-chunks.ts';
import { fetchFile, type FetchRules } from './fetch-file.ts';
import type { ReadFolder } from './read-folder.ts';

/** Larger exports come in parts: WordPress and its hosts offer that. */
const maxBytes = 1024 * 1024 * 1024;
/** JSON cannot be read piece by piece. */
const maxWholeBytes = 256 * 1024 * 1024;
/** What the fetching of a feed may cost, and where it may go. */
export const feedRules: FetchRules = {
  accept:
    'application/rss+xml, application/atom+xml, application/feed+json, application/xml, application/json, */*;q=0.1',
  isSecureOnly: true,
  timeoutMs: 30_000,
  silenceMs: 15_000,
  maxBytes: 32 * 1024 * 1024,
  maxRedirects: 5,
  blockList: specialNetworks,
  allowed: new Set(),
};

/** What is known of an export besides its text. */
type KnownPlace = Pick<FeedPlace, 'uploads' | 'timeZone'>;

/** Reads the file of an old blog: an export of WordPress or Ghost, or a feed. Throws `SourceFault` where it is none, or not whole. */
export async function readExport(file: string, known: KnownPlace): Promise<ReadFolder> {
  const name = path.basename(file);
  const head = await headOf(file);
  if (/^\s*</.test(head) && /wordpress\.org\/export\//.test(head)) {
    const reader = openWxr(name);
    for await (const chunk of chunksOf(file)) reader.write(chunk);
    reader.end();
    return wxrBlog(reader.result(), { name, ...known });
  }
  if (/^\s*[<{]/.test(head)) return textBlog(await wholeText(file), { name, url: null, ...known });
  throw new SourceFault(
    `${name} is no export that is known here; name a folder of Markdown, an export of WordPress (.xml) or Ghost (.json), or a feed`,
  );
}

/** Reads the feed at an https address, also where that leads on; addresses of this machine and its network are refused. */
export async function readFeedAt(
  url: string,
  known: KnownPlace,
  rules: FetchRules,
): Promise<ReadFolder> {
  const fetched = await fetchFile(url, rules);
  if (fetched.kind === 'refused') {
    throw new SourceFault(
      `${url} ${fetched.reason}; or open it in a browser, save it, and name the file`,
    );
  }
  return textBlog(decodedBytes(fetched.bytes, fetched.type), { name: url, url, ...known });
}

function textBlog(text: string, place: FeedPlace): ReadFolder {
  if (/^\s*<(?:!doctype\s+)?html/i.test(text)) {
    throw new SourceFault(`${place.name} is a web page; name its feed, often /feed/ or /rss.xml`);
  }
  if (!text.trimStart().startsWith('{')) return feedBlog(mendedXml(text), place);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new SourceFault(`${place.name} is no valid JSON (${reason}); export it again`);
  }
  return isGhostExport(value) ? ghostBlog(value, place) : feedBlog(text, place);
}

async function wholeText(file: string): Promise<string> {
  const parts: string[] = [];
  let size = 0;
  for await (const chunk of chunksOf(file)) {
    parts.push(chunk);
    size += chunk.length;
    if (size > maxWholeBytes) {
      throw new SourceFault(`${path.basename(file)} is larger than 256 MB; export it in parts`);
    }
  }
  return parts.join('');
}

async function headOf(file: string): Promise<string> {
  for await (const chunk of chunksOf(file, { end: 8191 })) return chunk;
  throw new SourceFault(`${path.basename(file)} is empty`);
}

async function* chunksOf(file: string, range: { end?: number } = {}): AsyncGenerator<string> {
  let size = 0;
  for await (const chunk of decodedChunks(file, range)) {
    size += chunk.length;
    if (size > maxBytes)
      throw new SourceFault(`${path.basename(file)} is larger than 1 GB; export it in parts`);
    yield chunk.replace(/^\uFEFF/, '');
  }
}
