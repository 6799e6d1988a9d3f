import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { tokensCss } from '#hub/brand-tokens.ts';
import type { Hub } from '#hub/hub.ts';
import type { PageAssets } from '#sharing/kit-page/document.ts';

import type { Plugin } from 'vite';

import { writeFileAtomically } from '../atomic-file.ts';
import { filesBelow } from '../file-tree.ts';

const source = path.resolve(import.meta.dirname, '..', '..');
/** Where the script of kit pages is, and all that it is made from. */
const entry = path.join(import.meta.dirname, 'page-script.ts');
const ingredients = [path.join(source, 'sharing'), path.join(source, 'hub'), import.meta.dirname];

/** The style sheet and the script of kit pages; the script is made anew only when its source changed. */
export async function pageAssets(hub: Hub, cacheDir: string): Promise<PageAssets> {
  const [sheet, script] = await Promise.all([
    readFile(path.join(import.meta.dirname, 'kit-page.css'), 'utf8'),
    cachedScript(cacheDir),
  ]);
  return { css: `${tokensCss(hub)}${sheet}`, script };
}

async function cachedScript(cacheDir: string): Promise<string> {
  const file = path.join(cacheDir, `page-script-${await ingredientsHash()}.js`);
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return kept;
  const script = await bundledScript();
  await writeFileAtomically(file, Buffer.from(script));
  return script;
}

async function bundledScript(): Promise<string> {
  // Loaded only when there is something to bundle: that takes a quarter of a second.
  const { build } = await import('vite');
  const result = await build({
    configFile: false,
    root: path.dirname(source),
    logLevel: 'error',
    plugins: [withoutPolyfills],
    build: {
      write: false,
      target: 'es2024',
      rolldownOptions: {
        input: entry,
        output: { format: 'iife' },
        // Zod's schemas stand beside the words that the page needs, and judge nothing there.
        treeshake: { manualPureFunctions: ['z'] },
      },
    },
  });
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
  const chunk = outputs.find((one) => one.type === 'chunk');
  if (!chunk) throw new Error('the script of kit pages came out empty');
  return chunk.code;
}

const empty = '\0empty';

/** twitter-text brings what browsers lacked in 2019; without it, it counts the same in those of today. */
const withoutPolyfills: Plugin = {
  name: 'freehold-without-polyfills',
  enforce: 'pre',
  resolveId: (id) => (/^core-js\/|\/without-polyfills\.ts$/.test(id) ? empty : null),
  load: (id) => (id === empty ? 'module.exports = {};' : null),
};

async function ingredientsHash(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(path.join(path.dirname(source), 'package-lock.json')));
  for (const folder of ingredients) {
    for (const name of (await filesBelow(folder)).filter((one) => one.endsWith('.ts')).toSorted()) {
      hash.update(name).update(await readFile(path.join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 32);
}
