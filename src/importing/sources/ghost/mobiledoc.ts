import { escapeHtml } from '#hub/escape-html.ts';

import { isRecord } from '../../fields.ts';
import { cardHtml } from './lexical.ts';

/** Other names of the cards that the later editor has too. */
const names: Readonly<Record<string, string>> = {
  hr: 'horizontalrule',
  code: 'codeblock',
  'card-markdown': 'markdown',
  'image-card': 'image',
};

/** The HTML of a text that Ghost keeps as mobiledoc (github.com/bustle/mobiledoc-kit, MOBILEDOC.md), and what of it nobody could read. */
export function mobiledocHtml(json: string): { html: string; unknown: readonly string[] } {
  const unknown: string[] = [];
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    return { html: '', unknown: ['the text, which is no valid JSON'] };
  }
  if (!isRecord(document)) return { html: '', unknown: ['the text, which is no mobiledoc'] };
  const { markups, cards, sections } = document;
  const html = list(sections).map((section) => {
    const [kind, tag, content] = list(section);
    const inline = (markers: unknown) => markersHtml(list(markers), list(markups));
    if (kind === 1) return `<${tagOf(tag, 'p')}>${inline(content)}</${tagOf(tag, 'p')}>\n`;
    if (kind === 2) return `<figure><img src="${escapeHtml(String(tag))}"></figure>\n`;
    if (kind === 3) {
      const items = list(content).map((item) => `<li>${inline(item)}</li>`);
      return `<${tagOf(tag, 'ul')}>${items.join('')}</${tagOf(tag, 'ul')}>\n`;
    }
    if (kind !== 10) return '';
    const [name, payload] = list(list(cards)[Number(tag)]);
    const type = names[String(name)] ?? String(name);
    return cardHtml({ ...(isRecord(payload) && payload), type }, unknown);
  });
  return { html: html.join(''), unknown };
}

/** The Markdown of a text that is one card of it; `null` where it is more. */
export function onlyMarkdown(json: string): string | null {
  try {
    const { cards, sections } = JSON.parse(json) as { cards?: unknown; sections?: unknown };
    const [name, payload] = list(list(cards)[0]);
    const isAlone = list(sections).every((one) => list(one)[0] === 10 || isEmpty(one));
    const isMarkdown = /^(?:card-)?markdown$/.test(String(name)) && list(cards).length === 1;
    const text = isRecord(payload) ? payload['markdown'] : undefined;
    return isAlone && isMarkdown && typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

function isEmpty(section: unknown): boolean {
  return list(list(section)[2]).every((marker) => list(marker)[3] === '');
}

/** Markers open markups by their numbers and close as many of the last ones as they say. */
function markersHtml(markers: readonly unknown[], markups: readonly unknown[]): string {
  const open: string[] = [];
  const parts = markers.map((marker) => {
    const [kind, opened, closed, value] = list(marker);
    const begins = list(opened).map((index) => {
      const [tag, attributes] = list(markups[Number(index)]);
      const name = tagOf(tag, 'span');
      open.push(name);
      const at = list(attributes).indexOf('href');
      const href = at < 0 ? '' : ` href="${escapeHtml(String(list(attributes)[at + 1]))}"`;
      return `<${name}${href}>`;
    });
    const text = kind === 0 ? escapeHtml(String(value)) : '<br>';
    const ends = Array.from({ length: Number(closed) || 0 }, () => `</${open.pop() ?? 'span'}>`);
    return [...begins, text, ...ends].join('');
  });
  return parts.join('');
}

function tagOf(value: unknown, otherwise: string): string {
  const name = String(value).toLowerCase();
  if (name === 'aside') return 'blockquote';
  return /^(?:p|h[1-6]|blockquote|ul|ol|a|em|i|strong|b|code|s|sub|sup|u|pull-quote)$/.test(name)
    ? name.replace('pull-quote', 'blockquote')
    : otherwise;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
