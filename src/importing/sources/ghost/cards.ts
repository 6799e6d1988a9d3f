import { type DefaultTreeAdapterTypes, parseFragment, serialize, serializeOuter } from 'parse5';

import { escapeHtml } from '#hub/escape-html.ts';

import { plainTextOf } from '../plain-text.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** Deeper than any card stands in a text. */
const maxDepth = 20;

/** The HTML of Ghost's cards as HTML that says what readers see: no players, icons and forms. */
export function plainCards(html: string, lost: (card: string) => void): string {
  if (!html.includes('kg-')) return html;
  const fragment = parseFragment(html);
  convertBelow(fragment, lost, 0);
  return serialize(fragment);
}

function convertBelow(parent: Parent, lost: (card: string) => void, depth: number): void {
  if (depth > maxDepth) return;
  parent.childNodes = parent.childNodes.flatMap((child) => {
    if (!('tagName' in child)) return [child];
    const kind = classesOf(child).find((name) => Object.hasOwn(cards, name));
    const made = kind === undefined ? undefined : cards[kind]?.(child, lost);
    if (made === undefined) {
      convertBelow(child, lost, depth + 1);
      return [child];
    }
    const { childNodes } = parseFragment(made);
    for (const node of childNodes) node.parentNode = parent;
    return childNodes;
  });
}

// github.com/TryGhost/Koenig, packages/kg-default-nodes
const cards: Readonly<Record<string, (card: Element, lost: (card: string) => void) => string>> = {
  'kg-bookmark-card': (card) => {
    const url = attributeOf(find(card, 'a'), 'href');
    const about = wordsIn(card, 'kg-bookmark-description');
    const from = [wordsIn(card, 'kg-bookmark-author'), wordsIn(card, 'kg-bookmark-publisher')];
    const source = [...new Set(from)].filter((one) => one !== '').join(', ');
    const more = [about, source && `(${source})`].filter((one) => one !== '').join(' ');
    const link = `<a href="${escapeHtml(url)}">${escapeHtml(wordsIn(card, 'kg-bookmark-title') || url)}</a>`;
    return `<p>${link}${more && ` – ${escapeHtml(more)}`}</p>${captionOf(card)}`;
  },
  'kg-callout-card': (card) => {
    const emoji = wordsIn(card, 'kg-callout-emoji');
    const text = innerOf(card, 'kg-callout-text');
    return `<div class="callout">${/^\s*<p/.test(text) ? text : `<p>${emoji && `${escapeHtml(emoji)} `}${text}</p>`}</div>`;
  },
  'kg-toggle-card': (card) =>
    `<details><summary>${escapeHtml(wordsIn(card, 'kg-toggle-heading-text'))}</summary>${innerOf(card, 'kg-toggle-content')}</details>`,
  'kg-audio-card': (card) =>
    linkTo(attributeOf(find(card, 'audio'), 'src'), wordsIn(card, 'kg-audio-title')),
  'kg-video-card': (card) =>
    `${linkTo(attributeOf(find(card, 'video'), 'src'), '')}${captionOf(card)}`,
  'kg-file-card': (card) => {
    const name = wordsIn(card, 'kg-file-card-filename');
    const title = wordsIn(card, 'kg-file-card-title') || name;
    const size = wordsIn(card, 'kg-file-card-filesize');
    const about = wordsIn(card, 'kg-file-card-caption');
    const url = attributeOf(find(card, 'a'), 'href');
    const more = [title === name ? '' : name, size].filter((one) => one !== '').join(', ');
    return `<p><a href="${escapeHtml(url)}">${escapeHtml(title)}</a>${more && ` (${escapeHtml(more)})`}</p>${about && `<p>${escapeHtml(about)}</p>`}`;
  },
  'kg-product-card-rating': (card) => {
    const stars = [...below(card)].filter((one) =>
      classesOf(one).includes('kg-product-card-rating-active'),
    ).length;
    return stars === 0 ? '' : `<p>${'★'.repeat(stars)}</p>`;
  },
  'kg-signup-card': (card, lost) => {
    lost(`a form to sign up: ${plainTextOf(serializeOuter(card).replaceAll('<', ' <'))}`);
    return '';
  },
};

function linkTo(url: string, words: string): string {
  if (url === '') return words && `<p>${escapeHtml(words)}</p>`;
  return `<p><a href="${escapeHtml(url)}">${escapeHtml(words || url)}</a></p>`;
}

function captionOf(card: Element): string {
  const caption = find(card, 'figcaption');
  return caption ? `<p><em>${serialize(caption)}</em></p>` : '';
}

function wordsIn(card: Element, name: string): string {
  return plainTextOf(innerOf(card, name));
}

function innerOf(card: Element, name: string): string {
  const found = [...below(card)].find((one) => classesOf(one).includes(name));
  return found ? serialize(found) : '';
}

function find(card: Element, tagName: string): Element | undefined {
  return [...below(card)].find((one) => one.tagName === tagName);
}

function* below(parent: Parent): Generator<Element> {
  for (const child of parent.childNodes) {
    if (!('tagName' in child)) continue;
    yield child;
    yield* below(child);
  }
}

function classesOf(element: Element): string[] {
  return attributeOf(element, 'class').split(/\s+/);
}

function attributeOf(element: Element | undefined, name: string): string {
  return element?.attrs.find((one) => one.name === name)?.value ?? '';
}
