import type { Heading, Root } from 'mdast';

import type { Notes } from '../noting.ts';

import { nodesIn, textOf } from './tree.ts';

/** Takes the title out of `root` where its first block says it; the page shows it anyway. */
export function takeTitle(root: Root, title: string | null): string | null {
  const [first] = root.children;
  if (first?.type !== 'heading' || first.depth !== 1) return null;
  const text = textOf(first).trim();
  if (title !== null && comparable(title) !== comparable(text)) return null;
  root.children.shift();
  return text;
}

/** Takes out headings of a list of headings that a program put below them: articles have one by themselves. */
export function takeContents(root: Root, notes: Notes): void {
  root.children = root.children.filter((node, index) => {
    const next = root.children[index + 1];
    const isEmpty = next === undefined || next.type === 'heading';
    if (node.type !== 'heading' || !isEmpty || !contents.test(textOf(node).trim())) return true;
    const line = node.position?.start.line ?? 1;
    notes.met('mapped', 'contents list', { line, what: textOf(node) });
    return false;
  });
}

const contents = /^(?:table of contents|contents|toc|inhoud|inhoudsopgave)$/i;

/** Puts headings into the outline of a page whose title is its only first one: chapters are `##`, and none skips a level. */
export function setOutline(root: Root, notes: Notes): void {
  const headings = headingsOf(root);
  const highest = Math.min(...headings.map(({ depth }) => depth));
  let above = 1;
  for (const heading of headings) {
    const { depth } = heading;
    const shifted = depth + 2 - highest;
    const fitting = Math.min(shifted, above + 1, 6);
    above = fitting;
    heading.depth = fitting as Heading['depth'];
    const line = heading.position?.start.line ?? 1;
    const marks = (count: number) => '#'.repeat(count);
    const what = `${marks(depth)} ${textOf(heading)}`;
    if (fitting === depth) notes.met('mapped', 'heading', { line, what });
    else notes.met('guessed', 'heading', { line, what: `${what}, now ${marks(fitting)}` });
  }
}

export function headingsOf(root: Root): Heading[] {
  return [...nodesIn(root)].filter((node) => node.type === 'heading');
}

function comparable(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
