import type { BodyFailure } from '#articles/body.ts';
import { adviceOn, voidTags } from '#articles/html-advice.ts';

export interface Repaired {
  /** Fit to read on; what stood on a line stays on that line. */
  readonly text: string;
  readonly failures: readonly BodyFailure[];
}

const openVoidTag = new RegExp(
  String.raw`<(${voidTags.join('|')})\b((?:"[^"]*"|'[^']*'|[^<>"'])*?)(?<!/)>`,
  'giu',
);
/** Blocks of code, code within a line and comments: nothing in them is a tag. */
const notText =
  /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))|(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\2(?!`)|<!--[\s\S]*?-->/gmu;

/** `text` with every `<img>` and its like closed, each reported with the line it stands on. */
export function closeVoidTags(text: string, firstLine: number): Repaired {
  const failures: BodyFailure[] = [];
  const isNoTag = rangesOf(text, notText);
  const closed = text.replace(openVoidTag, (tag, name: string, rest: string, at: number) => {
    if (isNoTag(at)) return tag;
    const line = firstLine + text.slice(0, at).split('\n').length - 1;
    const remedy = adviceOn(name);
    failures.push({
      line,
      message: remedy
        ? `<${name}> is HTML and not closed; ${remedy}`
        : `<${name}> is not closed; write <${name} />`,
    });
    return `<${name}${rest} />`;
  });
  return { text: closed, failures };
}

/**
 * `text` with what the parser refused on the line of that `index` (the first is 0) taken out, so that
 * the rest can be read and judged too; `null` where nobody can tell what was meant.
 */
export function withoutRefused(text: string, index: number): string | null {
  const lines = text.split('\n');
  const line = lines[index];
  if (line === undefined) return null;
  const before = lines.slice(0, index).reduce((sum, one) => sum + one.length + 1, 0);
  const comment = line.indexOf('<!--');
  if (comment >= 0) {
    const from = before + comment;
    const end = text.indexOf('-->', from);
    const to = end < 0 ? before + line.length : end + '-->'.length;
    return text.slice(0, from) + text.slice(from, to).replaceAll(/[^\n]/g, ' ') + text.slice(to);
  }
  const mended = line
    .replaceAll(/<(?=(?:https?:|mailto:|[^\s<>]+@)[^<>]*>)/g, '(')
    .replaceAll(/<(?![A-Za-z/>])/g, '(')
    .replaceAll(/[{}]/g, '(');
  if (mended === line) return null;
  return lines.with(index, mended).join('\n');
}

function rangesOf(text: string, pattern: RegExp): (at: number) => boolean {
  const ranges = [...text.matchAll(pattern)].map(
    ({ 0: found, index }) => [index, index + found.length] as const,
  );
  return (at) => ranges.some(([from, to]) => at >= from && at < to);
}
