import type { AstroIntegration } from 'astro';

import { type SharePreview, sharePreview } from './share-preview.ts';
import { askEvent, shownEvent } from './events.ts';

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><circle cx="18" cy="5" r="3"/><circle cx="6" cy="12" r="3"/><circle cx="18" cy="19" r="3"/><path d="m8.6 13.5 6.8 4M15.4 6.5l-6.8 4"/></svg>';

/** Shows in `npm run dev` how the article on the page will be shared, as it is on disk now. */
export function shareToolbar(root: string): AstroIntegration {
  return {
    name: 'freehold:share-toolbar',
    hooks: {
      'astro:config:setup': ({ addDevToolbarApp, command }) => {
        if (command !== 'dev') return;
        const entrypoint = new URL('./app.ts', import.meta.url);
        addDevToolbarApp({ id: 'freehold-share', name: 'Delen / Share', icon, entrypoint });
      },
      'astro:server:setup': ({ toolbar, server, logger }) => {
        let lastPath: string | null = null;
        const show = async (path: string) => {
          toolbar.send<SharePreview>(shownEvent, await sharePreview(root, path));
        };
        const tell = (error: unknown) => logger.error(String(error));
        toolbar.on<{ path: string }>(askEvent, ({ path }) => {
          lastPath = path;
          show(path).catch(tell);
        });
        // A page that could not be rendered is not loaded anew, and its mistake is what must be seen.
        server.watcher.on('change', (file) => {
          if (lastPath !== null && file.startsWith(root)) show(lastPath).catch(tell);
        });
      },
    },
  };
}
