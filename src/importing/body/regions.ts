import type {
  Element,
  ElementContent,
  Nodes as HastNodes,
  Root as HastRoot,
  Text as HastText,
} from 'hast';
import { raw } from 'hast-util-raw';
import { toMdast } from 'hast-util-to-mdast';
import type { Nodes, Parents, PhrasingContent, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';

import type { Notes } from '../noting.ts';

import { elementHandlers } from './elements.ts';
import { inBlocks, isPhrasing, nodesIn, rewrite, textOf, wordsOf } from './tree.ts';
import { unendedAt } from './unended.ts';

/** Markdown between tags of HTML, on its way through a tree of HTML. */
interface Held {
  readonly type: 'held';
  /** Its place in {@link Surroundings.held}: the tree is copied on its way, and Markdown need not be. */
  readonly index: number;
}

export interface Surroundings {
  readonly notes: Notes;
  /** Reads Markdown that stands in HTML, as `markdown="1"` asks for. */
  readonly parse: (text: string) => Root;
  /** Names that links may use for a place in the text: what `id` and `name` said, by where they stood. */
  readonly anchors: Anchor[];
  readonly held: Nodes[];
}

/** A name for a place in the old text. */
export interface Anchor {
  readonly name: string;
  readonly line: number;
}

/** Replaces HTML and JSX below `parent` by Markdown and the hub's components; all else stays as it is. */
export function convertMarkup(parent: Parents, around: Surroundings): void {
  convertChildren(parent, around);
  if (!parent.children.some(isMarkup)) return;

  const line = parent.position?.start.line ?? 1;
  const isInline = holdsWords(parent);
  const nodes = fromHtml(stitched(parent.children, { line, around }), around, isInline);
  // What a paragraph cannot hold is put beside it by the caller; others can only hold its words.
  const fitting = isInline && parent.type !== 'paragraph' ? nodes.flatMap(wordsOf) : nodes;
  parent.children = fitting as typeof parent.children;
}

/** What a paragraph cannot hold stands beside it. */
function convertChildren(parent: Parents, around: Surroundings): void {
  parent.children = (parent.children as Nodes[]).flatMap((child): Nodes[] => {
    convertBelow(child, around);
    const isBroken = child.type === 'paragraph' && !child.children.every(isPhrasing);
    return isBroken ? inBlocks(child.children) : [child];
  }) as typeof parent.children;
}

/** Tags within tags of JSX are read together; Markdown between them on its own. */
function convertBelow(node: Nodes, around: Surroundings): void {
  if (!('children' in node)) return;
  if (isJsx(node)) convertChildren(node, around);
  else convertMarkup(node, around);
}

/** The tree of a text that is HTML altogether. */
export function fromHtmlText(text: string, around: Surroundings): Root {
  // Without a place to count from, the parser takes whatever follows an attribute for text.
  const start = { line: 1, column: 1, offset: 0 };
  const html = { type: 'html' as const, value: text, position: { start, end: start } };
  const tree = stitched([html], { line: 1, around });
  return { type: 'root', children: fromHtml(tree, around, false) as Root['children'] };
}

function fromHtml(tree: HastRoot, around: Surroundings, isInline: boolean): Nodes[] {
  // Only with a file does it say on which lines tags stood.
  const html = raw(tree, {
    passThrough: ['held', 'jsx'] as never[],
    file: { value: '' } as never,
  }) as HastRoot;
  settle(html, { around, isMarkdown: false });
  const root = toMdast(html, {
    document: !isInline,
    handlers: elementHandlers(html, around),
    nodeHandlers: {
      held: (_state: unknown, { index }: Held) => around.held[index] as never,
      comment: (_state: unknown, comment: { value: string; position?: Nodes['position'] }) => {
        const line = comment.position?.start.line ?? 1;
        const isTeaser = /^\s*(?:more|truncate|excerpt|end[- ]?excerpt|readmore)\s*$/i.test(
          comment.value,
        );
        around.notes.met(isTeaser ? 'mapped' : 'lost', isTeaser ? 'teaser mark' : 'comment', {
          line,
          what: `<!--${comment.value}-->`,
        });
        return undefined;
      },
    },
  }) as Root;
  rewrite(root, (node) => (isPhrasing(node) ? aroundWords(node) : withoutBlocks(node)));
  const nodes = root.children as Nodes[];
  return isInline ? nodes : inBlocks(nodes);
}

/** Emphasis or a link around whole blocks, which Markdown cannot write: it goes around the words of each. */
function aroundWords(node: Nodes): readonly Nodes[] | undefined {
  if (!('children' in node) || (node.children as Nodes[]).every(isPhrasing)) return undefined;
  return inBlocks(node.children).map((block): Nodes =>
    block.type === 'paragraph' || block.type === 'heading'
      ? { ...block, children: [{ ...node, children: block.children } as PhrasingContent] }
      : block,
  );
}

/** A paragraph that never ended holds all that follows; a heading can only hold its words. */
function withoutBlocks(node: Nodes): readonly Nodes[] | undefined {
  if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') {
    return undefined;
  }
  if ((node.children as Nodes[]).every(isPhrasing)) return undefined;
  return node.type === 'paragraph'
    ? inBlocks(node.children)
    : [{ ...node, children: (node.children as Nodes[]).flatMap(wordsOf) }];
}

