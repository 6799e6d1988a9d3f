import {
  embedded,
  escapeHtml,
  fence,
  linked,
  pair,
  type Shortcode,
  whole,
} from './shortcode-forms.ts';
import type { TagArguments } from './tag-arguments.ts';

/** Tags that popular themes of Hugo, Hexo and Jekyll add: Blowfish, Congo, Docsy, DoIt, LoveIt, Stack. */
export const themeShortcodes: Readonly<Record<string, Shortcode>> = {
  ...pair(
    'quote blockquote pullquote',
    (args) => {
      const source = sourceOf(args);
      return source === ''
        ? { outcome: 'mapped', text: '\n\n<blockquote>\n\n' }
        : { outcome: 'guessed', text: `\n\n${source}:\n\n<blockquote>\n\n` };
    },
    '</blockquote>',
  ),
  ...tabs('tab tab-item tabitem step card-item'),
  // Marks between words: what is between them stays where it stands.
  ...pair('footnote sidenote marginnote', () => ({ outcome: 'guessed', text: ' (' }), ')', ''),
  ...pair('badge keyword highlight-text', () => ({ outcome: 'guessed', text: '' }), '', ''),
  ...pair(
    'lead style typeit align center justify left right font color timeline carousel swiper pageinfo',
    () => ({ outcome: 'guessed', text: '\n\n' }),
    '',
  ),
  ...pair(
    'timelineitem',
    (args) => {
      const header = args.get(0, 'header', 'title') ?? '';
      const { subheader = '', badge = '' } = args.named;
      const words = [
        header && `<strong>${escapeHtml(header)}</strong>`,
        escapeHtml(subheader),
        escapeHtml(badge),
      ];
      return { outcome: 'guessed', text: `\n\n${words.filter((one) => one).join(' ')}\n\n` };
    },
    '',
  ),
  ...whole('button btn', (args, inner) => {
    const url = args.named['href'] ?? args.named['url'] ?? args.named['link'] ?? args.positional[0];
    const label = inner?.trim() ?? args.named['text'] ?? args.named['label'] ?? args.positional[1];
    const button = linked(url, label ?? url ?? '');
    return button && { outcome: 'guessed', text: button.text };
  }),
  ...whole('icon fa fas fab', () => ({ outcome: 'lost', text: '', isSingle: true })),
  ...whole('script', (_, inner) =>
    inner === null
      ? null
      : { outcome: 'lost', text: '', advice: 'it would run; write what readers should see' },
  ),
  ...whole('chart echarts plantuml', (_, inner) =>
    inner === null
      ? null
      : { outcome: 'kept', text: fence('', inner), advice: 'a picture shows it better' },
  ),
  // kubernetes.io, docs/contribute/style/hugo-shortcodes
  ...whole('glossary_tooltip', ({ named: { text, term_id } }) => {
    const term = text ?? term_id;
    return term ? { outcome: 'mapped', text: term, isSingle: true } : null;
  }),
  ...whole('bilibili', (args) => embedded(args, (id) => `https://www.bilibili.com/video/${id}`)),
  ...whole('asciinema', (args) => embedded(args, (id) => `https://asciinema.org/a/${id}`)),
  ...whole('github', ({ named: { repo } }) =>
    repo ? linked(`https://github.com/${repo}`, repo) : null,
  ),
};

/** What stands behind a label; in Docsy it is code where a language is named. */
function tabs(names: string): Record<string, Shortcode> {
  const labelOf = (args: TagArguments) => {
    const label = args.get(0, 'name', 'title', 'label', 'header');
    return label ? `\n\n<strong>${escapeHtml(label)}</strong>\n\n` : '\n\n';
  };
  const tab: Shortcode = {
    whole: (args, inner) =>
      args.named['lang'] === undefined || inner === null
        ? null
        : { outcome: 'guessed', text: `${labelOf(args)}${fence(args.named['lang'], inner)}` },
    open: (args) => ({ outcome: 'guessed', text: labelOf(args) }),
    close: { outcome: 'mapped', text: '\n\n' },
  };
  return Object.fromEntries(names.split(' ').map((name) => [name, tab]));
}

/** Who said it and where: `author="…" source="…" url="…"`, or `David Levithan https://… Wide Awake` of Hexo. */
function sourceOf({ named, positional }: TagArguments): string {
  const isUrl = (text: string) => /^https?:\/\//.test(text);
  const url = named['url'] ?? named['link'] ?? named['href'] ?? positional.find(isUrl);
  const at = positional.findIndex(isUrl);
  const before = (at < 0 ? positional : positional.slice(0, at)).join(' ');
  const behind = at < 0 ? '' : positional.slice(at + 1).join(' ');
  const author = named['author'] ?? named['by'] ?? before;
  const work = named['source'] ?? named['title'] ?? named['cite'] ?? behind;
  const [text, label] = work === '' ? ['', author] : [author, work];
  const linkedLabel = url
    ? `<a href="${escapeHtml(url)}">${escapeHtml(label === '' ? url : label)}</a>`
    : escapeHtml(label);
  return [escapeHtml(text), linkedLabel].filter((one) => one !== '').join(', ');
}
