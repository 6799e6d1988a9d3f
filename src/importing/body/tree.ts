import type { Nodes, Parents, PhrasingContent, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';

/** What may take the place of a node; `undefined` leaves it. */
export type Rewriter = (node: Nodes, parents: readonly Parents[]) => readonly Nodes[] | undefined;

/** Deeper than any writing; walks over a tree stay far from stack overflow. */
export const maxDepth = 60;

/** Goes through all nodes below `parent`, children first, and puts in place what `rewriter` returns. */
export function rewrite(
  parent: Parents,
  rewriter: Rewriter,
  parents: readonly Parents[] = [],
): void {
  const above = [...parents, parent];
  const children: Nodes[] = [];
  for (const child of parent.children) {
    if ('children' in child) rewrite(child, rewriter, above);
    const instead = rewriter(child, above);
    if (instead) for (const node of instead) children.push(node);
    else children.push(child);
  }
  // The caller puts blocks where blocks were and words where words were.
  parent.children = children as typeof parent.children;
}

/** `node` and all below it, in reading order. */
export function* nodesIn(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodesIn(child);
}

/** Whether anything below `root` is nested deeper than {@link maxDepth}. */
export function isTooDeep(root: Root): boolean {
  let level: Nodes[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true;
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return false;
}

/** What a reader reads of `node`. */
export function textOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** Whether `node` stands between words, not between paragraphs. */
export function isPhrasing(node: Nodes): node is PhrasingContent {
  return phrasing.has(node.type);
}

const phrasing = new Set<string>([
  'break',
  'delete',
  'emphasis',
  'footnoteReference',
  'image',
  'imageReference',
  'inlineCode',
  'link',
  'linkReference',
  'mdxJsxTextElement',
  'mdxTextExpression',
  'strong',
  'text',
]);

/** A component of the hub on lines of its own; properties that are undefined are left out. */
export function component(
  name: string,
  properties: Readonly<Record<string, string | undefined>>,
  children: readonly Nodes[],
): MdxJsxFlowElement {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: attributesOf(properties),
    children: inBlocks(children) as MdxJsxFlowElement['children'],
  };
}

/** HTML between words that the hub allows. */
export function inlineTag(
  name: string,
  properties: Readonly<Record<string, string | undefined>>,
  children: readonly Nodes[],
): MdxJsxTextElement {
  return {
    type: 'mdxJsxTextElement',
    name,
    attributes: attributesOf(properties),
    children: [...children] as MdxJsxTextElement['children'],
  };
}

function attributesOf(properties: Readonly<Record<string, string | undefined>>) {
  return Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [{ type: 'mdxJsxAttribute' as const, name, value }],
  );
}

/** Words in paragraphs, blocks as they are. */
export function inBlocks(nodes: readonly Nodes[]): Nodes[] {
  const blocks: Nodes[] = [];
  let words: PhrasingContent[] = [];
  const close = () => {
    if (words.some((word) => word.type !== 'text' || word.value.trim() !== '')) {
      blocks.push({ type: 'paragraph', children: words });
    }
    words = [];
  };
  for (const node of nodes) {
    if (isPhrasing(node)) words.push(node as PhrasingContent);
    else {
      close();
      blocks.push(node);
    }
  }
  close();
  return blocks;
}

/** The words of `node`, for places that hold no blocks. */
export function wordsOf(node: Nodes): PhrasingContent[] {
  if (isPhrasing(node)) return [node as PhrasingContent];
  if (node.type === 'code')
    return [{ type: 'inlineCode', value: node.value.replaceAll('\n', ' ') }];
  if (!('children' in node)) return [];
  return node.children.flatMap((child, index) => [
    ...(index > 0 && !isPhrasing(child) ? [{ type: 'text' as const, value: ' ' }] : []),
    ...wordsOf(child),
  ]);
}
