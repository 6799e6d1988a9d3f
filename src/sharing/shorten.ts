import { splitGraphemes } from './length.ts';

const ellipsis = '…';

/**
 * The longest beginning of `text` that `fits`, with an ellipsis, or `text` itself if that fits.
 * Cuts between words, so that links, mentions and hashtags stay whole; only a first word that is
 * none of these and too long by itself is cut, between graphemes. `null` when nothing fits.
 */
export function shorten(text: string, fits: (shorter: string) => boolean): string | null {
  if (fits(text)) return text;

  const wordEnds = Array.from(
    text.matchAll(/\S(?=\s)/gu),
    ({ 0: last, index }) => index + last.length,
  );
  const beginnings = wordEnds.map((end) => text.slice(0, end)).reverse();
  const cut = beginnings.map(withEllipsis).find(fits);
  if (cut !== undefined) return cut;

  const firstWord = /^\s*\S*/u.exec(text)?.[0] ?? '';
  if (/^\s*(?:https?:|www\.|[@#])/iu.test(firstWord)) return null;
  const parts = splitGraphemes(firstWord);
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const shorter = parts.slice(0, length).join('') + ellipsis;
    if (fits(shorter)) return shorter;
  }
  return null;
}

/** A comma or dash before an ellipsis reads as a slip; a full stop or question mark is dropped with it. */
function withEllipsis(beginning: string): string {
  return beginning.replace(/[\s.,;:!?…–—-]+$/u, '') + ellipsis;
}
