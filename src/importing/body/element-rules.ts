import type { Element, ElementContent, Root } from 'hast';
import type { ListItem, Nodes, Paragraph } from 'mdast';

import { inlineHtml } from '#articles/components.ts';

import { calloutOfClasses } from './callouts.ts';
import type { Became, Rule, Tools } from './elements.ts';
import { component, inBlocks, inlineTag, textOf, wordsOf } from './tree.ts';

/** What each element of HTML becomes. */
export const rules: Readonly<Record<string, Rule>> = {
  ...same('p strong b em i blockquote ul li pre hr h2 h3 h4 h5 h6 del s strike', mapped()),
  ...same('code tt samp var', typed),
  ...same('h1', mapped()),
  ...same('ol', mapped('start')),
  ...same('table thead tbody tfoot tr', mapped()),
  ...same('td th', mapped('align')),
  ...same('dl dt dd', (_, { usual }) => ({
    outcome: 'guessed',
    nodes: usual(),
    advice: 'a list of terms became a list',
  })),
  ...same('br', mapped()),
  ...same('wbr', (_, { usual }) => ({ outcome: 'lost', nodes: usual() })),
  ...same('a', (element, { usual, inside }) =>
    typeof element.properties['href'] === 'string'
      ? { outcome: 'mapped', nodes: usual(), used: ['href', 'title', 'target', 'rel'] }
      : { outcome: 'mapped', nodes: inside() },
  ),
  ...same('img', (_, { usual }) => ({
    outcome: 'mapped',
    nodes: usual(),
    used: ['src', 'alt', 'title', 'width', 'height', 'loading', 'srcSet', 'sizes', 'decoding'],
  })),
  ...same('picture', unwrapped('mapped')),
  ...same('source', (element) => ({
    outcome: 'lost',
    nodes: [],
    names: String(element.properties['srcSet'] ?? element.properties['src'] ?? ''),
    used: Object.keys(element.properties),
  })),
  ...same('abbr cite kbd mark q span sub sup', inline),
  ...same('div section article center address', boxed),
  ...same('main header footer nav fieldset form hgroup body html', unwrapped('mapped')),
  ...same(
    'font small big u ins time label legend button dfn data bdi bdo acronym ruby rb rt rp output nobr noscript',
    unwrapped('mapped'),
  ),
  ...same('aside', aside),
  ...same('details', details),
  ...same('summary', unwrapped('mapped')),
  ...same('figure', figure),
  ...same('figcaption caption', (_, { inside }) => ({
    outcome: 'mapped',
    nodes: [
      { type: 'paragraph', children: [{ type: 'emphasis', children: inside().flatMap(wordsOf) }] },
    ],
  })),
  ...same('iframe embed object frame', embedded),
  ...same('video audio', embedded),
  ...same('track param', nothing('lost')),
  ...same('colgroup col', nothing('mapped')),
  ...same(
    'script style template svg math canvas link meta base title',
    nothing('lost', 'it would run or look foreign; write what readers should see'),
  ),
  ...same('input', (element) => {
    const { type, checked } = element.properties;
    if (type === 'checkbox') {
      return {
        outcome: 'mapped',
        nodes: [{ type: 'text', value: checked === true ? '☑ ' : '☐ ' }],
        used: ['type', 'checked', 'disabled', 'value'],
      };
    }
    return { outcome: 'lost', nodes: [], advice: 'a text holds no forms' };
  }),
  ...same('select textarea option optgroup datalist progress meter', (_, { inside }) => ({
    outcome: 'lost',
    nodes: inside(),
    advice: 'a text holds no forms; its words are there',
  })),
};

function same(names: string, rule: Rule): Record<string, Rule> {
  return Object.fromEntries(names.split(' ').map((name) => [name, rule]));
}

function mapped(...used: string[]): Rule {
  return (_, { usual }) => ({ outcome: 'mapped', nodes: usual(), used });
}

