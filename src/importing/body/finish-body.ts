import type { Nodes, Root } from 'mdast';

import type { Notes } from '../noting.ts';

import { mdxOf } from './write-mdx.ts';

/** What the site reads in MDX; `failures` say why a build could not. */
export type ReadMdx = (text: string) => {
  readonly headings: readonly string[];
  readonly failures: readonly { readonly line: number; readonly message: string }[];
};

/** `root` as MDX that the site can build; what it could not stands there as code. */
export function finishBody(
  root: Root,
  { readMdx, notes }: { readMdx: ReadMdx; notes: Notes },
): string {
  const text = mdxOf(root);
  if (readMdx(text).failures.length === 0) return text;
  const children = root.children.map((child) => {
    const own = mdxOf({ children: [child] });
    const [failure] = readMdx(own).failures;
    if (!failure) return child;
    note(child, { notes, what: own, reason: failure.message });
    return { type: 'code' as const, value: own.trim() };
  });
  const mended = mdxOf({ children });
  const [failure] = readMdx(mended).failures;
  if (!failure) return mended;
  note(root, { notes, what: 'the whole text', reason: failure.message });
  return mdxOf({ children: [{ type: 'code', value: mended.trim() }] });
}

function note(
  node: Nodes,
  { notes, what, reason }: { notes: Notes; what: string; reason: string },
): void {
  notes.met('kept', 'block', {
    line: node.position?.start.line ?? 1,
    what: `${what.trim()} (${reason})`,
    advice: 'it stands in the text as code; write it anew',
  });
}
