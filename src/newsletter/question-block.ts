import { escapeHtml } from '#hub/escape-html.ts';
import type { Language } from '#hub/languages.ts';

import { newsletterMessagesIn } from './messages.ts';

/** What a letter asks its readers, as HTML with classes. */
export function questionBlock(question: string, language: Language): string {
  const { questionTitle, questionAnswer } = newsletterMessagesIn(language);
  return `<table role="presentation" class="m-boxed" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="m-box">
<h2 class="m-box-title m-ink">${escapeHtml(questionTitle)}</h2>
<p>${escapeHtml(question)}</p>
<p class="m-small">${escapeHtml(questionAnswer)}</p>
</td></tr></table>`;
}
