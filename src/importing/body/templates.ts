import type { Root } from 'mdast';

import type { Notes } from '../noting.ts';
import type { RawEntry } from '../raw-entry.ts';

import { dialects } from './dialects.ts';
import { edited, type Edit, type Edited } from './edits.ts';
import { parseMarkdown } from './parse.ts';
import { templateTags } from './template-tags.ts';
import { nodesIn } from './tree.ts';

/** Where something stands that a parser of Markdown does not know. */
export interface Met {
  readonly found: RegExpExecArray;
  /** The whole text. */
  readonly text: string;
  readonly entry: RawEntry;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Writes down what became of it. */
  readonly note: Notes['note'];
  readonly line: number;
  /** Whether it stands in a block of HTML, where no Markdown is read. */
  readonly isInHtml: () => boolean;
  readonly isInCode: () => boolean;
}

/** What is put in its place: a text, or one that reaches further than what was found; `null` leaves it. */
export type Replacement = string | { readonly text: string; readonly to: number } | null;

/** Something that templates or dialects of Markdown write, and what it becomes in Markdown or HTML. */
export interface Extra {
  /** With the flags g and m. */
  readonly pattern: RegExp;
  readonly formats: readonly RawEntry['format'][];
  readonly replace: (met: Met) => Replacement;
}

const extras: readonly Extra[] = [...templateTags, ...dialects];
/** Cheap to see: whether a text can hold any of them. */
const signs =
  /mdx-code-block|\^\[|^\s*:[a-z]|\{[%{:#<./]|\{\s*[#.]|^\s*:::|\$|\]\([^)\n]*\s|<!--|\[\[?toc\]|\\[([]|\\begin\{|^ {0,3}:[ \t]|^\*\[|:[\w+-]+:/im;

/** Without one of these no text holds code: an indented block has at least four columns of space (CommonMark 0.31 §4.4). */
const codeSigns = /`|~~~|\t| {4}/;

/** A text whose templates are converted. */
export interface Converted extends Edited {
  /** `text` as a tree, where it had to be read and nothing was converted: nobody need read it again. */
  readonly tree: Root | null;
}

/** The body of `entry` with what templates and dialects of Markdown add put as Markdown or HTML. */
export function convertTemplates(
  entry: RawEntry,
  { notes, settings }: { notes: Notes; settings: Readonly<Record<string, unknown>> },
): Converted {
  const { body, format } = entry;
  if (!signs.test(body)) return { text: body, lineOf: (line) => line, tree: null };
  // Reading a text for its code takes as long as reading it: only where there is something to judge.
  let tree: Root | null = null;
  let places: ReturnType<typeof placesIn> | null = null;
  const placesOfBody = () => (places ??= placesIn(body, (tree ??= parseMarkdown(body))));
  const isInCode = (found: RegExpExecArray) => codeSigns.test(body) && placesOfBody().isCode(found);
  const edits: Edit[] = [];
  // jekyllrb.com/docs/liquid: such a text shows its tags as they are.
  const isPlain = entry.fields['render_with_liquid'] === false;
  const own = (isPlain ? dialects : extras).filter((extra) => extra.formats.includes(format));
  const next = own.map((extra) => search(extra, body, 0));
  let at = 0;
  let [line, counted] = [entry.bodyLine, 0];
  for (;;) {
    const index = earliest(next);
    const extra = own[index];
    const found = next[index];
    if (!extra || !found) break;
    const end = found.index + Math.max(found[0].length, 1);
    if (found.index < at || isInCode(found)) {
      next[index] = search(extra, body, Math.max(at, found.index + 1));
      continue;
    }
    for (; counted < found.index; counted += 1) if (body[counted] === '\n') line += 1;
    const note: Notes['note'] = (outcome, construct, one) => notes.met(outcome, construct, one);
    const isInHtml = () => body.includes('<') && placesOfBody().isInHtml(found);
    const where = {
      isInHtml,
      isInCode: () => codeSigns.test(body) && placesOfBody().isShown(found),
    };
    const replacement = extra.replace({ found, text: body, entry, settings, note, line, ...where });
    if (replacement === null) next[index] = search(extra, body, end);
    else {
      const { text, to } =
        typeof replacement === 'string' ? { text: replacement, to: end } : replacement;
      edits.push({ from: found.index, to, text });
      at = to;
      next[index] = search(extra, body, at);
    }
  }
  return { ...edited(body, edits), tree: edits.length === 0 ? tree : null };
}

function search({ pattern }: Extra, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

function earliest(found: readonly (RegExpExecArray | null)[]): number {
  let best = -1;
  found.forEach((one, index) => {
    if (one && (best < 0 || one.index < (found[best]?.index ?? 0))) best = index;
  });
  return best;
}

/**
 * Whether something is within code, where nothing is anything but text. Templates run before Markdown is read: what
 * they indent is no code, and `{% raw %}` in code protects what is in it.
 */
function placesIn(
  text: string,
  tree: Root,
): {
  readonly isCode: (found: RegExpExecArray) => boolean;
  readonly isInHtml: (found: RegExpExecArray) => boolean;
  /** Whether readers see it in code, as it is. */
  readonly isShown: (found: RegExpExecArray) => boolean;
} {
  const ranges = [...nodesIn(tree)].flatMap((node) => {
    if (node.type !== 'code' && node.type !== 'inlineCode' && node.type !== 'html') return [];
    const { start, end } = node.position ?? {};
    if (start?.offset === undefined || end?.offset === undefined) return [];
    const isFenced = /^(?:`|~)/.test(text.slice(start.offset, start.offset + 1));
    return [{ from: start.offset, to: end.offset, isFenced, isHtml: node.type === 'html' }];
  });
  const rangeOf = ({ index }: RegExpExecArray) => {
    const range = ranges.findLast(({ from }) => from <= index);
    return range && index < range.to ? range : undefined;
  };
  return {
    isCode(found) {
      const range = rangeOf(found);
      if (!range || range.isHtml) return false;
      // Hugo shows a shortcode whose inside is a comment, also in code.
      if (/^\{\{[<%]\s*\/\*/.test(found[0])) return false;
      const isOwn = /^[ \t]*`+mdx-code-block/.test(found[0]);
      if (isOwn) return found[0].search(/`/) + found.index !== range.from;
      const isTag = found[0].startsWith('{%') || found[0].startsWith('{{<');
      return !/^\{%-?\s*raw\b/.test(found[0]) && (range.isFenced || !isTag);
    },
    isInHtml: (found) => rangeOf(found)?.isHtml === true,
    isShown: (found) => rangeOf(found)?.isHtml === false,
  };
}
