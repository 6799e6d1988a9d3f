import type { Blockquote, Nodes, Root } from 'mdast';

import type { Notes } from '../noting.ts';

import { calloutKind } from './callouts.ts';
import { component, nodesIn, rewrite, textOf } from './tree.ts';

/** `:::note[Title]` … `:::` as a box of the hub. */
export function convertDirectives(root: Root, notes: Notes): void {
  rewrite(root, (node) => (node.type === 'blockquote' ? alertOf(node, notes) : undefined));
  rewrite(root, (node) => {
    if (node.type !== 'containerDirective') return undefined;
    const [first, ...others] = node.children;
    const isLabel = first?.type === 'paragraph' && first.data?.directiveLabel === true;
    // A title is plain text: one with a link stays a line of the box.
    const hasLink = isLabel && [...nodesIn(first)].some(({ type }) => type === 'link');
    const label = isLabel && !hasLink ? textOf(first).replaceAll(/\s+/g, ' ').trim() : '';
    const children: Nodes[] = hasLink
      ? [{ type: 'paragraph', children: [{ type: 'strong', children: first.children }] }, ...others]
      : [...(isLabel ? others : node.children)];
    const found = calloutKind(node.name);
    const attributes = Object.entries(node.attributes ?? {}).filter(([name]) => name !== 'title');
    const title = label || node.attributes?.['title'] || node.attributes?.['label'] || undefined;
    const line = node.position?.start.line ?? 1;
    const said = attributes.map(([name, value]) => ` ${name}=${String(value)}`).join('');
    notes.met(found?.isExact ? 'mapped' : 'guessed', 'admonition', {
      line,
      what: `:::${node.name}${label && `[${label}]`}${said}`,
    });
    const to = node.attributes?.['to'] ?? node.attributes?.['href'];
    if (to) children.push(linkTo(to, title ?? to));
    if (group.test(node.name) || (to && !found && !part.test(node.name))) return children;
    if (part.test(node.name)) {
      return title && !to ? [strongly(title), ...children] : children;
    }
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

/** What only holds others stands there one after the other; the label of each above it. */
const group = /^(?:code-group|tabs|card-group|steps|accordion|columns|grid)$/;
const part = /^(?:tabs?-item|tab|card|accordion-item|step)$/;

function strongly(text: string): Nodes {
  const words = { type: 'strong' as const, children: [{ type: 'text' as const, value: text }] };
  return { type: 'paragraph', children: [words] };
}

function linkTo(url: string, text: string): Nodes {
  const link = { type: 'link' as const, url, children: [{ type: 'text' as const, value: text }] };
  return { type: 'paragraph', children: [link] };
}

/** `> [!NOTE]`, as GitHub writes a box. */
function alertOf(quote: Blockquote, notes: Notes): readonly Nodes[] | undefined {
  const [first, ...others] = quote.children;
  const [word, ...words] = first?.type === 'paragraph' ? first.children : [];
  const found = word?.type === 'text' ? /^\[!([A-Za-z]+)\][ \t]*\n?/.exec(word.value) : null;
  const callout = found && calloutKind(found[1] ?? '');
  if (!found || !callout || word?.type !== 'text') return undefined;
  notes.met(callout.isExact ? 'mapped' : 'guessed', 'admonition', {
    line: quote.position?.start.line ?? 1,
    what: found[0].trim(),
  });
  const rest = { ...word, value: word.value.slice(found[0].length) };
  const beginning = [...(rest.value === '' ? [] : [rest]), ...words];
  const opening: Nodes[] = beginning.length > 0 ? [{ type: 'paragraph', children: beginning }] : [];
  return [component('Callout', { kind: callout.kind }, [...opening, ...others])];
}
