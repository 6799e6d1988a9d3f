import type { Language } from '#hub/languages.ts';

import type { Platform } from '../platform.ts';
import { type Html, html } from './html.ts';
import { kitMessages } from './messages.ts';

const probe = 'freehold-probe';

/** Says so where the platform's page takes no text along, or where there is none. */
export function intentHint({ label, intent }: Platform, language: Language): Html | null {
  const messages = kitMessages[language];
  const opened = intent?.({ text: probe, title: probe, url: '', image: '' });
  if (opened?.includes(probe)) return null;
  return html`<p class="quiet">
    ${opened === undefined ? messages.noIntent(label) : messages.linkOnly(label)}
  </p>`;
}
