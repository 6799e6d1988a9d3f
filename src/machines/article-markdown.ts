import { stringify } from 'yaml';

import { markdownText } from '#articles/portable-markdown.ts';

/**
 * An article as one Markdown file: YAML with what belongs to it, then title, summary and `body`,
 * which is Markdown. Fields that are `undefined` are left out.
 */
export function articleMarkdown({
  title,
  summary,
  body,
  fields,
}: {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly fields: Readonly<Record<string, unknown>>;
}): string {
  const front = stringify({ title, ...fields }, { lineWidth: 0 });
  return `---\n${front}---\n\n# ${markdownText(title)}\n\n${markdownText(summary)}\n\n${body}`;
}
