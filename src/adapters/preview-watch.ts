import path from 'node:path';

import type { AstroIntegration } from 'astro';

import { told } from '#hub/advice/in-dutch.ts';

import { checkContent } from './check-content.ts';
import { problemPages } from './problem-pages.ts';
import type { Selection } from './site-selection.ts';

/**
 * What every page shows is read with the configuration, so a change there starts the preview anew.
 * Whatever cannot be shown is said in an editor's words, in the terminal and in the browser.
 */
export function previewWatch({ root, content, asOf, preview }: Selection): AstroIntegration {
  return {
    name: 'freehold:preview-watch',
    hooks: {
      'astro:config:setup': ({ addWatchFile }) => {
        const files = ['content/hub.yaml', ...content.topics.map(({ file }) => file)];
        for (const file of files) addWatchFile(path.join(root, file));
      },
      'astro:server:setup': ({ server, logger }) => {
        if (!preview) return;
        const pages = problemPages({
          check: async () =>
            (await checkContent(root, { asOf })).problems.map((problem) =>
              told(problem, content.hub.editorLanguage),
            ),
          languages: content.hub.languages,
          say: (line) => logger.warn(line),
        });
        const folders = ['content', 'public'].map((folder) => path.join(root, folder) + path.sep);
        server.watcher.on('all', (_event, file) => {
          if (folders.some((folder) => file.startsWith(folder))) pages.lookAgain();
        });
        server.middlewares.use(pages.handle);
        pages.lookAgain();
      },
    },
  };
}
