import type { DefaultTreeAdapterTypes as Tree } from 'parse5';

/**
 * Markdown (CommonMark with GFM tables) of a tree as `portableTree` makes it; what Markdown has no
 * sign for is left out, its words are not.
 */
export function portableMarkdown(tree: Tree.ParentNode): string {
  return `${blocksOf(tree.childNodes)}\n`;
}

/** One line of plain text as Markdown that shows exactly that. */
export function markdownText(text: string): string {
  return lineStarts(escaped(text).trim());
}

const headingPattern = /^h([2-6])$/;

/** Blocks by element; each gives its lines without a blank line before or after. */
const blocks: Readonly<Record<string, (node: Tree.Element) => string>> = {
  p: (node) => paragraphOf(node.childNodes),
  blockquote: (node) => prefixed(blocksOf(node.childNodes), '> ', '> '),
  ul: (node) => listOf(node, () => '- '),
  ol: (node) => listOf(node, (index) => `${Number(attribute(node, 'start') ?? 1) + index}. `),
  pre: (node) => fenced(textOf(node)),
  table: (node) => tableOf(node),
  hr: () => '---',
  dl: (node) => definitionsOf(node),
  figure: (node) => blocksOf(node.childNodes),
  figcaption: (node) => `*${trimmed(inlineOf(node.childNodes))}*`,
  details: (node) => blocksOf(node.childNodes),
  summary: (node) => `**${trimmed(inlineOf(node.childNodes))}**`,
};

/** Marks on both sides of what an element holds. */
const marks: Readonly<Record<string, string>> = {
  em: '*',
  i: '*',
  cite: '*',
  strong: '**',
  b: '**',
  del: '~~',
  s: '~~',
};

function blocksOf(nodes: readonly Tree.ChildNode[]): string {
  const parts: string[] = [];
  let run: Tree.ChildNode[] = [];
  const close = () => {
    const text = paragraphOf(run);
    if (text) parts.push(text);
    run = [];
  };
  for (const node of nodes) {
    const block = 'tagName' in node ? blockOf(node) : null;
    if (block === null) {
      run.push(node);
      continue;
    }
    close();
    if (block) parts.push(block);
  }
  close();
  return parts.join('\n\n');
}

/** The block that `node` makes; `null` where it belongs in a line. */
function blockOf(node: Tree.Element): string | null {
  const [, level] = headingPattern.exec(node.tagName) ?? [];
  if (level) return `${'#'.repeat(Number(level))} ${trimmed(inlineOf(node.childNodes))}`;
  return blocks[node.tagName]?.(node) ?? null;
}

function listOf(node: Tree.Element, marker: (index: number) => string): string {
  const items = node.childNodes.filter((child) => 'tagName' in child && child.tagName === 'li');
  const written = items.map((item, index) => {
    const first = marker(index);
    return prefixed(
      'childNodes' in item ? blocksOf(item.childNodes) : '',
      first,
      ' '.repeat(first.length),
    );
  });
  return written.join(written.some((item) => item.includes('\n\n')) ? '\n\n' : '\n');
}

/** Terms and what they mean, as list items: Markdown has no definition lists. */
function definitionsOf(list: Tree.Element): string {
  return elementsIn(list, 'dt')
    .map((term) => {
      const following = list.childNodes
        .slice(list.childNodes.indexOf(term) + 1)
        .filter((node) => 'tagName' in node);
      const end = following.findIndex(({ tagName }) => tagName !== 'dd');
      const meanings = following
        .slice(0, end < 0 ? undefined : end)
        .map(({ childNodes }) => blocksOf(childNodes));
      return prefixed(
        `**${trimmed(inlineOf(term.childNodes))}**: ${meanings.join('\n\n')}`,
        '- ',
        '  ',
      );
    })
    .join('\n');
}

