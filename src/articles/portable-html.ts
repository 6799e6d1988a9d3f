import { type DefaultTreeAdapterTypes as Tree, html, parseFragment, serialize } from 'parse5';

import { chosenSource } from './image-source.ts';

/** Attributes that any element may keep. */
const everywhere = ['lang', 'dir', 'title'];

/** The elements that survive, with the attributes that each may have. */
const elements: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'hreflang'],
  abbr: [],
  audio: ['src', 'controls'],
  b: [],
  blockquote: ['cite'],
  br: [],
  caption: [],
  cite: [],
  code: [],
  dd: [],
  del: ['datetime'],
  details: [],
  dl: [],
  dt: [],
  em: [],
  figcaption: [],
  figure: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  hr: [],
  i: [],
  img: ['src', 'alt', 'width', 'height'],
  ins: ['datetime'],
  kbd: [],
  li: ['value'],
  mark: [],
  ol: ['start', 'reversed', 'type'],
  p: [],
  pre: [],
  q: ['cite'],
  s: [],
  samp: [],
  small: [],
  strong: [],
  sub: [],
  summary: [],
  sup: [],
  table: [],
  tbody: [],
  td: ['colspan', 'rowspan'],
  tfoot: [],
  th: ['colspan', 'rowspan', 'scope'],
  thead: [],
  time: ['datetime'],
  tr: [],
  u: [],
  ul: [],
  var: [],
  video: ['src', 'poster', 'controls', 'width', 'height'],
};

/** Elements that go with all they hold; others that are not in {@link elements} only lose their tags. */
const dropped = new Set(
  'applet base button canvas dialog embed fieldset form frameset iframe input link map marquee math meta noembed noframes noscript object option param plaintext script select source style svg template textarea title track xmp'.split(
    ' ',
  ),
);

/** Attributes that hold an address, with the protocols it may have. */
const addresses: Readonly<Record<string, RegExp>> = {
  href: /^(https?|mailto|tel):$/,
  cite: /^https?:$/,
  src: /^https?:$/,
  poster: /^https?:$/,
};

/** What editors put in a box on the page; elsewhere an indented passage sets it apart. */
const boxClasses = ['callout', 'key-points', 'sidebar', 'note-card', 'in-text-disclosure'];

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const sections = [
  'div',
  'section',
  'article',
  'header',
  'footer',
  'main',
  'nav',
  'aside',
  'center',
];
const blocks = new Set([
  ...headings,
  ...sections,
  ...'blockquote dd details dl dt figcaption figure hr li ol p pre summary table ul'.split(' '),
]);

interface Context {
  /** The address that relative ones are resolved against. */
  readonly url: string;
  /** Inside a box headings are only bold, so that they do not join the text's own outline. */
  readonly boxed: boolean;
}

/**
 * An article's HTML made fit to travel: into feeds, where it has no style sheet, no script and no page
 * around it. Every address becomes absolute; only plain elements and attributes stay.
 */
export function portableHtml(source: string, options: { readonly url: string }): string {
  return serialize(portableTree(source, options));
}

/** As {@link portableHtml}, before it is written down. */
export function portableTree(
  source: string,
  { url }: { readonly url: string },
): Tree.DocumentFragment {
  const fragment = parseFragment(source);
  return { ...fragment, childNodes: inside(fragment, { url, boxed: false }) };
}

function inside(node: Tree.ParentNode, context: Context): Tree.ChildNode[] {
  const nodes: Tree.ChildNode[] = [];
  for (const one of node.childNodes.flatMap((child) => portable(child, context))) {
    const last = nodes.at(-1);
    // Elements that lose their tags leave text beside text.
    if (last && 'value' in last && 'value' in one) last.value += one.value;
    else nodes.push(one);
  }
  return nodes;
}

function portable(node: Tree.ChildNode, context: Context): Tree.ChildNode[] {
  // A new node: the serialiser would write the text of some elements unescaped if it saw where it was.
  if ('value' in node) return [{ ...node, parentNode: null }];
  if (!('tagName' in node) || node.namespaceURI !== html.NS.HTML) return [];
  const { tagName } = node;
  if (dropped.has(tagName) || attribute(node, 'hidden') !== undefined) return [];

  if (sections.includes(tagName)) return portableSection(node, context);
  if (tagName === 'p' && hasClass(node, 'callout-title')) return [boldLine(node, context)];
  if (headings.includes(tagName) && context.boxed) return [boldLine(node, context)];
  if (tagName === 'h1') return [element('h2', [], inside(node, context))];
  if (tagName === 'img') return portableImage(node, context);

  const names = elements[tagName];
  if (!names) return unwrapped(node, context);
  const attributes = kept(node, names, context);
  if (tagName === 'a' && !attributes.some(({ name }) => name === 'href'))
    return inside(node, context);
  return [element(tagName, [...attributes, ...alignment(node)], inside(node, context))];
}

