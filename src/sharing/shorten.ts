import { findLinks } from './links.ts';

const ellipsis = '…';

const words = new Intl.Segmenter('und', { granularity: 'word' });

/** White space that keeps its neighbours together, as in “€ 120”, belongs to the word. */
const unbroken = /[\S\u00a0\u202f]+/gu;

/** After these no white space is needed to end a word: scripts without it, and pictures. */
const endsByItself =
  /(?:\p{scx=Han}|\p{scx=Hira}|\p{scx=Kana}|\p{scx=Thai}|\p{scx=Lao}|\p{scx=Khmer}|\p{scx=Mymr}|\p{RGI_Emoji})$/v;

/**
 * The longest beginning of `text` that `fits`, with an ellipsis, or `text` itself if that fits.
 * Cuts between words, so that each word, link, mention and hashtag stays whole. `null` when not even
 * the first word fits.
 */
export function shorten(text: string, fits: (shorter: string) => boolean): string | null {
  if (fits(text)) return text;
  const ends = wordEnds(text);
  const cutAt = (index: number) => withEllipsis(text.slice(0, ends[index]));
  const isGood = (index: number) => cutAt(index) !== ellipsis && fits(cutAt(index));
  const longest = Math.min(ends.length - 1, roughlyLast(ends.length, isGood) + slack);
  for (let index = longest; index >= 0; index -= 1) if (isGood(index)) return cutAt(index);
  return null;
}

// A longer text may count less than a shorter one: half a link counts as words.
const slack = 30;

/** About the last of `count` places that is good, where most before it are and most after it are not. */
function roughlyLast(count: number, isGood: (index: number) => boolean): number {
  let [low, high] = [0, count - 1];
  while (high - low > slack) {
    const middle = (low + high) >> 1;
    if (isGood(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** Where `text` can be cut, in UTF-16 offsets. */
function wordEnds(text: string): number[] {
  return Array.from(text.matchAll(unbroken)).flatMap(({ 0: run, index }) => {
    const ends = isMarked(run) ? [run.length] : [...endsInside(run), run.length];
    return ends.map((end) => index + end).filter((end) => end < text.length);
  });
}

/** A link, mention or hashtag, which is one word whatever its script. */
function isMarked(run: string): boolean {
  return /^[@#＠＃]|^www\.|:\/\//iu.test(run);
}

function endsInside(run: string): number[] {
  return Array.from(words.segment(run), ({ segment, index }) => ({
    segment,
    end: index + segment.length,
  }))
    .filter(({ segment, end }) => end < run.length && endsByItself.test(segment))
    .map(({ end }) => end);
}

/**
 * A comma or dash before an ellipsis reads as a slip; a full stop or question mark is dropped with it.
 * A link keeps its own last sign, and a space after it, or the ellipsis would become part of the address.
 */
function withEllipsis(beginning: string): string {
  if (endsInLink(beginning)) return `${beginning} ${ellipsis}`;
  const ending = beginning.replace(/[\s.,;:!?…–—、。！？-]+$/u, '');
  return endsInLink(ending) ? `${ending} ${ellipsis}` : ending + ellipsis;
}

function endsInLink(text: string): boolean {
  const last = findLinks(text).at(-1);
  return last?.end === text.length || /(?:^|[\s(])[\p{L}\p{N}.-]+\.\p{L}{2,}\/\S*$/u.test(text);
}
