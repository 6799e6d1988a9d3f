import { breakPointsOf } from './hyphenation.ts';

/** Width of `text` in em, without tracking. */
export type Measure = (text: string) => number;

/** The room a text has and how it may be set in it. Lengths in px unless named otherwise. */
export interface TextRoom {
  readonly width: number;
  readonly height: number;
  /** Sizes to try, the largest first. */
  readonly sizes: readonly number[];
  /** A word is shrunk to this size before it is broken. */
  readonly wholeWordsFrom: number;
  /** In em. */
  readonly lineHeight: number;
  /** In em, added after every character. */
  readonly tracking: number;
  readonly maxLines?: number;
}

export interface FittedText {
  readonly size: number;
  readonly lines: readonly string[];
  /** Whether the end is missing, marked by "…". */
  readonly cut: boolean;
}

/** Kerning can make a line a little wider than its characters are. */
const kerningAllowance = 1.01;

/** The most that `line` takes at `size`, in px. */
export function lineWidth(
  line: string,
  { size, tracking }: { size: number; tracking: number },
  measure: Measure,
): number {
  return size * (measure(line) + tracking * [...line].length) * kerningAllowance;
}

/**
 * The largest setting of `text` in `room`: whole words as long as they can be read at a glance, then
 * hyphenated ones, then smaller ones, and only what fits at no size at all is cut. Lines are balanced.
 * No line is wider than the room and all lines together are no higher.
 */
export function fitText(text: string, room: TextRoom, measure: Measure): FittedText {
  const words = text.normalize('NFC').replaceAll('\u00ad', '').split(/[ \t\r\n]+/u).filter(Boolean);
  const widthAt = (size: number) => (line: string) =>
    lineWidth(line, { size, tracking: room.tracking }, measure);

  for (const breaking of [false, true]) {
    for (const size of room.sizes) {
      if (!breaking && size < room.wholeWordsFrom) break;
      if (breaking && size > room.wholeWordsFrom) continue;
      const widthOf = widthAt(size);
      const lines = linesOf(words, { width: room.width, widthOf, breaking });
      if (lines && lines.length <= capacityOf(room, size)) {
        return { size, lines: balanced(words, lines, { widthOf, breaking }), cut: false };
      }
    }
  }
  const size = room.sizes.at(-1) ?? 0;
  return { size, lines: cutLines(words, { room, size, widthOf: widthAt(size) }), cut: true };
}

interface Setting {
  readonly width: number;
  readonly widthOf: (line: string) => number;
  readonly breaking: boolean;
}

function capacityOf({ height, lineHeight, maxLines = Infinity }: TextRoom, size: number): number {
  return Math.min(maxLines, Math.floor(height / (size * lineHeight)));
}

/** Fills line after line; `null` when a word is wider than a line and may not be broken. */
function linesOf(words: readonly string[], { width, widthOf, breaking }: Setting): string[] | null {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const joined = line ? `${line} ${word}` : word;
    if (widthOf(joined) <= width) {
      line = joined;
      continue;
    }
    if (line) lines.push(line);
    line = word;
    while (widthOf(line) > width) {
      const broken = breaking ? brokenWord(line, { width, widthOf }) : null;
      if (!broken) return null;
      lines.push(broken.head);
      line = broken.tail;
    }
  }
  return line ? [...lines, line] : lines;
}

/** `word` in two, the first part as long as the width allows; inside a syllable where nothing else fits. */
function brokenWord(
  word: string,
  { width, widthOf }: Omit<Setting, 'breaking'>,
): { head: string; tail: string } | null {
  const fitting = breakPointsOf(word)
    .map(({ at, hyphen, rank }) => ({ head: word.slice(0, at) + (hyphen ? '-' : ''), at, rank }))
    .filter(({ head }) => widthOf(head) <= width)
    .toSorted((a, b) => a.rank - b.rank || b.at - a.at);
  const best = fitting[0];
  if (best) return { head: best.head, tail: word.slice(best.at) };

  const graphemes = [...new Intl.Segmenter('nl').segment(word)].map(({ segment }) => segment);
  for (let count = graphemes.length - 1; count > 0; count -= 1) {
    const start = graphemes.slice(0, count).join('');
    if (widthOf(`${start}-`) <= width) return { head: `${start}-`, tail: word.slice(start.length) };
  }
  return null;
}

/** The same number of lines in the narrowest width that allows it, so that none is left nearly empty. */
function balanced(
  words: readonly string[],
  lines: string[],
  setting: Omit<Setting, 'width'>,
): string[] {
  if (lines.length < 2) return lines;
  const hyphens = countHyphens(lines);
  let best = lines;
  let high = Math.max(...lines.map(setting.widthOf));
  let low = high / lines.length;
  while (high - low > 1) {
    const width = (low + high) / 2;
    const tried = linesOf(words, { ...setting, width });
    // A narrower setting that breaks more words is not better.
    if (tried && tried.length === lines.length && countHyphens(tried) <= hyphens) {
      best = tried;
      high = width;
    } else {
      low = width;
    }
  }
  return best;
}

function countHyphens(lines: readonly string[]): number {
  return lines.filter((line) => line.endsWith('-')).length;
}

/** As much of the text as fits, to the last whole word, with "…" at the end. */
function cutLines(
  words: readonly string[],
  { room, size, widthOf }: { room: TextRoom; size: number; widthOf: Setting['widthOf'] },
): string[] {
  const { width } = room;
  const setting = { width, widthOf, breaking: true };
  const capacity = Math.max(1, capacityOf(room, size));
  for (let count = words.length; count > 0; count -= 1) {
    const kept = words.slice(0, count).join(' ').replace(/[\s,;:.–—-]+$/u, '');
    const lines = linesOf(`${kept}…`.split(' '), setting);
    if (lines && lines.length <= capacity) return lines;
  }
  // Not even the first word: what of it fits.
  const first = linesOf(words.slice(0, 1), setting) ?? [];
  return first.slice(0, capacity);
}