/** How a table's column is set, which the page says by a class. */
function alignment(node: Tree.Element): Tree.Element['attrs'] {
  if (node.tagName !== 'td' && node.tagName !== 'th') return [];
  const side = ['center', 'right'].find((one) => hasClass(node, `align-${one}`));
  const align = side ?? attribute(node, 'align');
  return align === 'center' || align === 'right' ? [{ name: 'align', value: align }] : [];
}

/** A box becomes an indented passage, any other section what it holds. */
function portableSection(node: Tree.Element, context: Context): Tree.ChildNode[] {
  if (boxClasses.some((name) => hasClass(node, name))) {
    const content = paragraphs(inside(node, { ...context, boxed: true }));
    return content.length > 0 ? [element('blockquote', kept(node, [], context), content)] : [];
  }
  return paragraphs(inside(node, context));
}

/** Loose text between blocks gets paragraphs of its own, since the section that held it is gone. */
function paragraphs(nodes: readonly Tree.ChildNode[]): Tree.ChildNode[] {
  const result: Tree.ChildNode[] = [];
  let run: Tree.ChildNode[] = [];
  const close = () => {
    if (run.some((node) => !isBlank(node))) result.push(element('p', [], run));
    run = [];
  };
  for (const node of nodes) {
    if ('tagName' in node && (blocks.has(node.tagName) || holdsBlock(node))) {
      close();
      result.push(node);
    } else {
      run.push(node);
    }
  }
  close();
  return result;
}

function holdsBlock(node: Tree.ParentNode): boolean {
  return node.childNodes.some(
    (child) => 'tagName' in child && (blocks.has(child.tagName) || holdsBlock(child)),
  );
}

/** The tags of `node` go; a language it states stays. */
function unwrapped(node: Tree.Element, context: Context): Tree.ChildNode[] {
  const content = inside(node, context);
  const attributes = kept(node, [], context).filter(({ name }) => name === 'lang');
  return node.tagName === 'span' && attributes.length > 0
    ? [element('span', attributes, content)]
    : content;
}

function portableImage(node: Tree.Element, context: Context): Tree.ChildNode[] {
  const src = chosenSource({ src: attribute(node, 'src'), srcset: attribute(node, 'srcset') });
  const address = src && absolute('src', src, context);
  if (!address) return [];
  const others = kept(node, ['width', 'height'], context);
  return [
    element(
      'img',
      [
        { name: 'src', value: address },
        { name: 'alt', value: attribute(node, 'alt') ?? '' },
        ...others,
      ],
      [],
    ),
  ];
}

function boldLine(node: Tree.Element, context: Context): Tree.Element {
  return element('p', kept(node, [], context), [element('strong', [], inside(node, context))]);
}

function kept(node: Tree.Element, names: readonly string[], context: Context) {
  return node.attrs.flatMap(({ name, value }) => {
    if (![...names, ...everywhere].includes(name)) return [];
    if (!(name in addresses)) return [{ name, value }];
    const address = absolute(name, value, context);
    return address ? [{ name, value: address }] : [];
  });
}

function absolute(name: string, value: string, { url }: Context): string | null {
  const address = URL.parse(value, url);
  return address && addresses[name]?.test(address.protocol) ? address.href : null;
}

function attribute(node: Tree.Element, name: string): string | undefined {
  return node.attrs.find((one) => one.name === name)?.value;
}

function hasClass(node: Tree.Element, name: string): boolean {
  return (attribute(node, 'class') ?? '').split(/\s+/).includes(name);
}

function isBlank(node: Tree.ChildNode): boolean {
  return 'value' in node && node.value.trim() === '';
}

function element(
  tagName: string,
  attrs: Tree.Element['attrs'],
  childNodes: Tree.ChildNode[],
): Tree.Element {
  const name = tagName as Tree.Element['tagName'];
  return {
    nodeName: name,
    tagName: name,
    attrs,
    namespaceURI: html.NS.HTML,
    childNodes,
    parentNode: null,
  };
}