/** The library sees no words that were read as Markdown already. */
function typed(element: Element, { usual, around }: Tools): Became {
  const value = hastText(element, around.held);
  const holdsMarkdown = element.children.some((child) => 'index' in child);
  const nodes: Nodes[] = holdsMarkdown ? [{ type: 'inlineCode', value }] : usual();
  return { outcome: 'mapped', nodes: value === '' ? [] : nodes };
}

function unwrapped(outcome: Became['outcome']): Rule {
  return (_, { inside }) => ({ outcome, nodes: inside() });
}

function nothing(outcome: Became['outcome'], advice?: string): Rule {
  return (element, { around }) => ({
    outcome,
    nodes: [],
    names: hastText(element, around.held).trim(),
    used: Object.keys(element.properties),
    ...(advice && { advice }),
  });
}

/** HTML that the hub allows between words, with what it allows on it. */
function inline(element: Element, { inside }: Tools): Became {
  const allowed = inlineHtml[element.tagName] ?? [];
  const used = allowed.filter((name) => typeof element.properties[name] === 'string');
  if (element.tagName === 'span' && used.length === 0)
    return { outcome: 'mapped', nodes: inside() };
  const properties = Object.fromEntries(
    used.map((name) => [name, String(element.properties[name])]),
  );
  const nodes = inside().flatMap(wordsOf);
  return { outcome: 'mapped', nodes: [inlineTag(element.tagName, properties, nodes)], used };
}

/** `<div class="warning">` is a box; a tick box and its words are a thing to tick off; other divisions are none. */
function boxed(element: Element, { inside }: Tools): Became {
  const tick = element.children.find(isTickBox);
  if (tick) {
    const words = inside().flatMap(wordsOf);
    const [first, ...rest] = words;
    const isMark = first?.type === 'text' && /^[☐☑]\s*/u.test(first.value);
    const children = isMark
      ? [{ ...first, value: first.value.replace(/^[☐☑]\s*/u, '') }, ...rest]
      : words;
    const item: ListItem = {
      type: 'listItem',
      checked: tick.properties['checked'] === true,
      spread: false,
      children: [{ type: 'paragraph', children } satisfies Paragraph],
    };
    return {
      outcome: 'mapped',
      nodes: [{ type: 'list', ordered: false, spread: false, children: [item] }],
    };
  }
  const callout = calloutOfClasses(classesOf(element));
  const nodes = inBlocks(inside());
  if (!callout || nodes.length === 0) return { outcome: 'mapped', nodes };
  return {
    outcome: callout.isExact ? 'mapped' : 'guessed',
    nodes: [component('Callout', { kind: callout.kind, title: titleOf(element) }, nodes)],
    used: ['className', 'role', 'title'],
  };
}

function titleOf({ properties: { title } }: Element): string | undefined {
  return typeof title === 'string' && title !== '' ? title : undefined;
}

function isTickBox(node: ElementContent): node is Element {
  return (
    node.type === 'element' && node.tagName === 'input' && node.properties['type'] === 'checkbox'
  );
}

function aside(element: Element, { inside }: Tools): Became {
  const classes = classesOf(element);
  const callout = calloutOfClasses(classes.filter((name) => !/quote/.test(name)));
  const nodes = inBlocks(inside());
  if (nodes.length === 0) return { outcome: 'mapped', nodes };
  if (callout) {
    const box = component('Callout', { kind: callout.kind, title: titleOf(element) }, nodes);
    return {
      outcome: callout.isExact ? 'mapped' : 'guessed',
      nodes: [box],
      used: ['className', 'role', 'title'],
    };
  }
  const name = classes.some((one) => /quote/.test(one)) ? 'PullQuote' : 'Aside';
  return { outcome: 'mapped', nodes: [component(name, {}, nodes)], used: ['className', 'role'] };
}

