import type { Random } from './random.ts';

const samples = [
  {
    language: 'ts',
    lines: (name: string, value: number) => [
      `export interface ${name} {`,
      '  readonly id: string;',
      `  readonly limit: number; // at most ${value}`,
      '}',
      '',
      `export async function load(source: ${name}[]): Promise<Map<string, ${name}>> {`,
      '  const known = new Map(source.map((one) => [one.id, one]));',
      `  for (const [id, { limit }] of known) if (limit > ${value}) known.delete(id);`,
      '  return known;',
      '}',
    ],
  },
  {
    language: 'bash',
    lines: (name: string, value: number) => [
      '#!/usr/bin/env bash',
      'set -euo pipefail',
      `for file in content/${name.toLowerCase()}/*.mdx; do`,
      `  [ "$(wc -c < "$file")" -gt ${value} ] && echo "$file is long"`,
      'done',
    ],
  },
  {
    language: 'yaml',
    lines: (name: string, value: number) => [
      `name: ${name}`,
      'languages: [nl, en]',
      'limits:',
      `  bytes: ${value}`,
      '  # counted after compression',
      '  requests: 0',
    ],
  },
  {
    language: 'css',
    lines: (name: string, value: number) => [
      `.${name.toLowerCase()} > :where(p, ul) {`,
      `  max-inline-size: ${value}ch;`,
      '  color: var(--text);',
      '}',
    ],
  },
] as const;

/** A fenced block in one of a few languages; no two are alike, as in life. */
export function codeBlock(random: Random): string {
  const { language, lines } = random.pick(samples);
  const name = `Item${random.between(100, 9999)}`;
  return ['```' + language, ...lines(name, random.between(10, 9000)), '```'].join('\n');
}
