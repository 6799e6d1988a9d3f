import { escapeHtml } from '#hub/escape-html.ts';

/** A node of Ghost's editor; only the fields that any kind of it has and that are read here. */
interface LexicalNode {
  readonly type?: string;
  readonly children?: readonly LexicalNode[];
  readonly text?: string;
  readonly format?: number | string;
  readonly tag?: string;
  readonly listType?: string;
  readonly [field: string]: unknown;
}

/** The HTML of a text that Ghost keeps as its editor's own tree, and what of it nobody could read. */
export function lexicalHtml(json: string): { html: string; unknown: readonly string[] } {
  const unknown: string[] = [];
  let root: LexicalNode | undefined;
  try {
    ({ root } = JSON.parse(json) as { root?: LexicalNode });
  } catch {
    return { html: '', unknown: ['the text, which is no valid JSON'] };
  }
  return { html: root ? inside(root, unknown, 0) : '', unknown };
}

// https://github.com/facebook/lexical/blob/main/packages/lexical/src/LexicalConstants.ts
const formats = [
  [1, 'strong'],
  [2, 'em'],
  [4, 's'],
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
] as const;

function inside(node: LexicalNode, unknown: string[], depth: number): string {
  if (depth > 100) return '';
  return (node.children ?? []).map((child) => htmlOf(child, unknown, depth + 1)).join('');
}

function htmlOf(node: LexicalNode, unknown: string[], depth: number): string {
  const text = (field: string) => (typeof node[field] === 'string' ? node[field] : '');
  const safe = (field: string) => escapeHtml(text(field));
  const below = () => inside(node, unknown, depth);
  const captioned = (inner: string) =>
    `<figure>${inner}${text('caption') && `<figcaption>${text('caption')}</figcaption>`}</figure>\n`;
  const linked = (url: string, words: string) =>
    url === ''
      ? ''
      : captioned(`<p><a href="${escapeHtml(url)}">${escapeHtml(words || url)}</a></p>`);
  switch (node.type) {
    case 'text':
    case 'extended-text':
      return formatted(node);
    case 'linebreak':
      return '<br>';
    case 'paragraph':
      return `<p>${below()}</p>\n`;
    case 'heading':
    case 'extended-heading':
      return /^h[1-6]$/.test(node.tag ?? '') ? `<${node.tag}>${below()}</${node.tag}>\n` : below();
    case 'quote':
    case 'extended-quote':
    case 'aside':
      return `<blockquote>${below()}</blockquote>\n`;
    case 'list':
      return node.listType === 'number' ? `<ol>${below()}</ol>\n` : `<ul>${below()}</ul>\n`;
    case 'listitem':
      return `<li>${below()}</li>`;
    case 'link':
    case 'autolink':
      return `<a href="${safe('url')}">${below()}</a>`;
    case 'horizontalrule':
      return '<hr>\n';
    case 'image':
      return captioned(`<img src="${safe('src')}" alt="${safe('alt')}">`);
    case 'codeblock':
      return `<pre><code${text('language') && ` class="language-${safe('language')}"`}>${safe('code')}</code></pre>\n`;
    case 'html':
      return `${text('html')}\n`;
    case 'callout':
      return `<div class="callout">${text('calloutText')}</div>\n`;
    case 'toggle':
      return `<details><summary>${text('heading')}</summary>${text('content')}</details>\n`;
    case 'embed':
      return linked(text('url'), '');
    case 'bookmark':
      return linked(text('url'), titleIn(node));
    case 'button':
      return linked(text('buttonUrl'), text('buttonText'));
    case 'video':
    case 'audio':
    case 'file':
      return linked(text('src'), text('fileTitle') || text('title'));
    case 'gallery': {
      const images = Array.isArray(node['images']) ? (node['images'] as LexicalNode[]) : [];
      return images.map((one) => htmlOf({ ...one, type: 'image' }, unknown, depth)).join('');
    }
    default:
      if (node.type !== 'root' && !node.children) unknown.push(`a card of the kind "${node.type}"`);
      return below();
  }
}

function formatted({ text = '', format }: LexicalNode): string {
  const bits = typeof format === 'number' ? format : 0;
  return formats.reduce(
    (html, [bit, tag]) => ((bits & bit) === 0 ? html : `<${tag}>${html}</${tag}>`),
    escapeHtml(text),
  );
}

function titleIn({ metadata }: LexicalNode): string {
  const title =
    typeof metadata === 'object' && metadata !== null && 'title' in metadata ? metadata.title : '';
  return typeof title === 'string' ? title : '';
}
