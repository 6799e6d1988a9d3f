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

/** A line shorter than this part of the longest looks lost … */
const shortestLine = 0.5;
/** … and is worth a size as small as this part of the largest possible. */
const calmFrom = 0.78;
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
  const words = text
    .normalize('NFC')
    .replaceAll('\u00ad', '')
    .split(/[ \t\r\n]+/u)
    .filter(Boolean);
  const widthAt = (size: number) => (line: string) =>
    lineWidth(line, { size, tracking: room.tracking }, measure);

  let largest: FittedText | undefined;
  for (const size of room.sizes.filter((one) => one >= room.wholeWordsFrom)) {
    if (largest && size < largest.size * calmFrom) break;
    const setting = { width: room.width, widthOf: widthAt(size) };
    const count = greedyLines(words, setting)?.length;
    if (!count || count > capacityOf(room, size)) continue;
    const fitted = { size, lines: balancedLines(words, count, setting), cut: false };
    if (isCalm(fitted.lines, setting.widthOf)) return fitted;
    largest ??= fitted;
  }
  if (largest) return largest;

  for (const size of room.sizes.filter((one) => one <= room.wholeWordsFrom)) {
    const lines = brokenLines(words, { width: room.width, widthOf: widthAt(size) });
    if (lines.length <= capacityOf(room, size)) return { size, lines, cut: false };
  }
  const size = room.sizes.at(-1) ?? 0;
  return { size, lines: cutLines(words, { room, size, widthOf: widthAt(size) }), cut: true };
}

interface Setting {
  readonly width: number;
  readonly widthOf: (line: string) => number;
}

function capacityOf({ height, lineHeight, maxLines = Infinity }: TextRoom, size: number): number {
  return Math.min(maxLines, Math.floor(height / (size * lineHeight)));
}

/** Whether no line is much shorter than the longest, as a single small word would be. */
function isCalm(lines: readonly string[], widthOf: Setting['widthOf']): boolean {
  const widths = lines.map(widthOf);
  return Math.min(...widths) >= shortestLine * Math.max(...widths);
}

/** Fills line after line with whole words; `null` when one is wider than a line. */
function greedyLines(words: readonly string[], { width, widthOf }: Setting): string[] | null {
  const lines: string[] = [];
  for (const word of words) {
    const joined = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && widthOf(joined) <= width) lines[lines.length - 1] = joined;
    else if (widthOf(word) <= width) lines.push(word);
    else return null;
  }
  return lines;
}

/** `words` in `count` lines of much the same width, broken after punctuation rather than after "een". */
function balancedLines(
  words: readonly string[],
  count: number,
  { width, widthOf }: Setting,
): readonly string[] {
  const ideal = widthOf(words.join(' ')) / count;
  interface Way {
    readonly lines: readonly string[];
    readonly cost: number;
  }
  // ways[end] is the best way to set the words before `end` in as many lines as rounds have passed.
  let ways: (Way | undefined)[] = [{ lines: [], cost: 0 }];
  for (let line = 0; line < count; line += 1) {
    const next: (Way | undefined)[] = [];
    for (const [start, way] of ways.entries()) {
      if (!way) continue;
      for (let end = start + 1; end <= words.length; end += 1) {
        const text = words.slice(start, end).join(' ');
        const used = widthOf(text);
        if (used > width) break;
        const isLast = end === words.length;
        const cost = way.cost + ((used - ideal) / ideal) ** 2 + (isLast ? 0 : breakCost(text));
        if (cost < (next[end]?.cost ?? Infinity)) next[end] = { lines: [...way.lines, text], cost };
      }
    }
    ways = next;
  }
  return ways[words.length]?.lines ?? [];
}

/** How much worse a title reads when a line ends here. */
function breakCost(line: string): number {
  if (/[.:;?!…]$/u.test(line)) return -0.2;
  if (/[,–—]$/u.test(line)) return -0.08;
  return /(?:^|\s)\p{L}{1,3}$/u.test(line) ? 0.05 : 0;
}

/** Fills line after line, breaking words that are wider than one. */
function brokenLines(words: readonly string[], setting: Setting): string[] {
  const { width, widthOf } = setting;
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
      const { head, tail } = brokenWord(line, setting);
      lines.push(head);
      line = tail;
    }
  }
  return line ? [...lines, line] : lines;
}

/** `word` in two, the first part as long as the width allows; inside a syllable where nothing else fits. */
function brokenWord(word: string, { width, widthOf }: Setting): { head: string; tail: string } {
  const fitting = breakPointsOf(word)
    .map(({ at, hyphen, rank }) => ({ head: word.slice(0, at) + (hyphen ? '-' : ''), at, rank }))
    .filter(({ head }) => widthOf(head) <= width)
    .toSorted((a, b) => b.at - a.at + worth * (a.rank - b.rank));
  const best = fitting[0];
  if (best) return { head: best.head, tail: word.slice(best.at) };

  const graphemes = [...new Intl.Segmenter('nl').segment(word)].map(({ segment }) => segment);
  let count = graphemes.length - 1;
  while (count > 1 && widthOf(`${graphemes.slice(0, count).join('')}-`) > width) count -= 1;
  const start = graphemes.slice(0, count).join('');
  return { head: `${start}-`, tail: word.slice(start.length) };
}

/** A better place to break is worth this many characters of a line left empty. */
const worth = 4;

/** As much of the text as fits, to the last whole word, with "…" at the end. */
function cutLines(
  words: readonly string[],
  { room, size, widthOf }: { room: TextRoom; size: number; widthOf: Setting['widthOf'] },
): string[] {
  const setting = { width: room.width, widthOf };
  const capacity = Math.max(1, capacityOf(room, size));
  for (let count = words.length; count > 0; count -= 1) {
    const kept = words
      .slice(0, count)
      .join(' ')
      .replace(/[\s,;:.–—-]+$/u, '');
    const lines = brokenLines(`${kept}…`.split(' '), setting);
    if (lines.length <= capacity) return lines;
  }
  // Not even the first word: what of it fits.
  return brokenLines(words.slice(0, 1), setting).slice(0, capacity);
}
