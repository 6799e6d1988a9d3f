import type { Language } from '#hub/languages.ts';

import type { PostState } from '../ledger/posted.ts';
import { copyButton } from './copy-button.ts';
import { dayIn } from './day.ts';
import { exact, type Html, html } from './html.ts';
import { kitMessages } from './messages.ts';

/** The command that notes where the post was published; the page's script puts the address in. */
export function postedBlock(
  { id, article, platform }: { id: string; article: string; platform: string },
  language: Language,
): Html {
  const messages = kitMessages[language];
  const command = postedCommand({ article, platform, address: '' });
  return html`<details class="part" data-posted data-article="${article}">
    <summary>${messages.posted}</summary>
    <p class="quiet">${messages.postedHint}</p>
    <label class="label" for="${id}-address">${messages.address}</label>
    <input
      id="${id}-address"
      type="url"
      inputmode="url"
      placeholder="https://"
      autocomplete="off"
    />
    <pre class="copied-text command" id="${id}-command">${exact(command)}</pre>
    ${copyButton({ from: `${id}-command`, what: messages.command, language })}
  </details>`;
}

/** As it is typed into a shell: an address is quoted, since it may hold `&` and `?`. */
export function postedCommand({
  article,
  platform,
  address,
}: {
  article: string;
  platform: string;
  address: string;
}): string {
  const url = URL.parse(address.trim());
  const isAddress = url !== null && ['http:', 'https:'].includes(url.protocol);
  // URL encodes quotes in a query but not in a path.
  const quoted = isAddress ? `'${url.href.replaceAll("'", '%27')}'` : '<url>';
  return `npm run share -- posted ${article} ${platform} ${quoted}`;
}

/** Where and when it was posted, or that a scheduler holds it; nothing where neither is so. */
export function stateLine(state: PostState, language: Language): Html | null {
  const messages = kitMessages[language];
  if (state.kind === 'none') return null;
  if (state.kind === 'planned') return html`<p class="state">${messages.planned}</p>`;
  return html`${state.posts.map(
    ({ on, url }) =>
      html`<p class="state">
        ${on !== undefined && messages.postedOn(dayIn(language, on))}
        ${url !== undefined && html`· <a href="${url}" rel="noopener">${messages.seePost}</a>`}
      </p>`,
  )}`;
}
