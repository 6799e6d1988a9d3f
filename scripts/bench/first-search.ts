import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { transferSize } from './reader-bytes.ts';

/** What Pagefind's own module gives us; https://pagefind.app/docs/api/ */
interface Pagefind {
  options(options: { basePath: string }): Promise<void>;
  search(query: string): Promise<{ results: { data(): Promise<unknown> }[] }>;
  destroy(): Promise<void>;
}

export interface FirstSearch {
  readonly query: string;
  readonly results: number;
  readonly bytes: number;
  /** Address and compressed size of everything that was fetched. */
  readonly files: Readonly<Record<string, number>>;
}

/** The search page shows this many results at once; see src/site/search-client.ts. */
const shownResults = 8;

/**
 * What the first search of a reader costs on the build in `dist`: the real Pagefind asks a server here
 * for what it needs. In a browser it also starts a worker, which Node has not; that counts too.
 */
export async function firstSearch(dist: string, query: string): Promise<FirstSearch> {
  const fetched = new Set(['/pagefind/pagefind.js']);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    fetched.add(pathname);
    readFile(path.join(dist, 'client', pathname)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const pagefind: Pagefind = await import(
      pathToFileURL(path.join(dist, 'client/pagefind/pagefind.js')).href
    );
    await pagefind.options({ basePath: `http://127.0.0.1:${port}/pagefind/` });
    const { results } = await pagefind.search(query);
    await Promise.all(results.slice(0, shownResults).map((result) => result.data()));
    await pagefind.destroy();

    const sizes = await Promise.all(
      [...fetched].map(async (address) => [address, await transferSize(dist, address)] as const),
    );
    return {
      query,
      results: results.length,
      bytes: sizes.reduce((sum, [, size]) => sum + size, 0),
      files: Object.fromEntries(sizes),
    };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
