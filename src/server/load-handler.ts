import { readdir, realpath } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { RequestHandler } from './kept-response.ts';

/**
 * Astro's handler from the `server` folder of a build, which may be gone afterwards: a later build
 * removes it while this process goes on serving from memory. Astro imports a page when it is first
 * asked for, and Node looks for the file of every import, also where it has the module already. So
 * all modules are loaded now, and an import of one of them no longer touches the disk.
 */
export async function loadHandler<Locals>(serverDir: string): Promise<RequestHandler<Locals>> {
  const folder = await realpath(serverDir);
  const names = await readdir(folder, { recursive: true });
  const urlOf = (name: string) => pathToFileURL(path.join(folder, name)).href;
  const urls = new Set(names.filter((name) => name.endsWith('.mjs')).map(urlOf));

  registerHooks({
    resolve(specifier, context, nextResolve) {
      const url = /^(\.\.?\/|file:)/.test(specifier)
        ? URL.parse(specifier, context.parentURL)?.href
        : undefined;
      return url !== undefined && urls.has(url)
        ? { url, format: 'module', shortCircuit: true }
        : nextResolve(specifier, context);
    },
  });
  await Promise.all([...urls].map((url) => import(url)));
  const entry = (await import(urlOf('entry.mjs'))) as { handler: RequestHandler<Locals> };
  return entry.handler;
}
