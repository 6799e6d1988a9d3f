import { calloutKind } from './callouts.ts';
import { hexoTags } from './hexo-tags.ts';
import {
  type Became,
  embedded,
  escapeHtml,
  fence,
  linked,
  pair,
  type Shortcode,
  whole,
} from './shortcode-forms.ts';
import type { TagArguments } from './tag-arguments.ts';
import { themeShortcodes } from './theme-shortcodes.ts';

/** Tags that decide or compute; what is between them is text. */
export const control = new Set(
  'if elsif elseif else unless for case when assign capture set block extends import macro include_cached layout endif endunless endfor endcase endcapture endset endblock endmacro tablerow cycle increment decrement break continue'.split(
    ' ',
  ),
);

/** Known tags of Liquid, Nunjucks and Hugo, by their names in lower case. */
export const shortcodes: Readonly<Record<string, Shortcode>> = {
  ...whole('highlight code prism shiki', (args, inner) =>
    inner === null
      ? null
      : { outcome: 'mapped', text: fence(args.get(0, 'lang', 'language') ?? '', inner) },
  ),
  // hexo.io/docs/tag-plugins#Code-Block: a title, then a language by its name
  ...whole('codeblock', (args, inner) => {
    if (inner === null) return null;
    const title = args.positional.filter((one) => !/^https?:|^[\d-]+$/.test(one)).join(' ');
    const heading = title === '' ? '' : `\n\n<em>${escapeHtml(title)}</em>\n\n`;
    return { outcome: 'mapped', text: `${heading}${fence(args.named['lang'] ?? '', inner)}` };
  }),
  ...whole('mermaid', (_, inner) =>
    inner === null ? null : { outcome: 'mapped', text: fence('mermaid', inner) },
  ),
  // Alone it only loads a program; the formulas of the text are found where they stand.
  ...whole('math katex mathjax', (_, inner) =>
    inner === null
      ? { outcome: 'mapped', text: '' }
      : { outcome: 'kept', text: fence('math', inner) },
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
    /(?:figure|image|img|picture)\b/i.test(args.positional[0] ?? '')
      ? picture(args)
      : included(args),
  ),
  ...whole('youtube yt youtubelite youtube-lite youtube_lite', (args) =>
    embedded(args, (id) => `https://www.youtube.com/watch?v=${id}`),
  ),
  ...whole('vimeo vimeo_simple', (args) => embedded(args, (id) => `https://vimeo.com/${id}`)),
  ...whole('gist', (args) =>
    embedded(
      args,
      (id) => `https://gist.github.com/${[id, ...args.positional.slice(1, 2)].join('/')}`,
    ),
  ),
  ...whole('tweet x twitter twitter_simple x_simple', (args) =>
    embedded(args, (id) => `https://x.com/${args.named['user'] ?? 'i'}/status/${id}`),
  ),
  ...whole('instagram instagram_simple', (args) =>
    embedded(args, (id) => `https://www.instagram.com/p/${id}/`),
  ),
  ...whole('codepen', (args) =>
    embedded(args, (id) => `https://codepen.io/${args.named['user'] ?? 'pen'}/pen/${id}`),
  ),
  ...whole('asset_path', ({ positional: [name] }) =>
    name === undefined ? null : { outcome: 'mapped', text: encodeURI(name), isSingle: true },
  ),
  ...whole('ref relref post_url post_path link', (args) => {
    // Hexo's tag of that name has words before the address.
    const at = args.positional.findIndex((one) => /^https?:/.test(one));
    if (at > 0) return linked(args.positional[at], args.positional.slice(0, at).join(' '));
    const path = args.get(0, 'path', 'href', 'url');
    if (path && /^https?:/.test(path))
      return linked(path, args.get(1, 'content', 'text', 'title') ?? path);
    return path
      ? {
          outcome: 'mapped',
          text: `freehold-ref:${args.named['lang'] ? `${args.named['lang']}:` : ''}${encodeURI(path)}`,
          isSingle: true,
        }
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
  ...themeShortcodes,
  ...besideTheme(hexoTags),
};

/** Tags that themes of several programs share: what Hexo does not know is read as theirs. */
function besideTheme(tags: Readonly<Record<string, Shortcode>>): Record<string, Shortcode> {
  return Object.fromEntries(
    Object.entries(tags).map(([name, tag]): [string, Shortcode] => {
      const other = Object.hasOwn(themeShortcodes, name) ? themeShortcodes[name]?.whole : undefined;
      const own = tag.whole;
      if (!other || !own) return [name, tag];
      return [name, { ...tag, whole: (args, inner) => own(args, inner) ?? other(args, inner) }];
    }),
  );
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
          // `alert "bell"` of Blowfish and Congo names an icon.
          const first = /^[a-z-]+$/.test(args.positional[0] ?? '') ? undefined : args.positional[0];
          const title = args.named['title'] ?? (byWord ? args.positional[1] : first);
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
  const image = `<img src="${escapeHtml(src)}" alt="${escapeHtml(named['alt'] ?? (withoutMarkdown(caption) || words))}">`;
  const linked = named['link'] ? `<a href="${escapeHtml(named['link'])}">${image}</a>` : image;
  const isMarkdown = /\]\(|[*`]/.test(caption) ? ' markdown="1"' : '';
  const below = caption ? `<figcaption${isMarkdown}>${escapeHtml(caption)}</figcaption>` : '';
  return { outcome: 'mapped', text: `\n\n<figure>${linked}${below}</figure>\n\n`, isSingle: true };
}

/** Films that themes of Jekyll embed: `include embed/youtube.html id='…'`, `include video id="…" provider="…"`. */
function included(args: TagArguments): Became | null {
  const [file = ''] = args.positional;
  const provider = (
    args.named['provider'] ??
    /([\w-]+?)(?:[-_]?player)?(?:\.\w+)?$/.exec(file)?.[1] ??
    ''
  ).toLowerCase();
  const addresses: Readonly<Record<string, (id: string) => string>> = {
    youtube: (id) => `https://www.youtube.com/watch?v=${id}`,
    vimeo: (id) => `https://vimeo.com/${id}`,
    twitch: (id) => `https://www.twitch.tv/videos/${id}`,
    bilibili: (id) => `https://www.bilibili.com/video/${id}`,
    spotify: (id) => `https://open.spotify.com/track/${id}`,
  };
  const address = Object.hasOwn(addresses, provider) ? addresses[provider] : undefined;
  const { id, src = args.named['url'] } = args.named;
  if (address && id) return embedded({ ...args, positional: [id] }, address);
  return src && /^(?:video|audio)$/.test(provider) ? linked(src, args.named['title'] ?? src) : null;
}

function withoutMarkdown(text: string): string {
  return text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[*`]/g, '');
}
