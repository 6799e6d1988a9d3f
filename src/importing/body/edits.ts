/** A part of a text and what stands there instead. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface Edited {
  readonly text: string;
  /** The line of the text before the edits that a line of it came from; the first is 1. */
  readonly lineOf: (line: number) => number;
}

/** `source` with `edits`, which are in order and do not overlap. */
export function edited(source: string, edits: readonly Edit[]): Edited {
  if (edits.length === 0) return { text: source, lineOf: (line) => line };
  const lines: number[] = [1];
  let text = '';
  let line = 1;
  let at = 0;
  for (const edit of [...edits, { from: source.length, to: source.length, text: '' }]) {
    const kept = source.slice(at, edit.from);
    for (let count = newlinesIn(kept); count > 0; count -= 1) lines.push((line += 1));
    for (let count = newlinesIn(edit.text); count > 0; count -= 1) lines.push(line);
    const skipped = newlinesIn(source.slice(edit.from, edit.to));
    // Lines after what was put in are lines after what stood there.
    line += skipped;
    if (newlinesIn(edit.text) > 0) lines[lines.length - 1] = line;
    text += kept + edit.text;
    at = edit.to;
  }
  return { text, lineOf: (one) => lines[Math.min(one, lines.length) - 1] ?? 1 };
}

function newlinesIn(text: string): number {
  return text.split('\n').length - 1;
}