function isMarkup(node: Nodes): boolean {
  return (
    node.type === 'html' || node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
  );
}

function holdsWords(parent: Parents): boolean {
  return ['paragraph', 'heading', 'tableCell'].includes(parent.type) || isPhrasing(parent);
}

function stitched(
  nodes: readonly Nodes[],
  { line, around }: { line: number; around: Surroundings },
): HastRoot {
  const children = withWholeRawText(nodes).map((node): unknown => {
    if (node.type === 'html') return { type: 'raw', value: node.value, position: node.position };
    if (isJsx(node)) return elementOf(node, around);
    return hold(node, around);
  });
  return {
    type: 'root',
    children,
    position: { start: { line, column: 1 }, end: { line, column: 1 } },
  } as HastRoot;
}

/** Elements between whose tags a browser reads no tags: what stands there belongs to the tag. */
const opensRawText =
  /<(script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext|template|select)\b[^>]*>(?![\s\S]*<\/\1)/i;

/** HTML that ends, and what stands behind it as text. */
function ended(node: Extract<Nodes, { type: 'html' }>): Nodes[] {
  const at = unendedAt(node.value);
  const rest = node.value.slice(at);
  return [
    { ...node, value: node.value.slice(0, at) },
    ...(rest === '' ? [] : [{ type: 'text' as const, value: rest }]),
  ];
}

function withWholeRawText(given: readonly Nodes[]): Nodes[] {
  const nodes = given.flatMap((node) => (node.type === 'html' ? ended(node) : [node]));
  const whole: Nodes[] = [];
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (!node) continue;
    const name =
      node.type === 'html' ? opensRawText.exec(withoutComments(node.value))?.[1] : undefined;
    if (node.type !== 'html' || name === undefined) {
      whole.push(node);
      continue;
    }
    const closing = new RegExp(`</${name}`, 'i');
    const end = nodes.findIndex(
      (one, at) => at > index && one.type === 'html' && closing.test(one.value),
    );
    if (end < 0) {
      // A tag that never ends would swallow all that follows; its author did not see it do that.
      whole.push({
        type: 'text',
        value: node.value,
        ...(node.position && { position: node.position }),
      });
      continue;
    }
    const value = nodes
      .slice(index, end + 1)
      .map((one) => (one.type === 'html' ? one.value : escapeText(textOf(one))))
      .join('');
    whole.push({ ...node, value });
    index = end;
  }
  return whole;
}

function withoutComments(html: string): string {
  return html.replaceAll(/<!--[\s\S]*?-->/g, '');
}

function escapeText(text: string): string {
  return text.replaceAll('<', '&lt;');
}

function hold(node: Nodes, { held }: Surroundings): Held {
  return { type: 'held', index: held.push(node) - 1 };
}

function isJsx(node: Nodes): node is MdxJsxFlowElement | MdxJsxTextElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

/** JSX as an element; what its properties compute is kept as the code it is. */
function elementOf(node: MdxJsxFlowElement | MdxJsxTextElement, around: Surroundings): unknown {
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
      isJsx(child) ? elementOf(child, around) : hold(child, around),
    ),
    data: { isBlock: node.type === 'mdxJsxFlowElement' },
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
function reread(text: HastText, around: Surroundings): HastNodes[] {
  if (text.value.trim() === '') return [text];
  const root = around.parse(text.value);
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
  ].map((node) => hold(node, around) as unknown as HastNodes);
}
