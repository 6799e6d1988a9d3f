import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import type { z } from 'zod';

import { problem, type RuleId } from '#articles/rules/catalogue.ts';
import type { Problem } from '#hub/problem.ts';
import { hasControlCharacter } from '#hub/text.ts';

import { parseFrontMatter } from './front-matter.ts';
import { schemaProblems } from './schema-problems.ts';
import { maxYamlBytes, readYaml, type YamlSource } from './yaml-source.ts';

/** A text file of `content/`, with the way back to its lines. */
export interface SourceFile {
  readonly file: string;
  /** The whole YAML file, or the front matter; it may break its schema. */
  readonly source: YamlSource;
  /** MDX below the front matter, empty for YAML files. */
  readonly body: string;
  /** The line on which `body` begins. */
  readonly bodyLine: number;
}

export interface ReadSource<T> {
  /** `null` when the file cannot be read at all. */
  readonly source: SourceFile | null;
  /** `null` when there are problems. */
  readonly data: T | null;
  readonly problems: readonly Problem[];
}

const maxTextBytes = 1024 * 1024;

/** Reads `file` (relative to `root`) and holds it against `schema`. Never throws. */
export async function readSource<T>(
  root: string,
  {
    file,
    schema,
    maxBytes = maxTextBytes,
    maxYaml = maxYamlBytes,
  }: {
    readonly file: string;
    readonly schema: z.ZodType<T>;
    /** The largest file, where it is not a text for readers. */
    readonly maxBytes?: number;
    /** The most YAML in it, in bytes. */
    readonly maxYaml?: number;
  },
): Promise<ReadSource<T>> {
  const failed = (rule: RuleId, found: readonly Found[], source: SourceFile | null = null) => ({
    source,
    data: null,
    problems: found.map((one) => problem(rule, { file, line: one.line, message: one.message })),
  });

  const text = await readText(path.join(root, file), maxBytes);
  if (typeof text !== 'string') return failed(text.rule, [{ line: 1, message: text.message }]);
  const invisible = controlCharacters(text);
  if (invisible.length > 0) return failed('content/control-character', invisible);

  const parts = file.endsWith('.yaml')
    ? { yaml: text, yamlLine: 1, body: '', bodyLine: 1 }
    : parseFrontMatter(text);
  if (!parts) {
    const message = /^\uFEFF?---[ \t]*\r?\n/.test(text)
      ? 'has front matter that does not end; put a line "---" below its fields'
      : 'has no front matter; begin the file with "---", its fields and "---"';
    return failed('content/front-matter', [{ line: 1, message }]);
  }
  const { body, bodyLine } = parts;
  const yaml = readYaml(parts.yaml, parts.yamlLine, maxYaml);
  const source = { file, source: yaml, body, bodyLine };
  if (yaml.problems.length > 0) return failed('content/yaml', yaml.problems, source);
  const escaped = escapedControlCharacters(yaml);
  if (escaped.length > 0) return failed('content/control-character', escaped, source);

  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return { source, data: parsed.data, problems: [] };
  const problems = schemaProblems(parsed.error, { schema, source: yaml }).map(
    ({ line, message, path: field }) => problem(ruleOfField(field), { file, line, message }),
  );
  return { source, data: null, problems };
}

interface Found {
  readonly line: number;
  readonly message: string;
}

/** Some fields have a rule of their own, by which editors know it. */
function ruleOfField([first, second]: readonly PropertyKey[]): RuleId {
  if (first === 'origin') return 'article/origin';
  if ((first === 'cover' || first === 'photo') && second === 'alt') return 'article/alt-missing';
  return 'content/schema';
}

async function readText(
  fullPath: string,
  maxBytes: number,
): Promise<string | { readonly rule: RuleId; readonly message: string }> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(fullPath);
    if (size > maxBytes) {
      const message = `is ${Math.ceil(size / 1024)} KB; split it, since none may be larger than ${maxBytes / 1024} KB`;
      return { rule: 'content/too-large', message };
    }
    bytes = await readFile(fullPath);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const message = isMissing
      ? 'does not exist; every hub needs it, see content/README.md'
      : 'cannot be read; make it readable for this user';
    return { rule: 'content/unreadable', message };
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const message = 'is not UTF-8 text; save it again with the encoding UTF-8';
    return { rule: 'content/encoding', message };
  }
}

function controlCharacters(text: string): Found[] {
  if (!hasControlCharacter(text)) return [];
  return text.split('\n').flatMap((line, index) => {
    const bad = [...line].find(hasControlCharacter);
    return bad === undefined ? [] : [{ line: index + 1, message: invisibleMessage(bad) }];
  });
}

/** YAML can write a control character as `\u0000`. */
function escapedControlCharacters(source: YamlSource): Found[] {
  const found: Found[] = [];
  const walk = (value: unknown, field: readonly PropertyKey[]): void => {
    if (typeof value === 'string') {
      const bad = [...value].find(hasControlCharacter);
      if (bad !== undefined)
        found.push({ line: source.lineOf(field), message: invisibleMessage(bad) });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        walk(inner, [...field, Array.isArray(value) ? Number(key) : key]);
      }
    }
  };
  walk(source.value, []);
  return found;
}

function invisibleMessage(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `holds the invisible character U+${code}; delete it and type the text around it again`;
}
