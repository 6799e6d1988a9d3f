import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';

import { isUnclosedQuote, slipIn } from './yaml-slips.ts';

/** reliability.md §4.3: more would be an alias bomb, not writing. */
const maxAliases = 100;
/** Stricter than the 256 KB named there: some of the parser's work grows with the square of the size. */
export const maxYamlBytes = 64 * 1024;
/** One slip can make a parser complain about every line after it. */
const maxProblems = 5;

export interface YamlProblem {
  readonly line: number;
  readonly message: string;
}

/** A YAML text turned into a value, with the way back from a path in the value to its line. */
export interface YamlSource {
  /** `undefined` when there are problems. */
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  /** The line (first is `firstLine`) of the field at `path`, or of its nearest existing parent. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads YAML 1.2; never throws. `firstLine` is the line of the file on which `text` begins. */
export function readYaml(text: string, firstLine = 1, maxBytes = maxYamlBytes): YamlSource {
  if (Buffer.byteLength(text) > maxBytes) {
    return failed(firstLine, `is larger than ${maxBytes / 1024} KB; nothing here needs that`);
  }
  const lines = new LineCounter();
  const at = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'error',
      // The parser's own test compares every key with every other: a minute for 20,000 keys.
      uniqueKeys: false,
    });
    const faults = [
      ...strangeIndents(text, firstLine),
      ...withoutFallout([...document.errors, ...document.warnings]).map((fault) =>
        faultOf(fault, { text, document, at }),
      ),
    ];
    // An alias is written with its sign, wherever else that may stand.
    if (faults.length === 0 && text.includes('*')) refuseManyAliases(document);
    const problems = firstOfEachLine(faults.length > 0 ? faults : unusableKeys(document, at));
    if (problems.length > 0) {
      return {
        value: undefined,
        problems: problems.slice(0, maxProblems),
        lineOf: () => firstLine,
      };
    }
    return {
      value: document.toJS({ maxAliasCount: maxAliases }),
      problems: [],
      lineOf(path) {
        const offset = offsetOf(document, path);
        return offset === null ? firstLine : at(offset);
      },
    };
  } catch (error) {
    return failed(
      firstLine,
      error instanceof RangeError
        ? 'is nested too deep to read; no front matter needs that'
        : 'uses aliases (*name) too often, in a circle or before their anchor (&name); write the values out',
    );
  }
}

/** Copied text may begin with spaces that YAML takes for letters. */
function strangeIndents(text: string, firstLine: number): YamlProblem[] {
  return text.split('\n').flatMap((line, index) => {
    if (!/^[ \t]*[\u00A0\u2000-\u200A\u202F\u3000]/.test(line)) return [];
    const message =
      'begins with a space that is none, copied from elsewhere; type the spaces again';
    return [{ line: index + firstLine, message }];
  });
}

/** A quote that never closes swallows the rest, which then lacks everything. */
function withoutFallout(faults: readonly YAMLError[]): readonly YAMLError[] {
  const unclosed = faults.findIndex(isUnclosedQuote);
  return unclosed < 0 ? faults : faults.slice(0, unclosed + 1);
}

function faultOf(
  fault: YAMLError,
  { text, document, at }: { text: string; document: Document; at: (offset: number) => number },
): YamlProblem {
  const { code, message, pos } = fault;
  const offset = isUnclosedQuote(fault) ? startOfUnclosed(document, pos[0]) : pos[0];
  // The parser reports its own overflowing stack as an error of the text.
  if (code === 'IMPOSSIBLE' || message.includes('call stack')) throw new RangeError(message);
  return { line: at(offset), message: slipIn(text, fault) };
}

/** The quote that never closes begins well before the end of the text, where the parser misses it. */
function startOfUnclosed(document: Document, end: number): number {
  let start = end;
  visit(document, {
    Scalar(_, { type, range }) {
      if (type?.startsWith('QUOTE') && range?.[1] === end) [start] = range;
    },
  });
  return start;
}

function firstOfEachLine(problems: readonly YamlProblem[]): YamlProblem[] {
  return [...new Map(problems.toReversed().map((one) => [one.line, one])).values()].toReversed();
}

/** Finding what an alias stands for reads the whole document, so they are counted before that. */
function refuseManyAliases(document: Document): void {
  let count = 0;
  visit(document, {
    Alias() {
      count += 1;
      if (count > maxAliases) throw new ReferenceError('too many aliases');
    },
  });
  if (count === 0) return;
  visit(document, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      if (target && ancestors.includes(target)) throw new ReferenceError('an alias in a circle');
    },
  });
}

function unusableKeys(document: Document, at: (offset: number) => number): YamlProblem[] {
  const problems: YamlProblem[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
        if (!isScalar(key)) {
          const message =
            'has a list or group where the name of a field belongs; write name: value';
          problems.push({ line: at(offset), message });
          continue;
        }
        const name = String(key.value);
        if (seen.has(name)) {
          const message = `"${name}" stands here twice; keep one of the two`;
          problems.push({ line: at(offset), message });
        }
        seen.add(name);
      }
    },
  });
  return problems;
}

/** Where the field at `path` begins: its name in a map, its value in a list. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | null {
  let node: unknown = document.contents;
  let offset: number | null = null;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(part),
      );
      if (!pair) break;
      if (isNode(pair.key) && pair.key.range) [offset] = pair.key.range;
      node = pair.value;
    } else if (isCollection(node)) {
      node = node.get(part, true);
      if (!isNode(node) || !node.range) break;
      [offset] = node.range;
    } else {
      break;
    }
  }
  return offset;
}

function failed(line: number, message: string): YamlSource {
  return { value: undefined, problems: [{ line, message }], lineOf: () => line };
}
