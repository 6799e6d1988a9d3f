import { escapeHtml } from '#hub/escape-html.ts';

export interface ShortcodeFinds {
  /** The picture of a library item by its number, as `<img …>`. */
  readonly picture: (id: string) => string | null;
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
    /(\[?)\[([a-z][\w-]*)((?:[ =:][^[\]<>]*?)?)\s*\/?\](?!\()(\]?)/gi,
    (whole: string, before: string, name: string, words: string, after: string) => {
      if (before && after) return whole.slice(1, -1);
      const known = name.toLowerCase();
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
  const html = isKnown(name)
    ? writers[name]?.({ attributes, inside: inside.trim(), words, finds })
    : undefined;
  if (html) {
    finds.met(whole, name === 'gallery' || name === 'caption' ? 'mapped' : 'guessed');
    return html;
  }
  finds.met(whole, 'kept');
  return whole;
}

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
    const pictures = (attributes.get('ids') ?? attributes.get('include') ?? '')
      .split(',')
      .flatMap((id) => finds.picture(id.trim()) ?? []);
    return pictures.length > 0 ? pictures.map((one) => `<figure>${one}</figure>`).join('\n') : null;
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

function media({ attributes, inside }: Given): string | null {
  const names = ['src', 'mp4', 'mp3', 'm4a', 'm4v', 'webm', 'ogg', 'ogv', 'wav'];
  return linkTo(names.map((name) => attributes.get(name)).find((one) => one) ?? inside);
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
