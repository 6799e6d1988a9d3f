import { expect } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';
import type { RuleId } from '#articles/rules/catalogue.ts';
import { inDutch } from '#hub/advice/in-dutch.ts';
import type { Severity } from '#hub/problem.ts';

import { articleText, type FileChange, makeHub } from './hub-folder.ts';

/** The day on which the tests look at content. */
export const asOf = '2026-11-30';

export const articleFile = 'content/articles/nl/eerste-lekke-band.mdx';

/** One thing an editor did to the minimal hub, and what must be said about it. */
export interface Mistake {
  readonly files: Record<string, FileChange>;
  readonly rule: RuleId;
  readonly file?: string;
  /** A part of the line that the problem points to; line 1 when left out. */
  readonly line?: string;
  /** What is wrong, and what to do. */
  readonly says: readonly [string, string];
  readonly severity?: Severity;
}

/** The article with other fields. */
export function withFields(fields: Readonly<Record<string, unknown>>): Record<string, FileChange> {
  return { [articleFile]: articleText({ fields }) };
}

/** The article with another text. */
export function withBody(
  body: string,
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, FileChange> {
  return { [articleFile]: articleText({ body, fields }) };
}

/** The problems of the minimal hub with `files` changed. */
export async function problemsWith(
  files: Record<string, FileChange>,
  options: {
    readonly asOf?: string;
    readonly forBuild?: boolean;
    readonly patienceMs?: number;
  } = {},
) {
  await using hub = await makeHub(files);
  const { problems } = await checkContent(hub.root, { asOf, ...options });
  return problems;
}

/** The mistake leads to exactly one problem, which names the rule, the line and the remedy. */
export async function expectMistake({
  files,
  rule,
  file = articleFile,
  line,
  says,
  severity = 'error',
}: Mistake): Promise<void> {
  await using hub = await makeHub(files);
  const { problems } = await checkContent(hub.root, { asOf });
  expect(problems).toEqual([
    { rule, severity, file, line: expect.any(Number), message: expect.any(String) },
  ]);
  const [found] = problems;
  for (const part of says) expect(found?.message).toContain(part);
  expect(inDutch(found?.message ?? ''), `Dutch for: ${found?.message}`).not.toBeNull();
  const written =
    line === undefined ? '' : (await hub.read(file)).split('\n')[(found?.line ?? 0) - 1];
  if (line === undefined) expect(found?.line).toBe(1);
  else expect(written).toContain(line);
}