function details(element: Element, { inside, state }: Tools): Became {
  const summary = element.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'summary',
  );
  const title =
    summary && (state.all(summary) as Nodes[]).map(textOf).join('').replaceAll(/\s+/g, ' ').trim();
  const rest = { ...element, children: element.children.filter((child) => child !== summary) };
  const nodes = summary ? (state.all(rest) as Nodes[]) : inside();
  return {
    outcome: 'guessed',
    nodes:
      nodes.length > 0
        ? [component('Aside', { title: title || undefined }, nodes)]
        : inBlocks([{ type: 'text', value: title ?? '' }]),
    used: ['open'],
    advice: 'it was folded; now it is always open',
  };
}

/** A picture with words below it, or something else with words below it. */
function figure(element: Element, { state }: Tools): Became {
  const isCaption = (child: ElementContent) =>
    child.type === 'element' && child.tagName === 'figcaption';
  const captions = element.children.filter(isCaption) as Element[];
  const rest = { ...element, children: element.children.filter((child) => !isCaption(child)) };
  const nodes = inBlocks(state.all(rest) as Nodes[]);
  const words = captions.flatMap((one) => (state.all(one) as Nodes[]).flatMap(wordsOf));
  const hasLook = words.every(({ type }) => type === 'text');
  const caption = words.map(textOf).join('').replaceAll(/\s+/g, ' ').trim();
  const isPicture = nodes.length > 0 && nodes.every(holdsOnlyPicture);
  if (isPicture && caption !== '' && hasLook) {
    return { outcome: 'mapped', nodes: [component('Figure', { caption }, nodes)] };
  }
  // A caption with links or emphasis would lose them in a property.
  const below: Nodes[] = words.length > 0 ? [{ type: 'paragraph', children: words }] : [];
  return { outcome: caption === '' ? 'mapped' : 'guessed', nodes: [...nodes, ...below] };
}

function holdsOnlyPicture(node: Nodes): boolean {
  if (node.type === 'image') return true;
  if (node.type === 'link' || node.type === 'paragraph')
    return node.children.length > 0 && node.children.every(holdsOnlyPicture);
  return node.type === 'text' && node.value.trim() === '';
}

/** What others serve becomes a link to it. */
function embedded(element: Element, { inside }: Tools): Became {
  const inner = element.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'source',
  );
  const { properties } = element;
  const source = properties['src'] ?? properties['data'] ?? inner?.properties['src'];
  const used = Object.keys(properties);
  if (typeof source !== 'string' || source === '') {
    return { outcome: 'lost', nodes: inside(), used, advice: 'it names no address' };
  }
  const url = watchable(source);
  const label =
    typeof properties['title'] === 'string' && properties['title'] !== ''
      ? properties['title']
      : url;
  const link: Nodes = { type: 'link', url, children: [{ type: 'text', value: label }] };
  return {
    outcome: 'kept',
    nodes: [{ type: 'paragraph', children: [link] }, ...inBlocks(inside())],
    used,
    advice: 'it became a link; put a picture of your own before it if you like',
  };
}

/** The page that shows what `source` embeds. */
function watchable(source: string): string {
  const full = source.startsWith('//') ? `https:${source}` : source;
  const video = /(?:youtube(?:-nocookie)?\.com\/embed\/|youtu\.be\/)([\w-]{6,})/.exec(full);
  if (video?.[1]) return `https://www.youtube.com/watch?v=${video[1]}`;
  const vimeo = /player\.vimeo\.com\/video\/(\d+)/.exec(full);
  return vimeo?.[1] ? `https://vimeo.com/${vimeo[1]}` : full;
}

function classesOf({ properties: { className } }: Element): string[] {
  return (Array.isArray(className) ? className : [className ?? ''])
    .map(String)
    .flatMap((name) => name.split(/\s+/));
}

/** All text between the tags, also where a browser would show none. */
function hastText(node: Element | ElementContent | Root, held: readonly Nodes[]): string {
  if (node.type === 'text' || node.type === 'comment') return node.value;
  if ('index' in node) return textOf(held[Number(node.index)] ?? { type: 'text', value: '' });
  const inner = 'content' in node && node.content ? [node.content] : [];
  return 'children' in node
    ? [...node.children, ...inner].map((child) => hastText(child as ElementContent, held)).join('')
    : '';
}
