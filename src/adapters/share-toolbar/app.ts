import { defineToolbarApp } from 'astro/toolbar';

import { askEvent, shownEvent } from './events.ts';
import { panelStyles } from './panel-styles.ts';
import type { SharePreview } from './share-preview.ts';

/** Remembers over the reload that follows every change of an article. */
const openKey = 'freehold-share-open';

/** The panel in the bar of `npm run dev`. */
export default defineToolbarApp({
  init(canvas, app, server) {
    const style = document.createElement('style');
    style.textContent = panelStyles;
    const panel = document.createElement('astro-dev-toolbar-window');
    const content = document.createElement('div');
    content.className = 'panel';
    content.tabIndex = 0;
    content.role = 'region';
    content.ariaLabel = 'Delen / Share';
    panel.append(content);
    canvas.append(style, panel);

    const path = decodeURIComponent(location.pathname);
    server.on<SharePreview>(shownEvent, ({ path: shown, markup, level }) => {
      if (shown !== path) return;
      content.innerHTML = markup;
      app.toggleNotification(level === null ? { state: false } : { state: true, level });
    });
    server.send(askEvent, { path });

    app.onToggled(({ state }) => sessionStorage.setItem(openKey, String(state)));
    if (sessionStorage.getItem(openKey) === 'true') app.toggleState({ state: true });
  },
});
