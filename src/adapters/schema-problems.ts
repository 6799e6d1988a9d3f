import type { z } from 'zod';

import { suggestion } from '#hub/nearest.ts';

import { exampleAt, fieldsAt } from './schema-fields.ts';
import type { YamlSource } from './yaml-source.ts';

export interface SchemaProblem {
  readonly line: number;
  /** The field, from the outside in; list items by number from 0. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** One slip can break a field hundreds of times; nobody reads more than this of a file. */
const maxProblems = 20;

/** What `error` says about a file that broke `schema`, as sentences for an editor. */
export function schemaProblems(
  error: z.ZodError,
  { schema, source }: { schema: z.ZodType; source: YamlSource },
): SchemaProblem[] {
  return firstOfEachField(error.issues).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      const value = valueAt(issue.path, source.value);
      const message = `${fieldName(issue.path)} ${reasonOf(issue, { value, schema })}`;
      return [{ line: source.lineOf(issue.path), path: issue.path, message }];
    }
    const known = fieldsAt(issue.path, schema);
    return issue.keys.slice(0, maxProblems).map((key) => {
      const path = [...issue.path, key];
      const message = `${fieldName(path)} is no field of this file; correct the name or remove it.${suggestion(key, known)}`;
      return { line: source.lineOf(path), path, message };
    });
  });
}

/** What is no list is not too short a list as well. */
function firstOfEachField(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const ofWrongKind = new Set(
    issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => path.join('.')),
  );
  return issues
    .filter(({ code, path }) => code === 'invalid_type' || !ofWrongKind.has(path.join('.')))
    .slice(0, maxProblems);
}

function fieldName(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before} (item ${part + 1})`;
    return before ? `${before}.${String(part)}` : String(part);
  }, '');
  return name ? `"${name}"` : 'the file';
}

function reasonOf(
  issue: z.core.$ZodIssue,
  { value, schema }: { value: unknown; schema: z.ZodType },
): string {
  // Our own schemas' messages continue the sentence; zod's begin with a capital.
  const own = /^[a-z]/.test(issue.message) ? issue.message : null;
  const example = exampleAt(issue.path, schema);
  if (value === undefined) {
    return `is missing; add it${example === null ? `: ${wanted(issue)}` : `, for example ${example}`}`;
  }
  switch (issue.code) {
    case 'invalid_type':
      if (example !== null) return `is ${kindOf(value)}; write for example ${example}`;
      return `is ${kindOf(value)}; write ${wanted(issue)}${quotesFor(issue, value)}`;
    case 'invalid_value':
      return `is ${shown(value)}; write ${wanted(issue)}.${suggestion(String(value), issue.values.map(String))}`;
    case 'invalid_union':
      return own ?? `is ${shown(value)}; write ${wanted(issue)}`;
    case 'invalid_key':
      return 'is not named well; use lower-case letters, digits and single hyphens';
    case 'too_small':
      return (
        own ?? `is too short (${sizeOf(value)}); write at least ${amount(issue.minimum, issue)}`
      );
    case 'too_big':
      return own ?? `is too long (${sizeOf(value)}); write at most ${amount(issue.maximum, issue)}`;
    default:
      if (own !== null && example !== null) return `${own}, for example ${example}`;
      return own ?? `is ${shown(value)}; write ${wanted(issue)}`;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list, for example [a, b]',
  object: 'the fields that content/README.md shows',
  record: 'the fields that content/README.md shows',
};

/** YAML takes some texts for something else. */
function quotesFor(issue: z.core.$ZodIssueInvalidType, value: unknown): string {
  if (issue.expected !== 'string') return '';
  if (value === null) return ', between quotes when it begins with #';
  return typeof value === 'object' ? '' : `, between quotes: "${String(value)}"`;
}

const formats: Readonly<Record<string, string>> = {
  date: 'a day that exists as yyyy-mm-dd, for example 2026-10-07',
  email: 'an e-mail address, for example name@hub.example',
  url: 'a whole address, for example https://hub.example/page/',
};

function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? `a ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return formats[issue.format] ?? 'it in the form that content/README.md shows';
    case 'invalid_union': {
      const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
      if (options.length > 0) return `one of ${options.map(String).join(', ')}`;
      return (
        /write (.*)$/.exec(issue.message)?.[1] ?? 'it in the form that content/README.md shows'
      );
    }
    default:
      return 'it in the form that content/README.md shows';
  }
}

function amount(limit: number | bigint, { origin }: { readonly origin: string }): string {
  if (origin === 'string') return `${limit} characters`;
  return origin === 'array' ? `${limit} entries` : String(limit);
}

function sizeOf(value: unknown): string {
  if (typeof value === 'string') return `${value.trim().length} characters`;
  return Array.isArray(value) ? `${value.length} entries` : shown(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a group of fields' : shown(value);
}

function shown(value: unknown): string {
  const text = typeof value === 'object' ? kindOf(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function valueAt(path: readonly PropertyKey[], value: unknown): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part)
        ? (inner as Record<PropertyKey, unknown>)[part]
        : undefined,
    value,
  );
}
