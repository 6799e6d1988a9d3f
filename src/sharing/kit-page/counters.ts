import type { Language } from '#hub/languages.ts';

import type { Limit } from '../platform.ts';
import { type Html, html } from './html.ts';
import { kitMessages } from './messages.ts';

/** How full `text` is by each of `limits`, as bars: drawn once for the page and again while someone types. */
export function countBars(text: string, limits: readonly Limit[], language: Language): Html {
  return html`${limits.map((limit) => countBar(text, limit, language))}`;
}

function countBar(text: string, { max, unit, count }: Limit, language: Language): Html {
  const messages = kitMessages[language];
  const value = count(text);
  const number = new Intl.NumberFormat(language);
  const said = messages.count(number.format(value), number.format(max), messages.units[unit]);
  const over = value > max && html`<strong>${messages.over(number.format(value - max))}</strong>`;
  const share = Math.min(100, Math.round((1000 * value) / max) / 10);
  return html`<p class="count${value > max ? ' is-over' : ''}">
    <span class="bar" aria-hidden="true"><span style="inline-size:${share}%"></span></span
    ><span>${said} ${over}</span>
  </p>`;
}
