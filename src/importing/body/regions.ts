import type {
  Element,
  ElementContent,
  Nodes as HastNodes,
  Root as HastRoot,
  Text as HastText,
} from 'hast';
import { raw } from 'hast-util-raw';
import { toMdast } from 'hast-util-to-mdast';
import type { Nodes, Parents, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';

import type { Notes } from '../noting.ts';

import { elementHandlers } from './elements.ts';
import { inBlocks, isPhrasing, nodesIn, wordsOf } from './tree.ts';

/** Markdown between tags of HTML, on its way through a tree of HTML. */
export interface Held {
  readonly type: 'held';
  readonly node: Nodes;
}

export interface Surroundings {
  readonly notes: Notes;
  /** Reads Markdown that stands in HTML, as `markdown="1"` asks for. */
  readonly parse: (text: string) => Root;
  /** Names that links may use for a place in the text: what `id` and `name` said, by where they stood. */
  readonly anchors: Anchor[];
}

/** A name for a place in the old text. */
export interface Anchor {
  readonly name: string;
  readonly line: number;
}

/** Replaces HTML and JSX below `parent` by Markdown and the hub's components; all else stays as it is. */
export function convertMarkup(parent: Parents, around: Surroundings): void {
  parent.children = parent.children.flatMap((child): Nodes[] => {
    convertBelow(child, around);
    const isBroken = child.type === 'paragraph' && !child.children.every(isPhrasing);
    return isBroken ? inBlocks(child.children) : [child];
  }) as typeof parent.children;
  if (!parent.children.some(isMarkup)) return;

  const line = parent.position?.start.line ?? 1;
  const isInline = holdsWords(parent);
  const nodes = fromHtml(stitched(parent.children, line), around, isInline);
  // What a paragraph cannot hold is put beside it by the caller; others can only hold its words.
  const fitting = isInline && parent.type !== 'paragraph' ? nodes.flatMap(wordsOf) : nodes;
  parent.children = fitting as typeof parent.children;
}

/** Tags within tags of JSX are read together; Markdown between them on its own. */
function convertBelow(node: Nodes, around: Surroundings): void {
  if (!('children' in node)) return;
  if (isJsx(node)) for (const child of node.children) convertBelow(child, around);
  else convertMarkup(node, around);
}

/** The tree of a text that is HTML altogether. */
export function fromHtmlText(text: string, around: Surroundings): Root {
  const tree = { type: 'root', children: [{ type: 'raw', value: text }] } as unknown as HastRoot;
  return { type: 'root', children: fromHtml(tree, around, false) as Root['children'] };
}

function fromHtml(tree: HastRoot, around: Surroundings, isInline: boolean): Nodes[] {
  const html = raw(tree, { passThrough: ['held', 'jsx'] as never[] }) as HastRoot;
  settle(html, { around, isMarkdown: false });
  const root = toMdast(html, {
    document: !isInline,
    handlers: elementHandlers(html, around),
    nodeHandlers: {
      held: (_state: unknown, held: Held) => held.node as never,
      comment: (_state: unknown, comment: { value: string; position?: Nodes['position'] }) => {
        const line = comment.position?.start.line ?? 1;
        around.notes.met('lost', 'comment', { line, what: `<!--${comment.value}-->` });
        return undefined;
      },
    },
  }) as Root;
  const nodes = root.children as Nodes[];
  return isInline ? nodes : inBlocks(nodes);
}

function isMarkup(node: Nodes): boolean {
  return (
    node.type === 'html' || node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
  );
}

function holdsWords(parent: Parents): boolean {
  return ['paragraph', 'heading', 'tableCell'].includes(parent.type) || isPhrasing(parent);
}

function stitched(nodes: readonly Nodes[], line: number): HastRoot {
  const children = nodes.map((node): unknown => {
    if (node.type === 'html') {
      return { type: 'raw', value: node.value, position: node.position };
    }
    if (isJsx(node)) return elementOf(node);
    return { type: 'held', node };
  });
  return {
    type: 'root',
    children,
    position: { start: { line, column: 1 }, end: { line, column: 1 } },
  } as HastRoot;
}

function isJsx(node: Nodes): node is MdxJsxFlowElement | MdxJsxTextElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

/** JSX as an element; what its properties compute is kept as the code it is. */
function elementOf(node: MdxJsxFlowElement | MdxJsxTextElement): unknown {
  const properties: Record<string, string | boolean> = {};
  for (const attribute of node.attributes) {
    if (attribute.type === 'mdxJsxExpressionAttribute') properties['{…}'] = `{${attribute.value}}`;
    else if (typeof attribute.value === 'object' && attribute.value !== null) {
      properties[attribute.name] = literal(attribute.value.value) ?? `{${attribute.value.value}}`;
    } else properties[attribute.name] = attribute.value ?? true;
  }
  return {
    type: 'jsx',
    name: node.name ?? '',
    properties,
    children: node.children.map((child) =>
      isJsx(child) ? elementOf(child) : { type: 'held', node: child },
    ),
    position: node.position,
  };
}

/** `{"text"}` and `{3}` are text all the same. */
function literal(code: string): string | null {
  const quoted = /^\s*(["'`])([^"'`\\$]*)\1\s*$/.exec(code);
  if (quoted) return quoted[2] ?? '';
  return /^\s*-?\d+(?:\.\d+)?\s*$/.test(code) ? code.trim() : null;
}

/** Makes elements of what passed through unread, and reads Markdown where HTML asks for it. */
function settle(
  node: HastNodes,
  { around, isMarkdown }: { around: Surroundings; isMarkdown: boolean },
): void {
  if (!('children' in node)) return;
  node.children = (node.children as HastNodes[]).flatMap((child): HastNodes[] => {
    const one = child as { type: string; name?: string };
    if (one.type === 'jsx') return [{ ...one, type: 'element', tagName: one.name } as Element];
    return isMarkdown && child.type === 'text' ? reread(child, around) : [child];
  }) as ElementContent[];
  for (const child of node.children) {
    const asked = child.type === 'element' ? child.properties['markdown'] : undefined;
    settle(child, { around, isMarkdown: asked === undefined ? isMarkdown : asked !== '0' });
  }
}

/** Text within HTML as the Markdown it is. */
function reread(text: HastText, { parse }: Surroundings): HastNodes[] {
  if (text.value.trim() === '') return [text];
  const root = parse(text.value);
  const before = (text.position?.start.line ?? 1) - 1;
  for (const node of nodesIn(root)) {
    if (!node.position) continue;
    const { start, end } = node.position;
    node.position = {
      start: { ...start, line: start.line + before },
      end: { ...end, line: end.line + before },
    };
  }
  const [first] = root.children;
  const isLine = root.children.length === 1 && first?.type === 'paragraph';
  const nodes: readonly Nodes[] = isLine ? first.children : root.children;
  const space = (has: boolean): Nodes[] => (has ? [{ type: 'text', value: ' ' }] : []);
  return [
    ...space(isLine && /^\s/.test(text.value)),
    ...nodes,
    ...space(isLine && /\s$/.test(text.value)),
  ].map((held) => ({ type: 'held', node: held }) as unknown as HastNodes);
}
