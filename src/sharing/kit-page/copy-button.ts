import type { Language } from '#hub/languages.ts';

import { type Html, html } from './html.ts';
import { kitMessages } from './messages.ts';

/** A button that puts the text of the element `from` on the clipboard; it comes to life with the page's script. */
export function copyButton({
  from,
  what,
  language,
  isMain = false,
  isDisabled = false,
}: {
  from: string;
  /** What is copied, as the button and the announcement call it. */
  what: string;
  language: Language;
  isMain?: boolean;
  isDisabled?: boolean;
}): Html {
  const { copyNamed, copied } = kitMessages[language];
  return html`<button
    type="button"
    class="${isMain ? 'main' : 'small'}"
    data-copy="${from}"
    data-copied="${copied(what)}"
    ${isDisabled && html` disabled`}
  >
    ${copyNamed(what)}
  </button>`;
}
