import type { Root } from 'mdast';

import type { Notes } from '../noting.ts';

import { calloutKind } from './callouts.ts';
import { component, rewrite, textOf } from './tree.ts';

/** `:::note[Title]` … `:::` as a box of the hub. */
export function convertDirectives(root: Root, notes: Notes): void {
  rewrite(root, (node) => {
    if (node.type !== 'containerDirective') return undefined;
    const [first, ...others] = node.children;
    const isLabel = first?.type === 'paragraph' && first.data?.directiveLabel === true;
    const label = isLabel ? textOf(first).replaceAll(/\s+/g, ' ').trim() : '';
    const children = isLabel ? others : node.children;
    const found = calloutKind(node.name);
    const attributes = Object.entries(node.attributes ?? {}).filter(([name]) => name !== 'title');
    const title = label || node.attributes?.['title'] || undefined;
    const line = node.position?.start.line ?? 1;
    const said = attributes.map(([name, value]) => ` ${name}=${String(value)}`).join('');
    notes.met(found?.isExact ? 'mapped' : 'guessed', 'admonition', {
      line,
      what: `:::${node.name}${label && `[${label}]`}${said}`,
    });
    if (children.length === 0)
      return title ? [{ type: 'paragraph', children: [{ type: 'text', value: title }] }] : [];
    const isFolded = /^(?:details|collapse|spoiler)$/.test(node.name);
    return [
      isFolded
        ? component('Aside', { title }, children)
        : component(
            'Callout',
            { kind: found?.kind ?? 'note', title: title ?? (found ? undefined : node.name) },
            children,
          ),
    ];
  });
}
