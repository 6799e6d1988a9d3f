import { type MdastNode, mdxToMdast } from 'satteri';

import type { Body, BodyFailure, Code, Link, Tag, TagProperty } from '#articles/body.ts';
import { voidTags } from '#articles/html-advice.ts';

import { failureOf } from './mdx-failure.ts';
import { closeVoidTags, withoutRefused } from './mdx-repair.ts';

/** Deeper than any writing; every walk over the tree is then safe from stack overflow. */
const maxDepth = 60;

export interface ParsedBody {
  /** `null` when no sense could be made of it. With failures, it is what could still be read. */
  readonly body: Body | null;
  /** Why a build could not read it. */
  readonly failures: readonly BodyFailure[];
}

/** An editor who mends this many at once is served; a text with more is no writing. */
const maxRepairs = 20;

/**
 * Reads the MDX `text` that begins on `firstLine` of its file. What an editor got wrong is a failure;
 * behind the first one it looks for more, so that all can be mended at once.
 */
export function parseMdx(text: string, firstLine: number): ParsedBody {
  const first = attempt(text, firstLine);
  if ('root' in first) return { body: bodyOf(first.root), failures: [] };
  const closed = closeVoidTags(text, firstLine);
  const failures = [...closed.failures];
  for (let tried: string | null = closed.text; tried !== null && failures.length < maxRepairs;) {
    const next = tried === text ? first : attempt(tried, firstLine);
    if ('root' in next)
      return { body: withoutVoidTags(bodyOf(next.root), closed.failures), failures };
    failures.push(next.failure);
    const repaired: string | null = withoutRefused(tried, next.failure.line - firstLine);
    tried = repaired === tried ? null : repaired;
  }
  return { body: null, failures };
}

function attempt(
  text: string,
  firstLine: number,
): { readonly root: MdastNode } | { readonly failure: BodyFailure } {
  try {
    // The blank lines before it make every line of the parser a line of the file.
    const root = mdxToMdast('\n'.repeat(firstLine - 1) + text, {
      features: { frontmatter: false, smartPunctuation: true },
    });
    return { root };
  } catch (error) {
    return { failure: failureOf(error, { text, firstLine }) };
  }
}

/** Tags that are reported as not closed need no second remark on being HTML. */
function withoutVoidTags(body: Body, failures: readonly BodyFailure[]): Body {
  const lines = new Set(failures.map(({ line }) => line));
  const isReported = ({ name, line }: Tag) => voidTags.includes(name) && lines.has(line);
  return { ...body, tags: body.tags.filter((tag) => !isReported(tag)) };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

function bodyOf(root: MdastNode): Body {
  const body: Writable<Body> = {
    blocks: [],
    headings: [],
    links: [],
    images: [],
    tags: [],
    code: [],
    tooDeepAt: null,
  };
  const definitions = definitionsOf(root);

  const visit = (node: MdastNode, depth: number, isInBlock: boolean): void => {
    const line = lineOf(node);
    if (depth > maxDepth) {
      body.tooDeepAt ??= line;
      return;
    }
    const isBlock = !isInBlock && 'children' in node && node.children.some(isPhrasing);
    if (isBlock) body.blocks.push({ line, text: textOf(node), ...citedIn(node, definitions) });

    switch (node.type) {
      case 'heading':
        body.headings.push({ line, depth: node.depth, text: textOf(node) });
        break;
      case 'link':
      case 'definition':
        if (node.type === 'link' || !definitions.images.has(node.identifier)) {
          const isEmpty = node.type === 'link' && !holdsWords(node);
          body.links.push({ line, url: node.url, ...(isEmpty && { isEmpty }) });
        }
        break;
      case 'text':
        body.links.push(...unreadAddresses(node.value, line));
        break;
      case 'image':
        body.images.push({ line, url: node.url, alt: node.alt ?? '' });
        break;
      case 'imageReference':
        body.images.push({
          line,
          url: definitions.urls.get(node.identifier) ?? '',
          alt: node.alt ?? '',
        });
        break;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const { tag, code } = tagOf(node);
        body.tags.push(tag);
        body.code.push(...code);
        break;
      }
      case 'mdxjsEsm':
        body.code.push({ line, kind: 'module', text: beginningOf(node.value) });
        break;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        body.code.push({ line, kind: 'expression', text: beginningOf(node.value) });
        break;
    }
    if ('children' in node) {
      for (const child of node.children) visit(child, depth + 1, isInBlock || isBlock);
    }
  };
  visit(root, 0, false);
  return body;
}

