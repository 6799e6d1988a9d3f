import { stringify } from 'yaml';

import { unfinishedMark } from '#articles/rules/unfinished.ts';

/** A file that does not exist yet, by path relative to the project. */
export interface NewFile {
  readonly file: string;
  readonly text: string;
  /** An existing file may serve in its place. */
  readonly mayExist?: true;
}

/** What stands where an editor must still write. */
export function toWrite(what: string): string {
  return `${unfinishedMark}: ${what}`;
}

/** A field as YAML, with a line about it above; left out when `value` is undefined. */
export function field(name: string, value: unknown, about?: string): string[] {
  if (value === undefined) return [];
  const yaml = stringify({ [name]: value }, { lineWidth: 0 }).trimEnd();
  return [...(about ? [`# ${about}`] : []), yaml];
}

/** Fields that an editor may want, as comments to uncomment. */
export function optional(lines: readonly string[]): string[] {
  return ['# Optional; remove the # to use:', ...lines.map((line) => `# ${line}`)];
}

/** An MDX file of front matter and text. */
export function mdx(fields: readonly string[], body: string): string {
  const about = `# content/README.md explains every field; ${unfinishedMark} marks what is still to be written.`;
  return ['---', about, ...fields, '---', '', body.trim(), ''].join('\n');
}
