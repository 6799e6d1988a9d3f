import type { Nodes, Paragraph, PhrasingContent, Root } from 'mdast';

import { rewrite } from './tree.ts';

/** Writes as people do: two breaks begin a paragraph, and space stands beside marked words, not within the marks. */
export function evenOut(root: Root): void {
  rewrite(root, (node) => {
    if (node.type === 'emphasis' || node.type === 'strong' || node.type === 'delete')
      return withSpaceOutside(node);
    return node.type === 'paragraph' ? splitAtBreaks(node) : undefined;
  });
}

function splitAtBreaks(paragraph: Paragraph): readonly Nodes[] | undefined {
  const parts: PhrasingContent[][] = [[]];
  let breaks: PhrasingContent[] = [];
  for (const child of paragraph.children) {
    const isSpace = child.type === 'text' && child.value.trim() === '';
    if (child.type === 'break' || (breaks.length > 0 && isSpace)) {
      breaks.push(child);
      continue;
    }
    if (breaks.filter(({ type }) => type === 'break').length > 1) parts.push([child]);
    else parts.at(-1)?.push(...breaks, child);
    breaks = [];
  }
  if (parts.length < 2) return undefined;
  return parts
    .filter((children) => children.length > 0)
    .map((children) => ({ ...paragraph, children }));
}

function withSpaceOutside(
  node: Extract<Nodes, { type: 'emphasis' | 'strong' | 'delete' }>,
): readonly Nodes[] | undefined {
  const [first] = node.children;
  const last = node.children.at(-1);
  const before = first?.type === 'text' && /^\s/.test(first.value);
  const after = last?.type === 'text' && /\s$/.test(last.value);
  if (!before && !after) return undefined;
  if (before) first.value = first.value.trimStart();
  if (after) last.value = last.value.trimEnd();
  const space = { type: 'text', value: ' ' } as const;
  const isEmpty = node.children.every((child) => child.type === 'text' && child.value === '');
  return [...(before ? [space] : []), ...(isEmpty ? [] : [node]), ...(after ? [space] : [])];
}
