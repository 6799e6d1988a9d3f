import { statSync } from 'node:fs';
import path from 'node:path';

import type { Plugin } from 'vite';

import { filesBelow } from './file-tree.ts';

const id = 'virtual:freehold/cards';

/**
 * Gives feeds the size of each card that was drawn into `folder` before the pages are built: an
 * enclosure must say its length. A preview draws none, and its feeds have no enclosures.
 */
export function cardFilesModule(folder: string): Plugin {
  return {
    name: 'freehold:cards',
    resolveId: (wanted) => (wanted === id ? `\0${id}` : null),
    load: async (wanted) => {
      if (wanted !== `\0${id}`) return null;
      const files = await filesBelow(folder).catch(() => []);
      const sizes = files.map((file) => [`/${file}`, statSync(path.join(folder, file)).size]);
      return `export default ${JSON.stringify(Object.fromEntries(sizes))}`;
    },
  };
}
