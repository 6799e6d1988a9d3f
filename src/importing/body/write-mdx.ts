import type { Nodes, Root } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { mdxToMarkdown } from 'mdast-util-mdx';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';

/** How articles of the hub are written; the same tree always gives the same text. */
const style: Options = {
  bullet: '-',
  emphasis: '_',
  rule: '-',
  fences: true,
  listItemIndent: 'one',
  incrementListMarker: true,
  extensions: [gfmToMarkdown({ tablePipeAlign: false }), mdxToMarkdown({ printWidth: 100 })],
};

/** `root` as MDX. */
export function mdxOf(root: Root | { readonly children: readonly Nodes[] }): string {
  const children = root.children as Root['children'];
  for (const child of children) guardModuleWords(child);
  return toMarkdown({ type: 'root', children }, style);
}

/** A paragraph that begins with `import` or `export` would run as code; its first letter says that it is text. */
function guardModuleWords(node: Nodes): void {
  if (node.type !== 'paragraph') return;
  const [first] = node.children;
  if (first?.type !== 'text' || !/^(?:import|export)\b/.test(first.value)) return;
  const letter = first.value.charAt(0);
  node.children.splice(
    0,
    1,
    // Written as it stands: the parser of MDX reads a character reference as the letter itself.
    { type: 'html', value: `&#${letter.charCodeAt(0)};` },
    { ...first, value: first.value.slice(1) },
  );
}
