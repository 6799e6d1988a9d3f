import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { filesBelow } from '#adapters/file-tree.ts';
import { inParallel } from '#adapters/in-parallel.ts';
import { mediaTypeOf } from '#adapters/media-types.ts';
import { readBuiltRedirects } from '#adapters/redirect-files.ts';
import type { Hub } from '#hub/hub.ts';
import { redirectTable, type RedirectTable } from '#hub/redirects/redirect-table.ts';

import type { Encoding } from './accept-encoding.ts';
import { resourceHeaders } from './resource-headers.ts';
import { baseHeaders } from './security-headers.ts';

/** One body of a resource with all headers that go with it. */
export interface Representation {
  readonly body: Buffer;
  /** A strong entity tag: equal bytes, equal tag, whenever and wherever they were built. */
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A public file of the build in the codings it exists in. */
export type Resource = Readonly<Partial<Record<Encoding, Representation>>> & {
  readonly identity: Representation;
};

/** The build in memory: URL path to resource. A folder's `index.html` stands at the folder's path. */
export interface Manifest {
  readonly resources: ReadonlyMap<string, Resource>;
  /** Old addresses; asked only where there is no resource, or a query. */
  readonly redirects: RedirectTable;
  /** What answers carry that are no resource. */
  readonly baseHeaders: Readonly<Record<string, string>>;
}

const readsAtATime = 16;

/**
 * Reads the public files in `clientDir` with their compressed bodies in `encodedDir`, and the redirects beside them. A compressed
 * body that does not turn into its file, because someone edited the build, is left out.
 */
export async function loadManifest({
  clientDir,
  encodedDir,
  hub,
}: {
  clientDir: string;
  encodedDir: string;
  hub: Pick<Hub, 'rights' | 'site'>;
}): Promise<Manifest> {
  const base = baseHeaders(hub);
  const { site } = hub;
  const [files, encoded, redirects] = await Promise.all([
    filesBelow(clientDir),
    encodedFiles(encodedDir),
    readBuiltRedirects(path.dirname(clientDir)),
  ]);
  const entries = await inParallel(files, readsAtATime, async (name) => {
    const bytes = await readFile(path.join(clientDir, name));
    const bodies = await Promise.all(
      codings
        .filter(({ extension }) => encoded.has(name + extension))
        .map(async ({ encoding, extension, decode }) => {
          const body = await readFile(path.join(encodedDir, name + extension));
          return { encoding, body: decodesTo(bytes, body, decode) ? body : null };
        }),
    );
    return [urlPathOf(name), resourceOf(name, { bytes, bodies, base, site })] as const;
  });
  return {
    resources: new Map(entries),
    redirects: redirectTable(redirects),
    baseHeaders: base,
  };
}

/** `artikelen/x/index.html` -> `/artikelen/x/`, `rss.xml` -> `/rss.xml`. */
export function urlPathOf(name: string): string {
  return `/${name}`.replace(/\/index\.html$/, '/');
}

const codings = [
  { encoding: 'br', extension: '.br', decode: brotliDecompressSync },
  { encoding: 'gzip', extension: '.gz', decode: gunzipSync },
] as const;

interface EncodedBody {
  readonly encoding: Encoding;
  readonly body: Buffer | null;
}

function resourceOf(
  name: string,
  {
    bytes,
    bodies,
    base,
    site,
  }: {
    bytes: Buffer;
    bodies: readonly EncodedBody[];
    base: Readonly<Record<string, string>>;
    site: string;
  },
): Resource {
  const urlPath = urlPathOf(name);
  const shared = {
    ...base,
    ...resourceHeaders(urlPath, mediaTypeOf(name), bytes),
    ...canonicalHeader(urlPath, site),
  };
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);

  const identity = representation(bytes, `"${digest}"`, { ...shared, 'accept-ranges': 'bytes' });
  const others = bodies.flatMap(({ encoding, body }) =>
    body ? [[encoding, encodedAs(encoding, body, digest, shared)] as const] : [],
  );
  return { ...Object.fromEntries(others), identity };
}

/** A Markdown copy names the page that it is a copy of (RFC 6596), so that searchers show that one. */
function canonicalHeader(urlPath: string, site: string): Record<string, string> {
  const page = /^(.*\/)index\.md$/.exec(urlPath)?.[1];
  return page === undefined ? {} : { link: `<${new URL(page, site)}>; rel="canonical"` };
}

function encodedAs(
  encoding: Encoding,
  body: Buffer,
  digest: string,
  shared: Readonly<Record<string, string>>,
): Representation {
  return representation(body, `"${digest}-${encoding}"`, {
    ...shared,
    'content-encoding': encoding,
  });
}

function representation(
  body: Buffer,
  etag: string,
  headers: Readonly<Record<string, string>>,
): Representation {
  return { body, etag, headers: { ...headers, etag, 'content-length': String(body.length) } };
}

function decodesTo(bytes: Buffer, body: Buffer, decode: (body: Buffer) => Buffer): boolean {
  try {
    return bytes.equals(decode(body));
  } catch {
    return false;
  }
}

async function encodedFiles(encodedDir: string): Promise<ReadonlySet<string>> {
  try {
    return new Set(await filesBelow(encodedDir));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Set();
    throw error;
  }
}
