import { parse as parseToml } from 'smol-toml';
import { parseDocument } from 'yaml';

export interface SplitFile {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** The line on which `body` begins; the first is 1. */
  readonly bodyLine: number;
  /** Why the fields could not be read, where they could not; `body` is then all of the file. */
  readonly fault: string | null;
}

/** Front matter between `---` (YAML), `+++` (TOML) or `;;;` (JSON), or as one JSON object at the beginning. */
export function splitFile(text: string): SplitFile {
  for (const { opens, closes, parse } of fences) {
    const opening = opens.exec(text);
    if (!opening) continue;
    const rest = text.slice(opening[0].length);
    const closing = closes.exec(rest);
    if (!closing) return whole(text, `begins with ${opening[0].trim()}, which never ends`);
    const bodyAt = opening[0].length + closing.index + closing[0].length;
    return read(rest.slice(0, closing.index), { text, bodyAt, parse });
  }
  const json = /^\{\s*"/.test(text) ? endOfObject(text) : null;
  if (json !== null) return read(text.slice(0, json), { text, bodyAt: json, parse: JSON.parse });
  return whole(text, null);
}

const fences = [
  { opens: /^---[ \t]*\n/, closes: /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m, parse: parseYaml },
  { opens: /^\+\+\+[ \t]*\n/, closes: /^\+\+\+[ \t]*(?:\n|$)/m, parse: parseToml },
  { opens: /^;;;[ \t]*\n/, closes: /^;;;[ \t]*(?:\n|$)/m, parse: JSON.parse },
] as const;

function read(
  source: string,
  { text, bodyAt, parse }: { text: string; bodyAt: number; parse: (source: string) => unknown },
): SplitFile {
  try {
    const value = source.trim() === '' ? {} : parse(source);
    // A rule line, then a paragraph: no front matter after all.
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return whole(text, null);
    }
    const bodyLine = text.slice(0, bodyAt).split('\n').length;
    return { fields: { ...value }, body: text.slice(bodyAt), bodyLine, fault: null };
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return whole(text, `its front matter cannot be read: ${reason}`);
  }
}

function whole(text: string, fault: string | null): SplitFile {
  return { fields: {}, body: text, bodyLine: 1, fault };
}

/** Values as their writers meant them: dates as text, so that no time zone moves a day. */
function parseYaml(source: string): unknown {
  const document = parseDocument(source, { uniqueKeys: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error) throw error;
  return document.toJS({ maxAliasCount: 100 });
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