function tableOf(table: Tree.Element): string {
  const rows = elementsIn(table, 'tr').map((row) =>
    row.childNodes.filter(
      (cell): cell is Tree.Element => 'tagName' in cell && /^t[dh]$/.test(cell.tagName),
    ),
  );
  const [head, ...body] = rows;
  if (!head) return '';
  const line = (cells: readonly Tree.Element[]) =>
    `| ${cells.map((cell) => cellOf(cell)).join(' | ')} |`;
  const rules = head.map((_, column) => {
    const align = attribute(rows[1]?.[column] ?? head[column], 'align');
    return align === 'right' ? '---:' : align === 'center' ? ':---:' : '---';
  });
  const caption = elementsIn(table, 'caption').map(
    ({ childNodes }) => `*${trimmed(inlineOf(childNodes))}*\n\n`,
  );
  return [...caption, [line(head), `| ${rules.join(' | ')} |`, ...body.map(line)].join('\n')].join(
    '',
  );
}

function cellOf(cell: Tree.Element): string {
  return trimmed(inlineOf(cell.childNodes))
    .replaceAll('|', String.raw`\|`)
    .replaceAll(/\s*\\?\n\s*/g, ' ');
}

/** Text in one paragraph; signs that would begin a block at the start of a line are escaped. */
function paragraphOf(nodes: readonly Tree.ChildNode[]): string {
  return trimmed(inlineOf(nodes)).split('\n').map(lineStarts).join('\n');
}

function lineStarts(line: string): string {
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, String.raw`$1\$2`).replace(/^(?=[-+=#>])/, '\\');
}

function inlineOf(nodes: readonly Tree.ChildNode[]): string {
  return nodes.map(inline).join('');
}

function inline(node: Tree.ChildNode): string {
  if ('value' in node) return escaped(node.value);
  if (!('tagName' in node)) return '';
  const { tagName, childNodes } = node;
  if (tagName === 'br') return '\\\n';
  if (tagName === 'img')
    return `![${escaped(attribute(node, 'alt') ?? '')}](${target(attribute(node, 'src'))})`;
  if (tagName === 'a')
    return `[${trimmed(inlineOf(childNodes))}](${target(attribute(node, 'href'))})`;
  if (tagName === 'code' || tagName === 'kbd' || tagName === 'samp') return coded(textOf(node));
  if (tagName === 'q') return `“${inlineOf(childNodes)}”`;
  const mark = marks[tagName];
  return mark ? marked(inlineOf(childNodes), mark) : inlineOf(childNodes);
}

/** White space at the edges stays outside the marks, where CommonMark wants it. */
function marked(text: string, mark: string): string {
  const content = text.trim();
  if (!content) return text;
  return text.replace(content, () => `${mark}${content}${mark}`);
}

/** Characters that Markdown would read as its own; a line break in HTML source is only a space. */
function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, (space) => (space.includes(' ') || /[\n\t\r\f]/.test(space) ? ' ' : space))
    .replaceAll(/[\\`*[\]<~]/g, String.raw`\$&`)
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`)
    .replaceAll(/&(?=#?\w+;)/g, String.raw`\&`);
}

function coded(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$/.test(text) ? ' ' : '';
  return text.trim() ? `${fence}${space}${text}${space}${fence}` : '';
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** An address between brackets; those of HTML are absolute and hold no spaces. */
function target(address = ''): string {
  return address
    .replaceAll(/[()\\<>]/g, encodeURIComponent)
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
}

function prefixed(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, index) => `${index === 0 ? first : others}${line}`.trimEnd())
    .join('\n');
}

function trimmed(text: string): string {
  return text
    .replaceAll(/ *\\\n */g, '\\\n')
    .replaceAll(/^(?:\\\n|\s)+|(?:\\\n|\s)+$/g, '')
    .replaceAll(/ {2,}/g, ' ');
}

function textOf(node: Tree.ChildNode): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function elementsIn(node: Tree.ParentNode, tagName: string): Tree.Element[] {
  return node.childNodes.flatMap((child) =>
    'tagName' in child
      ? [...(child.tagName === tagName ? [child] : []), ...elementsIn(child, tagName)]
      : [],
  );
}

function attribute(node: Tree.Element | undefined, name: string): string | undefined {
  return node?.attrs.find((one) => one.name === name)?.value;
}
