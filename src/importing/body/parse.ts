import type { Root } from 'mdast';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { type Extension, fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { directive } from 'micromark-extension-directive';
import { gfm } from 'micromark-extension-gfm';
import { mdxjs } from 'micromark-extension-mdxjs';

/** `:::note` … `:::`; `:word` and `::word` are far more often text, such as `10:30`. */
const containers = (() => {
  const { flow } = directive();
  const constructs = flow?.[58];
  const [container] = Array.isArray(constructs) ? constructs : [constructs];
  return container ? { flow: { 58: container } } : {};
})();

const markdown = [gfm(), containers];
const mdx = [gfm(), containers, mdxjs()];
const trees: (Extension | Extension[])[] = [gfmFromMarkdown(), directiveFromMarkdown()];

/** The tree of Markdown; every text is Markdown. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: markdown, mdastExtensions: trees });
}

export type ParsedMdx =
  | { readonly kind: 'tree'; readonly root: Root }
  | { readonly kind: 'fault'; readonly line: number; readonly reason: string };

/** The tree of MDX, or why it is none. */
export function parseMdxSource(text: string): ParsedMdx {
  try {
    const mdastExtensions = [...trees, mdxFromMarkdown()];
    return { kind: 'tree', root: fromMarkdown(text, { extensions: mdx, mdastExtensions }) };
  } catch (error) {
    const { line, reason } = error as { line?: number; reason?: string };
    return { kind: 'fault', line: line ?? 1, reason: reason ?? String(error) };
  }
}
