import type { Heading, Root } from 'mdast';

import type { ReadMdx } from './finish-body.ts';
import { headingsOf } from './headings.ts';
import { mdxOf } from './write-mdx.ts';

/** The headings of `root` as the site reads them; the empty text for one that it cannot read. */
export function headingTexts(root: Root, readMdx: ReadMdx): string[] {
  const headings = headingsOf(root);
  // Writing a tree may change it, and these have links to come.
  const children = (): Heading[] => structuredClone(headings);
  if (headings.length === 0) return [];
  const all = readMdx(mdxOf({ children: children() }));
  if (all.failures.length === 0 && all.headings.length === headings.length)
    return [...all.headings];
  return children().map((one) => readMdx(mdxOf({ children: [one] })).headings[0] ?? '');
}
