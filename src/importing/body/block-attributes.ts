import type { Nodes, Parents, Root } from 'mdast';

import { calloutOfClasses } from './callouts.ts';
import { rewrite } from './tree.ts';

/** Classes that themes of Jekyll make boxes of; `.table-primary` and the like make none. */
const boxes =
  /^(?:prompt|notice|alert|callout|admonition|message|note|info|information|tip|hint|important|warning|caution|attention|danger|error|success)(?:$|-)/;

/** What `{: .notice--warning }` on a line of its own says of the block beside it: the mark to put there, or `null`. */
export function boxMark(attributes: string, { line, above }: { line: string; above: string }) {
  if (line.trim() !== '') return null;
  const classes = Array.from(attributes.matchAll(/\.([\w-]+)/g), ([, name = '']) => name);
  const kind = calloutOfClasses(classes.filter((name) => boxes.test(name)));
  if (!kind) return null;
  const side = above.trim() === '' ? 'below' : 'above';
  return { text: `<!--${marker} ${side} ${kind.kind}-->`, isExact: kind.isExact };
}

const marker = 'freehold-box';
const mark = new RegExp(String.raw`^<!--${marker} (above|below) (\w+)-->$`);

/** Makes boxes of the blocks beside the marks of {@link boxMark}. */
export function convertBoxMarks(root: Root): void {
  const inParent = (parent: Parents) => {
    const children = parent.children as Nodes[];
    if (!children.some((child) => markOf(child))) return;
    const made: Nodes[] = [];
    let pending: string | null = null;
    for (const child of children) {
      const found = markOf(child);
      const previous = made.at(-1);
      if (found?.side === 'below') pending = found.kind;
      else if (found && previous) made.splice(-1, 1, boxed(previous, found.kind));
      else if (!found) {
        made.push(pending === null ? child : boxed(child, pending));
        pending = null;
      }
    }
    parent.children = made as typeof parent.children;
  };
  rewrite(root, (node) => {
    if ('children' in node) inParent(node);
    return undefined;
  });
  inParent(root);
}

function markOf(node: Nodes): { side: string; kind: string } | null {
  const [, side, kind] = (node.type === 'html' && mark.exec(node.value)) || [];
  return side && kind ? { side, kind } : null;
}

/** A box that is read like `:::note`. */
function boxed(block: Nodes, name: string): Nodes {
  const children = block.type === 'blockquote' ? block.children : [block];
  return {
    type: 'containerDirective',
    ...{ name, children: children as Extract<Nodes, { type: 'containerDirective' }>['children'] },
    ...(block.position && { position: block.position }),
  };
}
