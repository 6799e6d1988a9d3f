import type { Language } from '#hub/languages.ts';

import { findHashtags } from '../hashtags.ts';
import { splitGraphemes } from '../length.ts';
import { findLinks } from '../links.ts';
import type { Fold, Platform } from '../platform.ts';
import { fits } from '../platform.ts';
import { type Html, html } from './html.ts';
import { kitMessages } from './messages.ts';

/** `text` as `platform` shows it: links and hashtags marked, and a line where the reader must ask for the rest. */
export function shownText(text: string, platform: Platform, language: Language): Html {
  const messages = kitMessages[language];
  const fold = tightest(platform.folds ?? []);
  const places = marksIn(text, platform);
  const cut = fold === null ? null : foldAt(text, { max: fold.max, places });
  const warning = fits(text, platform) ? null : html`<p class="warning">${messages.noRoom}</p>`;
  if (cut === null)
    return html`${warning}
      <pre class="said">${marked(text, places)}</pre>`;
  const [shown, rest] = [text.slice(0, cut), text.slice(cut)];
  return html`${warning}
    <pre
      class="said"
    >${marked(shown, marksIn(shown, platform))}<span aria-hidden="true">…</span></pre>
    <p class="fold">${messages.fold(platform.label)}</p>
    <pre class="said folded">${marked(rest, marksIn(rest, platform))}</pre>`;
}

/** The fold of the smallest screen: whoever reads there sees least. */
function tightest(folds: readonly Fold[]): Fold | null {
  return folds.toSorted((a, b) => a.max - b.max)[0] ?? null;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where the fold of `max` characters falls in `text`, before a link or hashtag that it would part; `null` where everything shows. */
function foldAt(
  text: string,
  { max, places }: { max: number; places: readonly Place[] },
): number | null {
  const graphemes = splitGraphemes(text);
  if (graphemes.length <= max) return null;
  const cut = graphemes.slice(0, max).join('').length;
  return places.find(({ start, end }) => start < cut && cut < end)?.start ?? cut;
}

/** What a reader can follow on the platform, in order and apart from each other. */
function marksIn(text: string, { links, hashtags }: Platform): Place[] {
  const followed = links === 'in-profile' ? [] : findLinks(text);
  const tags = hashtags.link === 'none' ? [] : findHashtags(text);
  const places = [...followed, ...(hashtags.link === 'first' ? tags.slice(0, 1) : tags)];
  let last = 0;
  return places
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      const isApart = start >= last;
      if (isApart) last = end;
      return isApart;
    });
}

function marked(text: string, places: readonly Place[]): Html {
  const parts: Html[] = [];
  let last = 0;
  for (const { start, end } of places) {
    parts.push(html`${text.slice(last, start)}<b>${text.slice(start, end)}</b>`);
    last = end;
  }
  return html`${parts}${text.slice(last)}`;
}
