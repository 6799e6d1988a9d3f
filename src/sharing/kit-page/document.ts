import type { Language } from '#hub/languages.ts';

import { type Html, html, raw } from './html.ts';

/** What every page of the kits is made with. */
export interface PageAssets {
  /** The brand's colours as custom properties, and the sheet that uses them. */
  readonly css: string;
  readonly script: string;
}

/** A whole page with nothing outside itself but pictures beside it; no search engine may keep it. */
export function documentOf(
  { language, title, body }: { language: Language; title: string; body: Html },
  { css, script }: PageAssets,
): string {
  const { markup } = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${raw(css.replaceAll('</', String.raw`<\/`))}
        </style>
      </head>
      <body>
        ${body}
        <p class="visually-hidden" role="status" id="announcement"></p>
        <script>
          ${raw(script.replaceAll('</', String.raw`<\/`).replaceAll('<!--', String.raw`<\!--`))};
        </script>
      </body>
    </html> `;
  return markup;
}
