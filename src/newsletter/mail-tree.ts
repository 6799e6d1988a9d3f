import { type DefaultTreeAdapterTypes as Tree, html, parseFragment, serialize } from 'parse5';

/** Something that works on a page and not in a mail. */
export interface Leak {
  /** What is wrong and what to do. */
  readonly message: string;
  /** How it stands in the HTML; what an editor wrote begins alike. */
  readonly found: string;
}

export interface MailHtml {
  readonly html: string;
  readonly leaks: readonly Leak[];
}

/**
 * Article HTML as a mail can show it: plain elements with the attributes they need and the mail's own classes,
 * every address absolute. Whatever has no mail form is a leak. `url` is where relative addresses count from;
 * `headingsDown` makes an `h2` an `h3`, for a text below a title of its own.
 */
export function mailHtml(
  source: string,
  { url, headingsDown = false }: { readonly url: string; readonly headingsDown?: boolean },
): MailHtml {
  const leaks: Leak[] = [];
  const fragment = parseFragment(source);
  const context = { url, headingsDown, leaks };
  const childNodes = inside(fragment, context);
  return { html: serialize({ ...fragment, childNodes }), leaks };
}

interface Context {
  readonly url: string;
  readonly headingsDown: boolean;
  readonly leaks: Leak[];
}

const spanning = ['colspan', 'rowspan', 'align', 'valign', 'width'];
const table = ['role', 'width', 'cellpadding', 'cellspacing', 'border', 'align'];

/** The elements a mail may hold, with the attributes of each beside those that all may have. */
const elements: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  img: ['src', 'alt', 'width', 'height'],
  li: ['value'],
  ol: ['start', 'type'],
  table,
  td: spanning,
  th: [...spanning, 'scope'],
  ...Object.fromEntries(
    'abbr b blockquote br caption cite code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd mark p pre q s samp small span strong sub sup tbody tfoot thead tr u ul var'
      .split(' ')
      .map((name) => [name, []]),
  ),
};

const everywhere = ['lang', 'dir', 'title'];

/** Elements of pages that a mail shows as others. */
const renamed: Readonly<Record<string, string>> = {
  section: 'div',
  article: 'div',
  aside: 'div',
  figure: 'div',
  figcaption: 'p',
  details: 'div',
  summary: 'p',
  time: 'span',
};

function inside(node: Tree.ParentNode, context: Context): Tree.ChildNode[] {
  return node.childNodes.flatMap((child) => mailNode(child, context));
}

function mailNode(node: Tree.ChildNode, context: Context): Tree.ChildNode[] {
  if ('value' in node) return [node];
  if (!('tagName' in node)) return [];
  const tick = tickOf(node);
  if (tick !== null) return [{ nodeName: '#text', value: tick, parentNode: null }];

  const name = nameOf(node, context);
  const own = elements[name];
  if (node.namespaceURI !== html.NS.HTML || own === undefined) {
    const message = `<${node.tagName}> does not work in a mail; say it in text or show a picture of it`;
    context.leaks.push({ message, found: `<${node.tagName}` });
    return [];
  }
  // Highlighted code: its colours are a page's.
  if (name === 'span' && !node.attrs.some((one) => everywhere.includes(one.name))) {
    return inside(node, context);
  }
  const isData = name === 'table' && attribute(node, 'role') === undefined;
  const attrs = [
    ...kept(node, [...everywhere, ...own], context),
    ...classesOf(node, isData ? ['m-data', 'm-rule'] : name === 'a' ? ['m-link'] : []),
  ];
  return [
    {
      ...node,
      nodeName: name,
      tagName: name as Tree.Element['tagName'],
      attrs,
      childNodes: inside(node, context),
    },
  ];
}

function nameOf({ tagName }: Tree.Element, { headingsDown }: Context): string {
  if (headingsDown && /^h[1-5]$/.test(tagName)) return `h${Number(tagName[1]) + 1}`;
  return renamed[tagName] ?? tagName;
}

/** A box of a list of tasks, as a character. */
function tickOf(node: Tree.Element): string | null {
  if (node.tagName !== 'input' || attribute(node, 'type') !== 'checkbox') return null;
  return attribute(node, 'checked') === undefined ? '☐' : '☑';
}

function kept(
  node: Tree.Element,
  names: readonly string[],
  context: Context,
): Tree.Element['attrs'] {
  return node.attrs.flatMap((one) => {
    if (one.name.startsWith('on')) {
      const message = `${one.name} runs a script, which no mail does; remove it`;
      context.leaks.push({ message, found: one.name });
    }
    if (!names.includes(one.name)) return [];
    if (one.name !== 'href' && one.name !== 'src') return [one];
    const address = absolute(one.value, context.url);
    const isAllowed = one.name === 'href' ? linkProtocols : pictureProtocols;
    if (address !== null && isAllowed.has(address.protocol)) {
      return [{ name: one.name, value: address.href }];
    }
    const message = `"${one.value.slice(0, 80)}" is no address that a mail can hold; write one that begins with https:// or /`;
    context.leaks.push({ message, found: one.value.slice(0, 80) });
    return [];
  });
}

const linkProtocols = new Set(['https:', 'http:', 'mailto:', 'tel:']);
const pictureProtocols = new Set(['https:', 'http:']);

function absolute(value: string, base: string): URL | null {
  return URL.parse(value, base);
}

/** The classes of mails on `node`; those of pages go. */
function classesOf(node: Tree.Element, added: readonly string[]): Tree.Element['attrs'] {
  const own = (attribute(node, 'class') ?? '').split(/\s+/).filter((one) => one.startsWith('m-'));
  const all = [...new Set([...own, ...added])];
  return all.length > 0 ? [{ name: 'class', value: all.join(' ') }] : [];
}

function attribute(node: Tree.Element, name: string): string | undefined {
  return node.attrs.find((one) => one.name === name)?.value;
}
