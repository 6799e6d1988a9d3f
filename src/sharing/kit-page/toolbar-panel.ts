import type { Language } from '#hub/languages.ts';

import { platforms } from '../platforms.ts';
import type { ShareKit } from '../share-kit.ts';
import { countBars } from './counters.ts';
import { shownText } from './folded.ts';
import { type Html, html } from './html.ts';
import { kitMessages, variantName } from './messages.ts';

/** What is wrong with an article's posts, as `check` would say it. */
export interface PanelProblem {
  readonly severity: string;
  readonly line: number;
  readonly message: string;
}

/** How the article that is being written will be shared: its posts and what is wrong with them. */
export function toolbarPanel(
  { kit, problems }: { kit: ShareKit; problems: readonly PanelProblem[] },
  language: Language,
): Html {
  const messages = kitMessages[language];
  return html`<h1>${messages.title(kit.title)}</h1>
    ${problemList(problems)}
    ${kit.posts.map(
      ({ platform, variant, text, title, stale }) =>
        html`<section>
          <h2>${platforms[platform].label} <small>${variantName(variant, language)}</small></h2>
          ${stale && html`<p class="warning">${messages.staleHint}</p>`}
          ${title !== undefined && html`<p><strong>${title}</strong></p>`}
          ${countBars(text, platforms[platform].limits, language)}
          ${shownText(text, platforms[platform], language)}
        </section>`,
    )}
    ${kit.skipped.map(
      ({ platform, reason }) =>
        html`<section>
          <h2>${platform}</h2>
          <p class="quiet">${messages.skipped(reason)}</p>
        </section>`,
    )}`;
}

/** Where no post can be made: the page is no article, or its file has to be mended first. */
export function emptyPanel(problems: readonly PanelProblem[], language: Language): Html {
  return html`<h1>${kitMessages[language].index}</h1>
    ${
      problems.length === 0
        ? html`<p class="quiet">${kitMessages[language].noArticle}</p>`
        : problemList(problems)
    }`;
}

function problemList(problems: readonly PanelProblem[]): Html | null {
  if (problems.length === 0) return null;
  return html`<ul class="problems">
    ${problems.map(
      ({ severity, line, message }) => html`<li class="${severity}">${line}: ${message}</li>`,
    )}
  </ul>`;
}
