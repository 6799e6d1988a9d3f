import { LineCounter, parseDocument } from 'yaml';

/** reliability.md §4.3: more would be an alias bomb, not writing. */
const maxAliases = 100;
const maxBytes = 256 * 1024;

/** A YAML text turned into a value, with the way back from a path in the value to its line. */
export interface YamlSource {
  readonly value: unknown;
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  /** The line (first is `firstLine`) of the value at `path`, or of its nearest existing parent. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads YAML 1.2; never throws. `firstLine` is the line of the file on which `text` begins. */
export function readYaml(text: string, firstLine = 1): YamlSource {
  const lines = new LineCounter();
  const at = (offset: number) => lines.linePos(offset).line + firstLine - 1;

  if (Buffer.byteLength(text) > maxBytes) {
    return failed(firstLine, `is larger than ${maxBytes / 1024} KB; no front matter needs that`);
  }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      value: undefined,
      problems: document.errors.map(({ pos, message }) => ({ line: at(pos[0]), message })),
      lineOf: () => firstLine,
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: maxAliases });
  } catch (error) {
    return failed(firstLine, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return {
    value,
    problems: [],
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const node: unknown = document.getIn(path.slice(0, length), true);
        if (hasRange(node)) return at(node.range[0]);
      }
      return firstLine;
    },
  };
}

function failed(line: number, message: string): YamlSource {
  return { value: undefined, problems: [{ line, message }], lineOf: () => line };
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
