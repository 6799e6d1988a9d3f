import type { Nodes, Root } from 'mdast';

import { type Notes, onLines } from '../noting.ts';
import type { RawEntry } from '../raw-entry.ts';

import { convertBoxMarks } from './block-attributes.ts';
import { convertCode } from './code-in-mdx.ts';
import { convertDirectives } from './directives.ts';
import { withDirectives } from './mdc.ts';
import { evenOut } from './even-out.ts';
import { parseMarkdown, parseMdxSource } from './parse.ts';
import { resolveReferences } from './references.ts';
import { type Anchor, convertMarkup, fromHtmlText } from './regions.ts';
import { convertTemplates } from './templates.ts';
import { isTooDeep, nodesIn, rewrite } from './tree.ts';

/** A text as Markdown and the hub's components; links and pictures still lead where they led. */
export interface ReadBody {
  readonly root: Root;
  /** Names for places in the text that links may use, besides those of headings. */
  readonly anchors: readonly Anchor[];
  /** Notes on lines of the tree, which are written down with the source's own lines. */
  readonly notes: Notes;
  /** The line of the source for a line of the tree. */
  readonly lineOf: (line: number) => number;
}

/** Reads the body of `entry`; lines in notes are lines of its source. */
export function readBody(
  given: RawEntry,
  { notes: ownNotes, settings }: { notes: Notes; settings: Readonly<Record<string, unknown>> },
): ReadBody {
  const entry =
    given.format === 'markdown' ? { ...given, body: withDirectives(given.body) } : given;
  const anchors: Anchor[] = [];
  const { text, tree, ...converted } = convertTemplates(entry, { notes: ownNotes, settings });
  const lineOf = (line: number) => converted.lineOf(line) + entry.bodyLine - 1;
  const notes = onLines(ownNotes, lineOf);
  const around = { notes, anchors, held: [], parse: parseMarkdown };
  const root =
    entry.format === 'html' ? fromHtmlText(text, around) : parsed(text, { entry, notes, tree });
  if (isTooDeep(root)) return { root: asCode(entry.body, notes), anchors, notes, lineOf };
  // Tables and code of HTML were counted with their tags.
  for (const [construct, type] of entry.format === 'html' ? [] : counted) {
    for (const node of nodesIn(root)) if (node.type === type) notes.found(construct);
  }
  convertCode(root, { notes, anchors });
  convertBoxMarks(root);
  if (entry.format !== 'html') convertMarkup(root, around);
  convertDirectives(root, notes);
  resolveReferences(root, notes);
  mergeLists(root);
  evenOut(root);
  trimParagraphs(root);
  return { root, anchors, notes, lineOf };
}

/** What a text is full of; each gets a finding when it is written. */
const counted = [
  ['code block', 'code'],
  ['footnote', 'footnoteDefinition'],
  ['table', 'table'],
] as const satisfies readonly (readonly [string, Nodes['type']])[];

function parsed(
  text: string,
  { entry, notes, tree }: { entry: RawEntry; notes: Notes; tree: Root | null },
): Root {
  if (entry.format !== 'mdx') return tree ?? parseMarkdown(text);
  const mdx = parseMdxSource(text);
  if (mdx.kind === 'tree') {
    liftTags(mdx.root);
    return mdx.root;
  }
  notes.met('guessed', 'MDX', {
    line: mdx.line,
    what: `cannot be read as MDX (${mdx.reason}); read as Markdown`,
    advice: 'compare the article with the old page',
  });
  return parseMarkdown(text);
}

/** A line of nothing but tags is no paragraph: MDX takes what is on it for blocks. */
function liftTags(root: Root): void {
  const lift = (node: Nodes): readonly Nodes[] | undefined => {
    if (node.type !== 'paragraph') return undefined;
    const words = node.children.filter(
      (child) => child.type !== 'text' || child.value.trim() !== '',
    );
    return words.length > 0 && words.every(({ type }) => type === 'mdxJsxTextElement')
      ? words
      : undefined;
  };
  rewrite(root, lift);
}

function asCode(text: string, notes: Notes): Root {
  notes.found('code block');
  notes.met('kept', 'nesting', {
    line: 1,
    what: 'is nested deeper than any writing; kept as code',
  });
  return { type: 'root', children: [{ type: 'code', value: text }] };
}

/** Paragraphs of which nothing is left go, and none begins or ends with space. */
function trimParagraphs(root: Root): void {
  rewrite(root, (node) => {
    if (node.type !== 'paragraph' && node.type !== 'heading') return undefined;
    for (;;) {
      const [first] = node.children;
      if (first?.type === 'text') first.value = first.value.trimStart();
      if (first?.type !== 'break' && !(first?.type === 'text' && first.value === '')) break;
      node.children.shift();
    }
    for (;;) {
      const last = node.children.at(-1);
      if (last?.type === 'text') last.value = last.value.trimEnd();
      if (last?.type !== 'break' && !(last?.type === 'text' && last.value === '')) break;
      node.children.pop();
    }
    return node.children.length === 0 ? [] : undefined;
  });
}

/** Things to tick off that stood one below the other are one list. */
function mergeLists(root: Root): void {
  rewrite(root, (node) => {
    if (!('children' in node)) return undefined;
    const merged: Nodes[] = [];
    for (const child of node.children as Nodes[]) {
      const previous = merged.at(-1);
      if (isTickList(child) && previous && isTickList(previous))
        previous.children.push(...child.children);
      else merged.push(child);
    }
    node.children = merged as typeof node.children;
    return undefined;
  });
  const merged: Nodes[] = [];
  for (const child of root.children) {
    const previous = merged.at(-1);
    if (isTickList(child) && previous && isTickList(previous))
      previous.children.push(...child.children);
    else merged.push(child);
  }
  root.children = merged as Root['children'];
}

function isTickList(node: Nodes): node is Extract<Nodes, { type: 'list' }> {
  return node.type === 'list' && node.children.every(({ checked }) => typeof checked === 'boolean');
}
