import type { Definition, Root } from 'mdast';

import type { Notes } from '../noting.ts';

import { nodesIn, rewrite } from './tree.ts';

/** Links and pictures by reference get their address where they stand. */
export function resolveReferences(root: Root, notes: Notes): void {
  const definitions = new Map<string, Definition>();
  const used = new Map<string, string[]>();
  for (const node of nodesIn(root)) {
    if (node.type === 'definition' && !definitions.has(node.identifier)) {
      definitions.set(node.identifier, node);
    }
  }
  rewrite(root, (node) => {
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return undefined;
    const definition = definitions.get(node.identifier);
    if (!definition) return undefined;
    used.set(node.identifier, [...(used.get(node.identifier) ?? []), `[${node.label ?? ''}]`]);
    const { url } = definition;
    const rest = {
      url,
      title: definition.title ?? null,
      ...(node.position && { position: node.position }),
    };
    return node.type === 'linkReference'
      ? [{ type: 'link', children: node.children, ...rest }]
      : [{ type: 'image', alt: node.alt ?? '', ...rest }];
  });
  rewrite(root, (node) => {
    if (node.type !== 'definition') return undefined;
    const uses = used.get(node.identifier) ?? [];
    const outcome = uses.length > 0 ? 'mapped' : 'lost';
    used.delete(node.identifier);
    const what = `${uses.map((use) => `${use} `).join('')}[${node.label ?? node.identifier}]: ${node.url}${node.title ? ` "${node.title}"` : ''}`;
    notes.met(outcome, 'address list', {
      line: node.position?.start.line ?? 1,
      what,
      ...(outcome === 'lost' && { advice: 'nothing in the text used it' }),
    });
    return [];
  });
}
