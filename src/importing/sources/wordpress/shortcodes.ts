import { escapeHtml } from '#hub/escape-html.ts';

export interface ShortcodeFinds {
  /** The picture of a library item by its number, as `<img …>` and its caption. */
  readonly picture: (id: string) => { readonly html: string; readonly caption: string } | null;
  /** The numbers of the pictures that were uploaded for the post. */
  readonly ownPictures: () => readonly string[];
  /** Called with every shortcode and what became of it. */
  readonly met: (shortcode: string, outcome: 'mapped' | 'guessed' | 'kept' | 'lost') => void;
}

/** `text` with the shortcodes of WordPress as HTML; those that nobody knows stay as text. */
export function convertShortcodes(text: string, finds: ShortcodeFinds): string {
  const paired = text.replaceAll(
    /(\[?)\[(caption|wp_caption|embed|code|sourcecode|php|css|html|js|video|audio|gallery|youtube|vimeo)\b([^\]]*?)(?<!\/)\]([\s\S]*?)\[\/\2\](\]?)/gi,
    (whole: string, before: string, name: string, words: string, inside: string, after: string) =>
      before && after
        ? whole.slice(1, -1)
        : become(name.toLowerCase(), { words, inside, whole, finds }),
  );
  return paired.replaceAll(
    /(\[?)\[(\/?[a-z][\w-]*)((?:[ =:][^[\]<>]*?)?)\s*\/?\](?!\()(\]?)/gi,
    (whole: string, before: string, name: string, words: string, after: string, at: number) => {
      if (before && after) return whole.slice(1, -1);
      // Within a tag it is part of an address or the like.
      if (paired.lastIndexOf('<', at) > paired.lastIndexOf('>', at)) return whole;
      const known = name.toLowerCase();
      if (name.startsWith('/')) {
        const opening = new RegExp(String.raw`\[${name.slice(1)}[\]\s=]`, 'i');
        const isClosing = layout.test(known.slice(1)) || opening.test(paired.slice(0, at));
        return isClosing ? become(known, { words, inside: '', whole, finds }) : whole;
      }
      // Words between square brackets are common writing; shortcodes have attributes or a telling name.
      const isShortcode = isKnown(known) || /=/.test(words) || /[_-]/.test(name);
      return isShortcode
        ? before + become(known, { words, inside: '', whole, finds }) + after
        : whole;
    },
  );
}

interface Met {
  readonly words: string;
  readonly inside: string;
  readonly whole: string;
  readonly finds: ShortcodeFinds;
}

function become(name: string, { words, inside, whole, finds }: Met): string {
  const attributes = attributesOf(words);
  if (layout.test(name.replace('/', ''))) {
    const picture = finds.picture(attributes.get('image') ?? '')?.html;
    const text = ['title', 'heading', 'text'].flatMap((field) => attributes.get(field) ?? []);
    finds.met(whole, 'guessed');
    return `\n\n${picture ?? ''}${text.map((one) => `<p>${one}</p>`).join('')}\n\n`;
  }
  const html = isKnown(name)
    ? writers[name]?.({ attributes, inside: inside.trim(), words, finds })
    : undefined;
  if (html) {
    finds.met(whole, name === 'gallery' || name === 'caption' ? 'mapped' : 'guessed');
    return html;
  }
  finds.met(whole, 'kept');
  return `<code>${escapeHtml(whole)}</code>`;
}

/** Rows and columns of page builders (WPBakery, Divi, Avada, Enfold, Shortcodes Ultimate); what is in them is text. */
const layout =
  /^(?:vc_(?!raw)\w+|et_pb_\w+|fusion_\w+|av_\w+|su_(?:row|column)|rows?|columns?|col|section|container|one_(?:half|third|fourth)(?:_last)?|two_thirds?(?:_last)?)$/;

