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

/** Tags of Hexo (hexo.io/docs/tag-plugins) and of the themes that most of its blogs wear: NexT, Fluid, Butterfly. */
export const hexoTags: Readonly<Record<string, Shortcode>> = {
  // `{% mermaid graph TD %}`: the first line of the drawing stands in the tag.
  ...whole('mermaid', ({ text }, inner) => {
    if (inner === null) return null;
    const first = /=/.test(text) ? '' : text.trim();
    return {
      outcome: 'mapped',
      text: fence('mermaid', first === '' ? inner : `${first}\n${inner.trimStart()}`),
    };
  }),
  ...whole('include_code', ({ positional }) => {
    const [file = '', ...words] = positional.toReversed();
    const link = linked(`/downloads/code/${file}`, words.toReversed().join(' ') || file);
    const advice = 'it became a link to the file; a block of code shows it on the page';
    return file === '' || link === null ? null : { ...link, outcome: 'kept', advice };
  }),
  ...whole('jsfiddle', (args) => embedded(args, (id) => `https://jsfiddle.net/${id}/`)),
  ...whole('iframe video audio pdf', (args) => embedded(args, (id) => id)),
  ...whole('btn button', (args, inner) => (inner === null ? buttonOf(args) : null)),
  ...whole('label', ({ text }, inner) =>
    inner === null ? words(text.replace(/^[^@]*@/, '')) : { outcome: 'mapped', text: inner },
  ),
  ...whole('cb checkbox radio', ({ text }) => {
    const parts = partsOf(text);
    const label = parts.filter((one) => !/^(?:true|false|checked|plus|minus|times)?$/.test(one));
    const isTicked = parts.some((one) => /^(?:true|checked)$/.test(one));
    return words(`${isTicked ? '☑' : '☐'} ${label.at(-1) ?? ''}`);
  }),
  ...whole('u span p emp wavy psw', ({ text }, inner) =>
    inner === null && text.trim() !== '' ? words(partsOf(text).at(-1) ?? '') : null,
  ),
  ...marks('kbd mark del'),
  ...pair(
    'cq centerquote',
    () => ({ outcome: 'mapped', text: '\n\n<blockquote>\n\n' }),
    '</blockquote>',
  ),
  ...pair(
    'fold folding hidetoggle hideblock',
    ({ text }) => ({
      outcome: 'guessed',
      text: `\n\n<details><summary>${escapeHtml(foldedUnder(text))}</summary>\n\n`,
    }),
    '</details>',
  ),
  ...pair(
    'gi gp grouppicture gallery galleryfolder',
    () => ({ outcome: 'guessed', text: '\n\n' }),
    '',
  ),
};

/** `url, words, icon, title` in NexT, `words, url` in Volantis. */
function buttonOf({ text }: TagArguments): Became | null {
  const [one = '', two = ''] = partsOf(text);
  if (!text.includes(',')) return null;
  const [url, label] = /^(?:https?:|\.{0,2}\/|#)/.test(one) ? [one, two] : [two, one];
  return linked(url, label || url);
}

/** Words between two tags, or behind the name of the only one. */
function marks(names: string): Record<string, Shortcode> {
  return Object.assign(
    {},
    ...names.split(' ').map((name) =>
      whole(name, ({ text }, inner) => ({
        outcome: 'mapped',
        text: `<${name}>${inner ?? escapeHtml(text.trim())}</${name}>`,
      })),
    ),
  ) as Record<string, Shortcode>;
}

/** `green, Click here` and `info @Click here`. */
function foldedUnder(text: string): string {
  if (text.includes('@')) return text.replace(/^[^@]*@/, '').trim();
  const parts = partsOf(text);
  return parts.find((part) => part.includes(' ')) ?? parts[0] ?? '';
}

function words(text: string): Became {
  return { outcome: 'mapped', text: escapeHtml(text.trim()), isSingle: true };
}

function partsOf(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}
