import path from 'node:path';

import type { AstroIntegration } from 'astro';

import type { Selection } from './site-selection.ts';

/** What every page shows is read with the configuration, so a change there starts the preview anew. */
export function previewWatch({ root, content }: Selection): AstroIntegration {
  return {
    name: 'freehold:preview-watch',
    hooks: {
      'astro:config:setup': ({ addWatchFile }) => {
        const files = ['content/hub.yaml', ...content.topics.map(({ file }) => file)];
        for (const file of files) addWatchFile(path.join(root, file));
      },
    },
  };
}
