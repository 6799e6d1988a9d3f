import type { Element } from 'hast';

import { components } from '#articles/components.ts';

import { calloutKind } from './callouts.ts';
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
  ...same('Image Img Picture', picture),
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

function picture(element: Element, { inside }: Tools): Became {
  const src = text(element, 'src');
  if (src === undefined) return { outcome: 'lost', nodes: inside(), advice: 'it names no picture' };
  const alt = text(element, 'alt') ?? '';
  return {
    outcome: 'mapped',
    nodes: [{ type: 'image', url: src, alt }],
    used: ['src', 'alt', 'width', 'height', 'priority', 'quality', 'loading', 'fill', 'sizes'],
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
  const label = text(element, 'title') ?? url;
  return {
    outcome: 'kept',
    nodes: inBlocks([{ type: 'link', url, children: [{ type: 'text', value: label }] }]),
    used: ['id', 'videoId', 'youTubeId', 'url', 'title'],
    advice: 'it became a link',
  };
}
