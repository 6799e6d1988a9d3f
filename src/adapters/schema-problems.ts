import type { z } from 'zod';

import type { YamlSource } from './yaml-source.ts';

export interface SchemaProblem {
  readonly line: number;
  readonly message: string;
}

/** What `error` says, as sentences for an editor, each with the line of the field. */
export function schemaProblems(error: z.ZodError, source: YamlSource): SchemaProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          line: source.lineOf([...issue.path, key]),
          message: `"${fieldName([...issue.path, key])}" is no field of this file; correct the name or remove it`,
        }))
      : [
          {
            line: source.lineOf(issue.path),
            message: `"${fieldName(issue.path)}" ${reasonOf(issue)}`,
          },
        ],
  );
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.map(String).join('.') || 'front matter';
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && /received undefined/.test(issue.message)
        ? `is missing; it must be a ${issue.expected}`
        : `must be a ${issue.expected}`;
    case 'too_small':
      return `is too short; at least ${issue.minimum} ${unitOf(issue.origin)}`;
    case 'too_big':
      return `is too long; at most ${issue.maximum} ${unitOf(issue.origin)}`;
    case 'invalid_value':
      return `is not one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return issue.message === 'Invalid input'
        ? 'has an unknown or incomplete form'
        : issue.message;
    case 'invalid_format':
      return issue.message.startsWith('Invalid') ? `is no valid ${issue.format}` : issue.message;
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return 'characters';
  return origin === 'array' ? 'entries' : '';
}