interface Given {
  readonly attributes: ReadonlyMap<string, string>;
  readonly inside: string;
  readonly words: string;
  readonly finds: ShortcodeFinds;
}

const writers: Readonly<Record<string, (given: Given) => string | null>> = {
  caption,
  wp_caption: caption,
  gallery({ attributes, finds }) {
    const ids = attributes.get('ids') ?? attributes.get('include');
    const pictures = (ids?.split(',') ?? finds.ownPictures()).flatMap(
      (id) => finds.picture(id.trim()) ?? [],
    );
    const figures = pictures.map(
      ({ html, caption }) =>
        `<figure>${html}${caption && `<figcaption>${caption}</figcaption>`}</figure>`,
    );
    return figures.length > 0 ? figures.join('\n') : null;
  },
  embed: ({ inside }) => linkTo(inside),
  youtube: ({ inside, words, attributes }) => {
    const said = inside || attributes.get('id') || attributes.get('url') || bare(words);
    return linkTo(/^[\w-]{6,}$/.test(said) ? `https://www.youtube.com/watch?v=${said}` : said);
  },
  vimeo: ({ inside, words, attributes }) => {
    const said = inside || attributes.get('id') || attributes.get('url') || bare(words);
    return linkTo(/^\d+$/.test(said) ? `https://vimeo.com/${said}` : said);
  },
  wpvideo: ({ words }) => linkTo(`https://videopress.com/v/${bare(words).split(/\s/)[0] ?? ''}`),
  ...Object.fromEntries(
    'googlemaps soundcloud dailymotion gist slideshare ted twitter instagram spotify facebook flickr scribd iframe'
      .split(' ')
      .map((name) => [name, media]),
  ),
  video: media,
  audio: media,
  code: source,
  sourcecode: source,
  php: (given) => source(given, 'php'),
  css: (given) => source(given, 'css'),
  html: (given) => source(given, 'html'),
  js: (given) => source(given, 'js'),
};

function isKnown(name: string): boolean {
  return Object.hasOwn(writers, name);
}

function caption({ attributes, inside }: Given): string {
  const [, picture = inside, below = ''] =
    /^([\s\S]*?<img\b[^>]*>(?:\s*<\/a>)?)([\s\S]*)$/i.exec(inside) ?? [];
  const words = attributes.get('caption') ?? below.trim();
  return `<figure>${picture}${words && `<figcaption>${words}</figcaption>`}</figure>`;
}

function media({ attributes, inside, words }: Given): string | null {
  const names = ['src', 'url', 'mp4', 'mp3', 'm4a', 'm4v', 'webm', 'ogg', 'ogv', 'wav'];
  return linkTo(
    names.map((name) => attributes.get(name)).find((one) => one) ??
      (inside || (/https?:\/\/[^\s"'|]+/.exec(words)?.[0] ?? '')),
  );
}

function source({ attributes, inside, words }: Given, spoken?: string): string {
  const said =
    attributes.get('language') ?? attributes.get('lang') ?? spoken ?? bare(words).replace(/^=/, '');
  const language = /^[\w+#-]{1,20}$/.test(said) ? ` class="language-${said}"` : '';
  const code = /&(?:lt|gt|amp);/.test(inside) ? inside : escapeHtml(inside);
  return `\n\n<pre><code${language}>${code}</code></pre>\n\n`;
}

function linkTo(url: string): string | null {
  const address = url.replaceAll('&amp;', '&').trim();
  if (!/^https?:\/\/\S+$/.test(address)) return null;
  return `\n\n<p><a href="${escapeHtml(address)}">${escapeHtml(address)}</a></p>\n\n`;
}

function bare(words: string): string {
  return words.trim().replace(/^["']|["']$/g, '');
}

function attributesOf(words: string): Map<string, string> {
  const pairs = words.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g);
  return new Map(
    [...pairs].map(([, name = '', a, b, c]) => [name.toLowerCase(), a ?? b ?? c ?? '']),
  );
}
