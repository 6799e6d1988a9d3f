import type { Element } from 'hast';
import type { Nodes } from 'mdast';

import { components } from '#articles/components.ts';

import { calloutKind, calloutOfClasses } from './callouts.ts';
import type { Became, Rule, Tools } from './elements.ts';
import { component, inBlocks } from './tree.ts';

/** What components of other frameworks become. Their names are common to several. */
export const componentRules: Readonly<Record<string, Rule>> = {
  ...same('Admonition Callout Note Notice Alert Aside', callout),
  Tip: callout,
  Warning: callout,
  Info: callout,
  Caution: callout,
  Danger: callout,
  ...same(
    'Tabs CodeGroup Steps Accordion CardGroup Cards CardGrid Columns Column Center Frame Grid',
    unwrapped,
  ),
  ...same('TabItem Tab AccordionItem Step', labelled),
  ...same('Card LinkCard', card),
  ...same('Tweet TwitterTweet StaticTweet', tweet),
  ...same('Image Img Picture', picture),
  ...same('TOCInline TOC Toc TableOfContents TableOfContent', contents),
  ...same('Link NextLink Button LinkButton', link),
  ...same('YouTube Youtube YoutubeEmbed', video),
};

function same(names: string, rule: Rule): Record<string, Rule> {
  return Object.fromEntries(names.split(' ').map((name) => [name, rule]));
}

function text(element: Element, ...names: string[]): string | undefined {
  const values = names.map((name) => element.properties[name]);
  return values.find((one): one is string => typeof one === 'string' && one !== '');
}

function callout(element: Element, { inside }: Tools): Became {
  const said = text(element, 'kind', 'type', 'variant', 'intent', 'status') ?? element.tagName;
  const found = calloutKind(said) ?? { kind: 'note' as const, isExact: false };
  const title = text(element, 'title', 'heading', 'label');
  const nodes = inside();
  if (nodes.length === 0)
    return { outcome: 'lost', nodes: [], used: Object.keys(element.properties) };
  // The hub has a component of that name, without kinds.
  const isAside = element.tagName === 'Aside' && text(element, 'type') === undefined;
  return {
    outcome: found.isExact || isAside ? 'mapped' : 'guessed',
    nodes: [
      isAside
        ? component('Aside', { title }, nodes)
        : component('Callout', { kind: found.kind, title }, nodes),
    ],
    used: ['kind', 'type', 'variant', 'intent', 'status', 'title', 'heading', 'label'],
  };
}

function unwrapped(element: Element, { inside }: Tools): Became {
  if (Object.hasOwn(components, element.tagName)) {
    return { outcome: 'mapped', nodes: [component(element.tagName, {}, inside())] };
  }
  return {
    outcome: 'guessed',
    nodes: inBlocks(inside()),
    advice: 'what it held stands one after the other',
  };
}

function labelled(element: Element, { inside }: Tools): Became {
  const label = text(element, 'label', 'title', 'value', 'name') ?? '';
  const heading = label
    ? inBlocks([{ type: 'strong', children: [{ type: 'text', value: label }] }])
    : [];
  return {
    outcome: 'guessed',
    nodes: [...heading, ...inBlocks(inside())],
    used: ['label', 'title', 'value', 'name', 'default'],
    advice: 'its label stands above its text',
  };
}

/** The rule for a component that says by its name and properties what it shows; `null` where it does not. */
export function ruleByName(element: Element): Rule | null {
  const { tagName, properties } = element;
  const isPicture = /(?:Image|Img|Picture|Photo|Figure|Screenshot)$/.test(tagName);
  if (isPicture && typeof properties['src'] === 'string') return picture;
  const words = tagName.split(/-|(?<=[a-z])(?=[A-Z])/);
  if (words.some((word) => box.test(word)) && element.children.length > 0) return boxByName(words);
  return element.children.length === 0 && addressIn(element) !== undefined ? embed : null;
}

const box = /^(?:callout|admonition|alert|notice|box)$/i;

