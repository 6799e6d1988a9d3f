import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import { filesBelow } from './file-tree.ts';
import { inParallel } from './in-parallel.ts';
import { mediaTypeOf } from './media-types.ts';
import { writeFileAtomically } from './atomic-file.ts';

/** What {@link precompress} did. */
export interface Precompressed {
  /** Compressed bodies written, and how many of them came from the cache. */
  readonly written: number;
  readonly reused: number;
}

/** Files up to this size fit one packet with their headers; compressing them gains nothing. */
const minBytes = 512;

// zlib works on four threads of its own; one file more keeps them busy while another is read.
const filesAtATime = 5;

interface Coding {
  readonly extension: string;
  /** Part of the cache's key: another setting must not find the bytes of this one. */
  readonly key: string;
  readonly compress: (bytes: Buffer) => Promise<Buffer>;
}

const codings: readonly Coding[] = [
  {
    extension: '.br',
    key: 'br-9',
    // Measured on 102 pages and feeds of 17 KB: quality 10 is 7 % smaller, but takes 17 ms a file
    // instead of 2, which is more than building the page.
    compress: (bytes) =>
      promisify(brotliCompress)(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 9,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
          [constants.BROTLI_PARAM_LGWIN]: windowFor(bytes.length),
        },
      }),
  },
  {
    extension: '.gz',
    key: 'gz-9',
    compress: (bytes) => promisify(gzip)(bytes, { level: 9 }),
  },
];

/**
 * Fills `encodedDir` anew with a brotli and a gzip body (`<path>.br`, `<path>.gz`) for every text file
 * below `clientDir` that gets smaller by it. Bodies are cached by content in `cacheDir`, which afterwards
 * holds those of this run only; a damaged cache entry is noticed and made again.
 */
export async function precompress(
  clientDir: string,
  encodedDir: string,
  {
    cacheDir,
    onProgress,
  }: { cacheDir: string; onProgress?: (done: number, total: number) => void },
): Promise<Precompressed> {
  const files = (await filesBelow(clientDir)).filter((name) => mediaTypeOf(name).isText);
  await rm(encodedDir, { recursive: true, force: true });
  const folders = new Set(['.', ...files.map((name) => path.dirname(name))]);
  await Promise.all(
    [...folders].map((folder) => mkdir(path.join(encodedDir, folder), { recursive: true })),
  );
  const cache = await openBodyCache(cacheDir);

  let done = 0;
  const bodies = await inParallel(files, filesAtATime, async (name) => {
    const bytes = await readFile(path.join(clientDir, name));
    const made = bytes.length > minBytes ? await compressed(bytes, cache) : [];
    const smaller = made.filter(({ body }) => body.length < bytes.length);
    for (const { body, coding } of smaller) {
      await writeFile(path.join(encodedDir, name + coding.extension), body);
    }
    onProgress?.(++done, files.length);
    return smaller;
  });

  await cache.dropUnused();
  const all = bodies.flat();
  return { written: all.length, reused: all.filter(({ isReused }) => isReused).length };
}

interface Body {
  readonly coding: Coding;
  readonly body: Buffer;
  readonly isReused: boolean;
}

function compressed(bytes: Buffer, cache: BodyCache): Promise<Body[]> {
  const digest = hashOf(bytes);
  return Promise.all(
    codings.map(async (coding) => {
      const key = `${digest}.${coding.key}`;
      const cached = await cache.find(key);
      const body = cached ?? (await coding.compress(bytes));
      if (!cached) await cache.keep(key, body);
      return { coding, body, isReused: cached !== null };
    }),
  );
}

/** The smallest window that spans the file: preparing a larger one costs six times the compressing. */
function windowFor(sizeBytes: number): number {
  return Math.min(22, Math.max(16, Math.ceil(Math.log2(sizeBytes + 16))));
}

/** Compressed bodies of earlier builds, each under the hash of what it unpacks to. */
interface BodyCache {
  /** The body, if it is there and whole. */
  find(key: string): Promise<Buffer | null>;
  keep(key: string, body: Buffer): Promise<void>;
  /** Removes all that were neither found nor kept since the cache was opened. */
  dropUnused(): Promise<void>;
}

/** A file is named after its key and its own bytes, so that damage shows without unpacking it. */
async function openBodyCache(folder: string): Promise<BodyCache> {
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  const byKey = new Map(names.map((name) => [name.slice(0, name.lastIndexOf('.')), name]));
  const used = new Set<string>();
  return {
    async find(key) {
      const name = byKey.get(key);
      if (name === undefined) return null;
      const body = await readFile(path.join(folder, name)).catch(() => null);
      if (!body || name !== `${key}.${hashOf(body)}`) return null;
      used.add(name);
      return body;
    },
    async keep(key, body) {
      const name = `${key}.${hashOf(body)}`;
      await writeFileAtomically(path.join(folder, name), body);
      used.add(name);
    },
    async dropUnused() {
      const unused = names.filter((name) => !used.has(name));
      await Promise.all(unused.map((name) => rm(path.join(folder, name), { force: true })));
    },
  };
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
