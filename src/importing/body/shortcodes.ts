import type { Outcome } from '../finding.ts';

import { calloutKind } from './callouts.ts';
import type { TagArguments } from './tag-arguments.ts';

interface Became {
  readonly outcome: Outcome;
  readonly text: string;
  readonly advice?: string;
  /** What is behind it is none of its own. */
  readonly isSingle?: true;
}

/** A tag of a template: read as a whole, with what is between it and its end, or opening and closing a box. */
type Shortcode =
  | { readonly whole: (args: TagArguments, inner: string | null) => Became | null }
  | {
      readonly open: (args: TagArguments) => Omit<Became, 'isSingle' | 'advice'>;
      readonly close: Omit<Became, 'isSingle' | 'advice'>;
    };

/** Tags that decide or compute; what is between them is text. */
export const control = new Set(
  'if elsif elseif else unless for case when assign capture set block extends import macro include_cached layout endif endunless endfor endcase endcapture endset endblock endmacro tablerow cycle increment decrement break continue'.split(
    ' ',
  ),
);

/** Known tags of Liquid, Nunjucks and Hugo, by their names in lower case. */
export const shortcodes: Readonly<Record<string, Shortcode>> = {
  ...whole('highlight codeblock code prism shiki', (args, inner) =>
    inner === null
      ? null
      : { outcome: 'mapped', text: fence(args.get(0, 'lang', 'language') ?? '', inner) },
  ),
  ...whole('mermaid', (_, inner) =>
    inner === null ? null : { outcome: 'mapped', text: fence('mermaid', inner) },
  ),
  ...whole('math katex mathjax', (_, inner) =>
    inner === null ? null : { outcome: 'kept', text: fence('math', inner) },
  ),
  ...whole('raw verbatim rawhtml html unsafe nomarkdown', (_, inner) =>
    inner === null ? null : { outcome: 'mapped', text: inner },
  ),
  ...whole('comment css js', (_, inner) => (inner === null ? null : { outcome: 'lost', text: '' })),
  // 11ty.dev/docs/plugins/image: `{% image "./brood.jpg", "A loaf of bread" %}`
  ...whole('figure img image picture fig responsive_image', (args) =>
    picture(args, afterFile(args)),
  ),
  // hexo.io/docs/tag-plugins
  ...whole('asset_img', (args) => picture(args, afterFile(args))),
  ...whole('asset_link', (args) =>
    linked(args.positional[0], afterFile(args) || (args.positional[0] ?? '')),
  ),
  ...whole('post_link', ({ positional: [name = '', ...title] }) =>
    linked(
      `freehold-ref:${encodeURI(name)}`,
      title.filter((one) => !/^(?:true|false)$/.test(one)).join(' ') || name,
    ),
  ),
  ...whole('include', (args) =>
    /(?:figure|image|img|picture)\b/i.test(args.positional[0] ?? '') ? picture(args) : null,
  ),
  ...whole('youtube yt', (args) => embedded(args, (id) => `https://www.youtube.com/watch?v=${id}`)),
  ...whole('vimeo', (args) => embedded(args, (id) => `https://vimeo.com/${id}`)),
  ...whole('gist', (args) =>
    embedded(
      args,
      (id) => `https://gist.github.com/${[id, ...args.positional.slice(1, 2)].join('/')}`,
    ),
  ),
  ...whole('tweet x twitter', (args) =>
    embedded(args, (id) => `https://x.com/${args.named['user'] ?? 'i'}/status/${id}`),
  ),
  ...whole('instagram', (args) => embedded(args, (id) => `https://www.instagram.com/p/${id}/`)),
  ...whole('codepen', (args) =>
    embedded(args, (id) => `https://codepen.io/${args.named['user'] ?? 'pen'}/pen/${id}`),
  ),
  ...whole('asset_path', ({ positional: [name] }) =>
    name === undefined ? null : { outcome: 'mapped', text: encodeURI(name), isSingle: true },
  ),
  ...whole('ref relref post_url post_path link', (args) => {
    const path = args.get(0, 'path');
    return path
      ? { outcome: 'mapped', text: `freehold-ref:${encodeURI(path)}`, isSingle: true }
      : null;
  }),
  ...whole('toc table_of_contents', () => ({ outcome: 'mapped', text: '', isSingle: true })),
  ...whole('more excerpt_separator', () => ({
    outcome: 'mapped',
    text: '<!--more-->',
    isSingle: true,
  })),
  ...whole('br', () => ({ outcome: 'mapped', text: '<br>', isSingle: true })),
  ...boxes(
    'note info information tip hint important warning caution attention danger error success notice alert admonition callout seealso question example',
  ),
  ...pair(
    'details expand expandable collapse accordion spoiler',
    (args) => ({
      outcome: 'guessed',
      text: `\n\n<details><summary>${escapeHtml(args.get(0, 'title', 'summary') ?? '')}</summary>\n\n`,
    }),
    '</details>',
  ),
  ...pair(
    'tabs tabpane tabgroup tab-group codetabs columns column columns grid cards card section div center',
    () => ({ outcome: 'guessed', text: '\n\n' }),
    '',
  ),
  ...pair(
    'tab tab-item tabitem step card-item',
    (args) => {
      const label = args.get(0, 'name', 'title', 'label', 'header');
      return {
        outcome: 'guessed',
        text: label ? `\n\n<strong>${escapeHtml(label)}</strong>\n\n` : '\n\n',
      };
    },
    '',
  ),
  ...pair(
    'quote blockquote pullquote',
    () => ({ outcome: 'mapped', text: '\n\n<blockquote>\n\n' }),
    '</blockquote>',
  ),
  ...pair('kbd', () => ({ outcome: 'mapped', text: '<kbd>' }), '</kbd>', ''),
  ...pair('mark', () => ({ outcome: 'mapped', text: '<mark>' }), '</mark>', ''),
};