/** Whether a reader sees or hears anything of `node`. */
function holdsWords(node: MdastNode): boolean {
  for (const inner of nodesIn(node)) {
    if ('alt' in inner && inner.alt?.trim()) return true;
  }
  return textOf(node).trim() !== '';
}

/** Links and pictures that stayed text because their address holds a space. */
function unreadAddresses(text: string, firstLine: number): Link[] {
  return [...text.matchAll(/\[[^[\]]*\]\(([^()\n]*[./][^()\n]*)\)/g)].flatMap(
    ({ 1: url = '', index }) =>
      /\s/.test(url.trim())
        ? [{ line: firstLine + text.slice(0, index).split('\n').length - 1, url }]
        : [],
  );
}

/** Where `[label]: url` leads; a definition that pictures use is no link. */
function definitionsOf(root: MdastNode): { urls: Map<string, string>; images: Set<string> } {
  const urls = new Map<string, string>();
  const images = new Set<string>();
  for (const node of nodesIn(root)) {
    if (node.type === 'definition') urls.set(node.identifier, node.url);
    if (node.type === 'imageReference') images.add(node.identifier);
  }
  return { urls, images };
}

type JsxNode = Extract<MdastNode, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

function tagOf(node: JsxNode): { tag: Tag; code: Code[] } {
  const line = lineOf(node);
  const properties: TagProperty[] = [];
  const code: Code[] = [];
  for (const attribute of node.attributes) {
    const { value } = attribute;
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      code.push({ line, kind: 'property', text: `{${beginningOf(attribute.value)}}` });
    } else if (typeof value === 'string' || value === null || value === undefined) {
      properties.push({ name: attribute.name, value: value ?? true });
    } else {
      properties.push({ name: attribute.name, value: null });
      code.push({
        line,
        kind: 'property',
        text: `${attribute.name}={${beginningOf(value.value)}}`,
      });
    }
  }
  let [image, isCode] = [false, false];
  let list: Tag['holds']['list'] = 'none';
  for (const inner of nodesIn(node)) {
    if (inner.type === 'image' || inner.type === 'imageReference') image = true;
    if (inner.type === 'code') isCode = true;
    if (inner.type === 'list' && list === 'none') list = inner.ordered ? 'ordered' : 'bulleted';
  }
  return {
    tag: {
      line,
      name: node.name ?? '',
      properties,
      holds: { image, code: isCode, list },
      text: textOf(node),
    },
    code,
  };
}

function citedIn(block: MdastNode, { urls }: { urls: ReadonlyMap<string, string> }) {
  const sources: string[] = [];
  const links: string[] = [];
  for (const node of nodesIn(block)) {
    if (node.type === 'mdxJsxTextElement' && node.name === 'Source') {
      const id = tagOf(node).tag.properties.find(({ name }) => name === 'id')?.value;
      if (typeof id === 'string') sources.push(id);
    }
    if (node.type === 'link') links.push(node.url);
    if (node.type === 'linkReference') links.push(urls.get(node.identifier) ?? '');
  }
  return { sources, links };
}

/** The text within `node`, code blocks left out. */
function textOf(node: MdastNode): string {
  let text = '';
  for (const inner of nodesIn(node)) {
    if (inner.type === 'text' || inner.type === 'inlineCode') text += inner.value;
    if (inner.type === 'break' || inner.type === 'paragraph') text += '\n';
  }
  return text.trim();
}

/** `node` and what it holds, in reading order, no deeper than {@link maxDepth} below it. */
function* nodesIn(node: MdastNode, depth = 0): Generator<MdastNode> {
  yield node;
  if (depth > maxDepth || !('children' in node)) return;
  for (const child of node.children) yield* nodesIn(child, depth + 1);
}

const phrasing = new Set<MdastNode['type']>([
  'text',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
  'image',
  'imageReference',
  'inlineCode',
  'mdxJsxTextElement',
  'mdxTextExpression',
]);

function isPhrasing({ type }: MdastNode): boolean {
  return phrasing.has(type);
}

function lineOf({ position }: MdastNode): number {
  return position?.start.line ?? 1;
}

function beginningOf(code: string): string {
  const [line = ''] = code.trim().split('\n');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
