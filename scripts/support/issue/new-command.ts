import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { writeNewFiles } from '#adapters/new-files.ts';
import { mainLanguage } from '#hub/hub.ts';
import { languageSchema } from '#hub/languages.ts';
import { isIssueSlug } from '#newsletter/issue.ts';
import { issueDraft } from '#newsletter/issue-draft.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import type { Output } from '../command.ts';

const usage = `Starts an issue of the newsletter: content/issues/<lang>/<date>.mdx, with the newest articles that no issue brought yet.

  npm run issue -- new <date> [--lang nl|en] [--json]

  <date>   the day it goes out; 2026-11-18-correctie for a second one of that day
  --lang   its language; the hub's main one when left out
  --json   prints the file's path for a program

Nothing is ever written over what is there.

Example: npm run issue -- new 2026-12-02`;

/** Writes the file and returns the exit status: 0 done, 1 it exists already, 2 wrong usage. */
export async function newCommand(
  argv: string[],
  output: Output,
  { hubRoot }: Pick<Environment, 'hubRoot'> = readEnvironment(),
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      lang: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.data(usage);
    return 0;
  }
  const [slug = '', ...rest] = positionals;
  if (!isIssueSlug(slug) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || rest.length > 0) {
    output.remark(`Say the day on which it goes out, for example: npm run issue -- new 2026-12-02`);
    return 2;
  }
  const { content, issues } = await readContent(hubRoot);
  const wanted = values.lang ?? (content ? mainLanguage(content.hub) : '');
  const lang = languageSchema.safeParse(wanted);
  if (!lang.success || !content?.hub.languages.includes(lang.data)) {
    const known =
      content?.hub.languages.join(', ') ?? 'none, since content/hub.yaml cannot be read';
    output.remark(`--lang is "${wanted}"; this hub has: ${known}.`);
    return 2;
  }
  const draft = issueDraft(
    { day: slug.slice(0, 10), slug, lang: lang.data },
    { articles: content.articles, issues },
  );
  const outcome = await writeNewFiles(hubRoot, [draft]);
  if (outcome.kind === 'exists') {
    output.remark(`${outcome.file} is there already; open it, or choose another day.`);
    return 1;
  }
  output.data(values.json ? JSON.stringify({ file: draft.file }) : draft.file);
  output.remark(`Write what is marked TODO, then: npm run issue -- preview ${slug}`);
  return 0;
}