function whole(
  names: string,
  read: (args: TagArguments, inner: string | null) => Became | null,
): Record<string, Shortcode> {
  return Object.fromEntries(names.split(' ').map((name) => [name, { whole: read }]));
}

function pair(
  names: string,
  open: (args: TagArguments) => Omit<Became, 'isSingle' | 'advice'>,
  closing: string,
  around = '\n\n',
): Record<string, Shortcode> {
  const close = { outcome: 'mapped', text: `${around}${closing}${around}` } as const;
  return Object.fromEntries(names.split(' ').map((name) => [name, { open, close }]));
}

function boxes(names: string): Record<string, Shortcode> {
  const close = { outcome: 'mapped', text: '\n\n</aside>\n\n' } as const;
  return Object.fromEntries(
    names.split(' ').map((name): [string, Shortcode] => [
      name,
      {
        close,
        open(args) {
          const said = args.get(0, 'type', 'kind', 'style', 'color', 'context') ?? '';
          const byWord = calloutKind(said);
          const title = args.named['title'] ?? (byWord ? args.positional[1] : args.positional[0]);
          const kind = byWord ?? calloutKind(name);
          const label = title ? ` title="${escapeHtml(title)}"` : '';
          return {
            outcome: kind?.isExact ? 'mapped' : 'guessed',
            text: `\n\n<aside class="${kind?.kind ?? 'note'}"${label}>\n\n`,
          };
        },
      },
    ]),
  );
}

/** The words behind the name of a file; numbers are its size. */
function afterFile({ positional }: TagArguments): string {
  const at = positional.findIndex((one) => /\.\w{2,4}$/.test(one));
  return positional
    .slice(at + 1)
    .filter((one) => !/^[[\d]?\d+%?\]?$/.test(one))
    .join(' ');
}

function linked(url: string | undefined, label: string): Became | null {
  if (!url) return null;
  const text = `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;
  return { outcome: 'mapped', text, isSingle: true };
}

function picture(args: TagArguments, words = ''): Became | null {
  const { named } = args;
  const src =
    named['src'] ??
    named['url'] ??
    named['path'] ??
    named['file'] ??
    named['image'] ??
    named['image_path'] ??
    args.positional.find((one) => /\.\w{3,4}$/.test(one) && !one.endsWith('.html'));
  if (!src) return null;
  const caption = [named['title'], named['caption'], named['attr']]
    .filter((one) => one)
    .join(' – ');
  const image = `<img src="${escapeHtml(src)}" alt="${escapeHtml(named['alt'] ?? (caption || words))}">`;
  const linked = named['link'] ? `<a href="${escapeHtml(named['link'])}">${image}</a>` : image;
  const below = caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : '';
  return { outcome: 'mapped', text: `\n\n<figure>${linked}${below}</figure>\n\n`, isSingle: true };
}

function embedded(args: TagArguments, address: (id: string) => string): Became | null {
  const id = args.get(0, 'id', 'key', 'url', 'src');
  if (!id) return null;
  const url = /^https?:/.test(id) ? id : address(id);
  const label = args.named['title'] ?? url;
  return {
    outcome: 'kept',
    text: `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`,
    advice: 'it became a link',
    isSingle: true,
  };
}

/** A block of code whose marks are longer than any in it. */
export function fence(language: string, inner: string): string {
  const longest = Math.max(2, ...Array.from(inner.matchAll(/`+/g), ([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `\n\n${marks}${language.replaceAll(/[`\s]/g, '')}\n${withoutIndent(inner.replace(/^[ \t]*\n|\n[ \t]*$/g, ''))}\n${marks}\n\n`;
}

function withoutIndent(text: string): string {
  const lines = text.split('\n');
  const depths = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const depth = depths.length > 0 ? Math.min(...depths) : 0;
  return lines.map((line) => line.slice(depth)).join('\n');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
