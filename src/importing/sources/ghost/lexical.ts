import { escapeHtml } from '#hub/escape-html.ts';

import { isRecord } from '../../fields.ts';

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
  [128, 'mark'],
] as const;

/** The HTML of one card. */
export function cardHtml(node: LexicalNode, unknown: string[]): string {
  return htmlOf(node, unknown, 0);
}

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
  const linked = (url: string, words: string, about = '') =>
    url === ''
      ? ''
      : captioned(
          `<p><a href="${escapeHtml(url)}">${escapeHtml(words || url)}</a>${about && ` – ${escapeHtml(about)}`}</p>`,
        );
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
      return node.listType === 'number'
        ? `<ol start="${Number(node['start'] ?? 1)}">${below()}</ol>\n`
        : `<ul>${below()}</ul>\n`;
    case 'listitem':
      return `<li>${below()}</li>`;
    case 'link':
    case 'autolink':
      return `<a href="${safe('url')}">${below()}</a>`;
    case 'at-link':
      return `<a href="${safe('url')}">${safe('url')}</a>`;
    case 'tk':
      return safe('text');
    case 'horizontalrule':
      return '<hr>\n';
    case 'image':
      return captioned(`<img src="${safe('src')}" alt="${safe('alt')}">`);
    case 'markdown':
      unknown.push('a card of Markdown among others: it stands in the text as code');
      return `<pre><code class="language-markdown">${safe('markdown')}</code></pre>\n`;
    case 'header':
      return `${text('heading') && `<h2>${text('heading')}</h2>`}${text('subheader') && `<p>${text('subheader')}</p>`}${linked(text('buttonUrl'), text('buttonText'))}\n`;
    case 'product':
      return `<p><strong>${text('productTitle')}</strong></p>${text('productDescription')}${text('productImageSrc') && `<img src="${safe('productImageSrc')}" alt="">`}${linked(text('productUrl'), text('productButton'))}\n`;
    case 'call-to-action':
      return `${text('textValue')}${linked(text('buttonUrl'), text('buttonText'))}\n`;
    // Marks and parts that readers of the site do not see.
    case 'paywall':
      return '';
    case 'codeblock':
      return `<pre><code${text('language') && ` class="language-${safe('language')}"`}>${safe('code')}</code></pre>${text('caption') && `<p>${text('caption')}</p>`}\n`;
    case 'html':
      return `${text('html')}\n`;
    case 'callout':
      return `<div class="callout">${text('calloutEmoji') && `${safe('calloutEmoji')} `}${text('calloutText')}</div>\n`;
    case 'toggle':
      return `<details><summary>${text('heading')}</summary>${text('content')}</details>\n`;
    case 'embed':
      return linked(text('url'), '');
    case 'bookmark':
      return linked(text('url'), fieldOf(node, 'title'), fieldOf(node, 'description'));
    case 'button':
      return linked(text('buttonUrl'), text('buttonText'));
    case 'video':
    case 'audio':
    case 'file':
      return linked(text('src'), text('fileTitle') || text('title'));
    case 'gallery': {
      const images = Array.isArray(node['images']) ? (node['images'] as LexicalNode[]) : [];
      const below = text('caption') && `<p><em>${text('caption')}</em></p>`;
      return `${images.map((one) => htmlOf({ ...one, type: 'image' }, unknown, depth)).join('')}${below}`;
    }
    default:
      if (node.type !== 'root' && !node.children)
        unknown.push(`a card of the kind "${node.type}"${wordsOf(node)}`);
      return below();
  }
}

/** What a card says in fields that nobody reads here. */
function wordsOf(node: LexicalNode): string {
  const texts = Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string' && /\s|</.test(value) && !/^(?:type|version)$/.test(name)
      ? value
      : [],
  );
  return texts.length === 0
    ? ''
    : `: ${texts
        .join(' ')
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim()}`;
}

function formatted({ text = '', format }: LexicalNode): string {
  const bits = typeof format === 'number' ? format : 0;
  return formats.reduce(
    (html, [bit, tag]) => ((bits & bit) === 0 ? html : `<${tag}>${html}</${tag}>`),
    escapeHtml(text),
  );
}

/** What a card says of the page that it leads to. */
function fieldOf({ metadata }: LexicalNode, name: string): string {
  const said = isRecord(metadata) ? metadata[name] : undefined;
  return typeof said === 'string' ? said : '';
}
