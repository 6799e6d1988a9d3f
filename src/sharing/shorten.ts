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
  const cuts = wordEnds(text)
    .reverse()
    .values()
    .map((end) => withEllipsis(text.slice(0, end)));
  return cuts.find((cut) => cut !== ellipsis && fits(cut)) ?? null;
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
