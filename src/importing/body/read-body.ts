import type { Nodes, Root } from 'mdast';

import type { Notes } from '../noting.ts';
import type { RawEntry } from '../raw-entry.ts';

import { convertCode } from './code-in-mdx.ts';
import { convertDirectives } from './directives.ts';
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
  /** Text before the mark that other blogs end a teaser with. */
  readonly teaserEnd: number | null;
}

/** Reads the body of `entry`; lines in notes are lines of its source. */
export function readBody(entry: RawEntry, notes: Notes): ReadBody {
  const anchors: Anchor[] = [];
  const around = { notes, anchors, parse: parseMarkdown };
  const root = entry.format === 'html' ? fromHtmlText(entry.body, around) : parsed(entry, notes);
  if (isTooDeep(root)) return { root: asCode(entry.body, notes), anchors, teaserEnd: null };
  for (const [construct, type] of counted) {
    for (const node of nodesIn(root)) if (node.type === type) notes.found(construct);
  }
  convertCode(root, notes);
  convertMarkup(root, around);
  convertDirectives(root, notes);
  resolveReferences(root, notes);
  mergeLists(root);
  return { root, anchors, teaserEnd: null };
}

/** What a text is full of; each gets a finding when it is written. */
const counted = [
  ['code block', 'code'],
  ['footnote', 'footnoteDefinition'],
  ['table', 'table'],
] as const satisfies readonly (readonly [string, Nodes['type']])[];

function parsed(entry: RawEntry, notes: Notes): Root {
  const text = convertTemplates(entry, notes);
  if (entry.format !== 'mdx') return parseMarkdown(text);
  const mdx = parseMdxSource(text);
  if (mdx.kind === 'tree') return mdx.root;
  notes.met('guessed', 'MDX', {
    line: mdx.line,
    what: `cannot be read as MDX (${mdx.reason}); read as Markdown`,
    advice: 'compare the article with the old page',
  });
  return parseMarkdown(text);
}

function asCode(text: string, notes: Notes): Root {
  notes.met('kept', 'nesting', {
    line: 1,
    what: 'is nested deeper than any writing; kept as code',
  });
  return { type: 'root', children: [{ type: 'code', value: text }] };
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
