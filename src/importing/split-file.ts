import { parse as parseToml } from 'smol-toml';
import { parseDocument } from 'yaml';

import { isRecord } from './fields.ts';
import { literalsOf } from './literals.ts';

export interface SplitFile {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** The line on which `body` begins; the first is 1. */
  readonly bodyLine: number;
  /** Why the fields could not be read, where they could not; `body` is then all of the file. */
  readonly fault: string | null;
  /** What was wrong with fields that could be read as their author meant them. */
  readonly mended: string | null;
}

/**
 * Front matter between `---` (YAML), `+++` (TOML) or `;;;` (JSON), or as one JSON object at the beginning. Eleventy
 * names another language behind `---` (11ty.dev/docs/data-frontmatter), Hexo may leave the first `---` out.
 */
export function splitFile(file: string): SplitFile {
  const blank = /^(?:[ \t]*\n)*(?=---|\+\+\+)/.exec(file)?.[0] ?? '';
  const split = splitText(file.slice(blank.length));
  return { ...split, bodyLine: split.bodyLine + blank.split('\n').length - 1 };
}

function splitText(text: string): SplitFile {
  for (const { opens, closes, parse } of fences) {
    const opening = opens.exec(text);
    if (!opening) continue;
    const rest = text.slice(opening[0].length);
    const closing = closes.exec(rest);
    if (!closing) return whole(text, `begins with ${opening[0].trim()}, which never ends`);
    const bodyAt = opening[0].length + closing.index + closing[0].length;
    return read(rest.slice(0, closing.index), { text, bodyAt, parse });
  }
  const bare = /^(?:[A-Za-z][\w-]*:(?:[ \t].*)?\n|[ \t]*-[ \t].*\n)+---[ \t]*(?:\n|$)/.exec(
    text,
  )?.[0];
  if (bare !== undefined && /^(?:title|layout|date):/m.test(bare)) {
    return read(bare.replace(/---[ \t]*\n?$/, ''), { text, bodyAt: bare.length, parse: parseYaml });
  }
  const json = /^\{\s*"/.test(text) ? endOfObject(text) : null;
  if (json !== null) return read(text.slice(0, json), { text, bodyAt: json, parse: JSON.parse });
  return whole(text, null);
}

const fences = [
  {
    opens: /^---[ \t]*(?:ya?ml)?[ \t]*\n/,
    closes: /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m,
    parse: parseYaml,
  },
  { opens: /^---[ \t]*json[ \t]*\n/, closes: /^---[ \t]*(?:\n|$)/m, parse: JSON.parse },
  { opens: /^---[ \t]*toml[ \t]*\n/, closes: /^---[ \t]*(?:\n|$)/m, parse: parseToml },
  {
    opens: /^---[ \t]*(?:js|javascript)[ \t]*\n/,
    closes: /^---[ \t]*(?:\n|$)/m,
    parse: parseJavaScript,
  },
  { opens: /^\+\+\+[ \t]*\n/, closes: /^\+\+\+[ \t]*(?:\n|$)/m, parse: parseToml },
  { opens: /^;;;[ \t]*\n/, closes: /^;;;[ \t]*(?:\n|$)/m, parse: JSON.parse },
] as const;

/** More than any text says of itself; readers of YAML need hours for megabytes of mistakes. */
const maxFieldsLength = 64 * 1024;

function read(
  source: string,
  { text, bodyAt, parse }: { text: string; bodyAt: number; parse: (source: string) => unknown },
): SplitFile {
  if (source.length > maxFieldsLength) {
    return whole(text, `its front matter has more than ${maxFieldsLength} characters`);
  }
  try {
    const value = source.trim() === '' ? {} : parse(source);
    // A rule line, then a paragraph: no front matter after all.
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return whole(text, null);
    }
    if (holdsItself(value)) return whole(text, 'a field of its front matter holds itself');
    const bodyLine = text.slice(0, bodyAt).split('\n').length;
    const mended = parse === parseYaml ? faultIn(source) : null;
    return { fields: { ...value }, body: text.slice(bodyAt), bodyLine, fault: null, mended };
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return whole(text, `its front matter cannot be read: ${reason}`);
  }
}

function whole(text: string, fault: string | null): SplitFile {
  return { fields: {}, body: text, bodyLine: 1, fault, mended: null };
}

/** YAML can name a list or record within itself, and whoever reads that never ends. */
function holdsItself(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const within = [...around, value];
  return around.includes(value) || Object.values(value).some((one) => holdsItself(one, within));
}

/** An object, or statements that give names to values. */
function parseJavaScript(source: string): unknown {
  const isObject = source.trimStart().startsWith('{');
  const values = literalsOf(isObject ? `export default ${source}` : source);
  return isObject ? values['default'] : values;
}

/** Values as their writers meant them: dates as text, so that no time zone moves a day. */
function parseYaml(source: string): unknown {
  const read = (text: string) => parseDocument(text, { uniqueKeys: false, logLevel: 'error' });
  const document = read(source);
  const [error] = document.errors;
  if (!error) return document.toJS({ maxAliasCount: 100 });
  const mended = read(withQuotes(source));
  if (mended.errors.length > 0) throw error;
  const values: unknown = mended.toJS({ maxAliasCount: 100 });
  if (!isRecord(values)) throw error;
  return values;
}

function faultIn(source: string): string | null {
  const [error] = parseDocument(source, { logLevel: 'error' }).errors;
  return error?.message.split('\n')[0]?.replace(/:$/, '') ?? null;
}

/** What most who break YAML meant: tabs as spaces, and a line of text behind a name as that text. */
function withQuotes(source: string): string {
  return source
    .split('\n')
    .map((line) => {
      const spaced = line.replace(/^[ \t]*/, (indent) => indent.replaceAll('\t', '  '));
      const [, name = '', value = ''] = /^([A-Za-z][\w-]*:)[ \t]+(.*?)[ \t]*$/.exec(spaced) ?? [];
      const isText =
        /^[@%`]|^[^"'[{|>&*!#][^#]*:[ \t]/.test(value) || /^'.*[^']'[^'].*'$/.test(value);
      if (!isText) return spaced;
      return `${name} ${JSON.stringify(value.replace(/^'(.*)'$/, '$1'))}`;
    })
    .join('\n');
}

/** Where the JSON object at the beginning of `text` ends. */
function endOfObject(text: string): number | null {
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (sign === '{') depth += 1;
    if (sign === '}') depth -= 1;
    if (depth === 0 && sign === '}') return index + 1;
  }
  return null;
}
