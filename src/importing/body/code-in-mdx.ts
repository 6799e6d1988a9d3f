import type { Nodes, Root } from 'mdast';

import type { Notes } from '../noting.ts';

import { rewrite } from './tree.ts';

/** Imports, exports and expressions of MDX: what is text becomes text, the rest stands there as code. */
export function convertCode(root: Root, notes: Notes): void {
  rewrite(root, (node) => {
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
