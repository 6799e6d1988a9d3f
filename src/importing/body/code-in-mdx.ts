import type { Nodes, Root } from 'mdast';

import type { Notes } from '../noting.ts';

import type { Anchor } from './regions.ts';
import { rewrite } from './tree.ts';

/** Imports, exports and expressions of MDX: what is text becomes text, the rest stands there as code. */
export function convertCode(
  root: Root,
  { notes, anchors }: { notes: Notes; anchors: Anchor[] },
): void {
  rewrite(root, (node, parents) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'mdxjsEsm') {
      notes.met('lost', 'import or export', { line, what: node.value.trim() });
      return [];
    }
    if (node.type !== 'mdxFlowExpression' && node.type !== 'mdxTextExpression') return undefined;
    const code = node.value.trim();
    const comment = /^\/\*([\s\S]*)\*\/$/.exec(code);
    if (code === '') return [];
    if (comment && /^\s*(?:more|truncate)\s*$/i.test(comment[1] ?? '')) {
      notes.met('mapped', 'teaser mark', { line, what: `{${code}}` });
      return [];
    }
    // docusaurus.io/docs/markdown-features/toc#heading-ids: `## Title {/* #name */}`
    const name = /^\s*#([\w\p{L}-]+)\s*$/u.exec(comment?.[1] ?? '')?.[1];
    if (name && parents.at(-1)?.type === 'heading') {
      anchors.push({ name, line });
      notes.met('mapped', 'heading name', { line, what: `{${code}}` });
      return [];
    }
    if (comment) {
      notes.met('lost', 'comment', { line, what: `{${code}}` });
      return [];
    }
    const text = /^(["'`])([^"'`\\$]*)\1$/.exec(code)?.[2];
    if (text !== undefined) {
      notes.met('mapped', 'expression', { line, what: `{${code}}` });
      return inPlaceOf(node, { type: 'text', value: text });
    }
    notes.met('kept', 'expression', {
      line,
      what: `{${code}}`,
      advice: 'it stands in the text as code; write what it said',
    });
    if (node.type === 'mdxFlowExpression') notes.found('code block');
    return node.type === 'mdxFlowExpression'
      ? [{ type: 'code', lang: 'js', value: `{${node.value}}` }]
      : [{ type: 'inlineCode', value: `{${code}}` }];
  });
}

function inPlaceOf(node: Nodes, text: Nodes): Nodes[] {
  return node.type === 'mdxFlowExpression'
    ? [{ type: 'paragraph', children: [text] as never }]
    : [text];
}
