import { markup } from '#articles/rules/markup.ts';
import type { ReadMdx } from '#importing/body/finish-body.ts';

import { parseMdx } from '../mdx-body.ts';

/** What an import answers for; the outline of headings is that of a whole text, and set before. */
const judged = new Set<string>([
  'content/expression',
  'content/html',
  'content/nesting',
  'content/platform-embed',
  'component/content',
  'component/property',
  'component/unknown',
]);

/** Reads MDX as the site does, and as strictly as `npm run check`. */
export const judgeMdx: ReadMdx = (text) => {
  const { body, failures } = parseMdx(text, 1);
  const problems = body ? markup({ bodies: new Map([['', body]]), publicFiles: new Set() }) : [];
  return {
    headings: body?.headings.map((heading) => heading.text) ?? [],
    failures: [...failures, ...problems.filter(({ rule }) => judged.has(rule))],
  };
};