/** `<callout-info>`, `<WarningBox>` */
function boxByName(words: readonly string[]): Rule {
  return (element, tools) => {
    if (text(element, 'kind', 'type', 'variant') !== undefined) return callout(element, tools);
    const nodes = tools.inside();
    const kind = calloutOfClasses(words.map((word) => word.toLowerCase()))?.kind ?? 'note';
    const title = text(element, 'title');
    return nodes.length === 0
      ? { outcome: 'lost', nodes: [] }
      : {
          outcome: 'guessed',
          nodes: [component('Callout', { kind, title }, nodes)],
          used: ['title'],
        };
  };
}

/** What a component without words shows: something elsewhere, or a file of the blog. */
function addressIn(element: Element): string | undefined {
  const address = text(element, 'src', 'url', 'href');
  return address !== undefined && /^(?:https?:\/\/|\.{0,2}\/)/.test(address) ? address : undefined;
}

function embed(element: Element): Became {
  const url = addressIn(element) ?? '';
  const label = text(element, 'title', 'alt', 'caption') ?? url;
  return linkTo(url, { label, used: ['src', 'url', 'href', 'title', 'alt', 'caption'] });
}

function tweet(element: Element): Became {
  const id = text(element, 'id', 'tweetId');
  const url = text(element, 'tweetLink', 'url') ?? (id && `https://x.com/i/status/${id}`);
  return url === undefined
    ? { outcome: 'lost', nodes: [] }
    : linkTo(url, { label: url, used: ['id', 'tweetId', 'tweetLink', 'url'] });
}

function linkTo(url: string, { label, used }: { label: string; used: string[] }): Became {
  return {
    outcome: 'kept',
    nodes: inBlocks([{ type: 'link', url, children: [{ type: 'text', value: label }] }]),
    used,
    advice: 'it became a link',
  };
}

/** A box with a title, which may lead somewhere. */
function card(element: Element, { inside }: Tools): Became {
  const title: Nodes = { type: 'text', value: text(element, 'title', 'label') ?? '' };
  const url = text(element, 'href', 'to', 'url');
  const words: Nodes = url === undefined ? title : { type: 'link', url, children: [title] };
  const heading = title.value === '' ? [] : inBlocks([{ type: 'strong', children: [words] }]);
  const description = text(element, 'description');
  return {
    outcome: 'guessed',
    nodes: [
      ...heading,
      ...inBlocks(description === undefined ? [] : [{ type: 'text', value: description }]),
      ...inBlocks(inside()),
    ],
    used: [...(heading.length > 0 ? ['title', 'label', 'href', 'to', 'url'] : []), 'description'],
    advice: 'its title stands above its text',
  };
}

/** Articles of the hub have a list of their headings by themselves. */
function contents(element: Element): Became {
  return { outcome: 'mapped', nodes: [], used: Object.keys(element.properties) };
}

function picture(element: Element, { inside }: Tools): Became {
  const src = text(element, 'src');
  if (src === undefined) return { outcome: 'lost', nodes: inside(), advice: 'it names no picture' };
  const alt = text(element, 'alt') ?? '';
  const image: Nodes = { type: 'image', url: src, alt };
  const caption = text(element, 'caption');
  return {
    outcome: 'mapped',
    nodes: [caption === undefined ? image : component('Figure', { caption }, [image]), ...inside()],
    used: 'src alt caption width height priority quality loading fill sizes'.split(' '),
  };
}

function link(element: Element, { inside }: Tools): Became {
  const url = text(element, 'href', 'to');
  const nodes = inside();
  if (url === undefined || nodes.length === 0) return { outcome: 'guessed', nodes };
  return {
    outcome: 'mapped',
    nodes: [{ type: 'link', url, children: nodes as never }],
    used: ['href', 'to'],
  };
}

function video(element: Element): Became {
  const id = text(element, 'id', 'videoId', 'youTubeId', 'url');
  if (id === undefined) return { outcome: 'lost', nodes: [] };
  const url = /^https?:/.test(id) ? id : `https://www.youtube.com/watch?v=${id}`;
  const used = ['id', 'videoId', 'youTubeId', 'url', 'title'];
  return linkTo(url, { label: text(element, 'title') ?? url, used });
}
