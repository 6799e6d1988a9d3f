import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Child = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;

export interface TidyWishes {
  /** What addresses in the text are relative to; `null` where nobody knows. */
  readonly base: string | null;
  /** A file that the person importing has at hand, for the address of a picture or download; from the root, as `/2019/x.jpg`. */
  readonly fileFor: (url: string) => string | null;
  /** Another address for a link within the blog, as for `?p=123`; `null` leaves it. */
  readonly linkFor?: (url: string) => string | null;
}

/**
 * HTML of a blog without what only its editor or its tricks for loading pictures needed: marks of blocks, pictures
 * that a script would load, classes of the theme. Lines stay where they are.
 */
export function tidyHtml(html: string, wishes: TidyWishes): string {
  const fragment = parseFragment(html, { scriptingEnabled: false });
  tidyBelow(fragment, wishes, 0);
  return serialize(fragment);
}

/** Deeper than any writing: the core says so of the whole text. */
const maxDepth = 500;

function tidyBelow(parent: Parent, wishes: TidyWishes, depth: number): void {
  if (depth > maxDepth) return;
  parent.childNodes = parent.childNodes.flatMap((child) =>
    isEditorMark(child) ? [] : [signOf(child) ?? child],
  );
  for (const child of parent.childNodes) {
    if (!('tagName' in child)) continue;
    tidyElement(child, wishes);
    tidyBelow(child, wishes, depth + 1);
  }
}

/** `<!-- wp:paragraph -->`, and copies of pictures for browsers that run no scripts. */
function isEditorMark(node: Child): boolean {
  if ('data' in node) return /^\s*\/?(?:wp:|more\b|nextpage\b|kg-card)/.test(node.data);
  return 'tagName' in node && node.tagName === 'noscript' && hasLoadedTwin(node);
}

/** The sign that WordPress shows as a picture from its own host, as a sign. */
function signOf(node: Child): Child | null {
  if (!('tagName' in node) || node.tagName !== 'img') return null;
  if (!/(?:^|\s)(?:wp-smiley|emoji)(?:\s|$)/.test(valueOf(node, 'class') ?? '')) return null;
  const alt = valueOf(node, 'alt');
  return alt ? { nodeName: '#text', value: alt, parentNode: node.parentNode } : null;
}

function hasLoadedTwin(noscript: Element): boolean {
  const siblings = noscript.parentNode?.childNodes ?? [];
  return (
    noscript.childNodes.some((child) => 'tagName' in child && child.tagName === 'img') &&
    siblings.some((one) => 'tagName' in one && one.tagName === 'img' && lazySource(one) !== null)
  );
}

function tidyElement(element: Element, wishes: TidyWishes): void {
  if (element.tagName === 'img') tidyPicture(element, wishes);
  if (element.tagName === 'pre') tidyCode(element);
  if (element.tagName === 'figure') tidyFigure(element);
  if (element.tagName === 'a') {
    const href = valueOf(element, 'href');
    if (href !== null) set(element, 'href', addressOf(href, wishes));
  }
  if (['iframe', 'video', 'audio', 'source', 'embed'].includes(element.tagName)) {
    const src = lazySource(element) ?? valueOf(element, 'src');
    if (src) set(element, 'src', absolute(src, wishes.base));
  }
  element.attrs = element.attrs.filter(({ name, value }) => !isLook(name, value, element.tagName));
}

function tidyPicture(element: Element, wishes: TidyWishes): void {
  const widest = widestOf(lazySource(element, 'srcset') ?? valueOf(element, 'srcset'));
  const offered = [
    firstOf(element, originalNames),
    widest,
    lazySource(element),
    valueOf(element, 'src'),
  ].filter((one) => one !== null && one !== '');
  const [best] = offered;
  const file = offered.map((one) => wishes.fileFor(one ?? '')).find((one) => one !== null);
  if (best) set(element, 'src', file ?? absolute(best, wishes.base));
  element.attrs = element.attrs.filter(
    ({ name }) => !/^(?:srcset|sizes|loading|decoding|fetchpriority)$/.test(name),
  );
}

function addressOf(href: string, { base, fileFor, linkFor }: TidyWishes): string {
  if (href.startsWith('#') || href.trim() === '') return href;
  const file = /\.(?:pdf|zip|docx?|xlsx?|pptx?|csv|mp3|mp4|epub|jpe?g|png|gif|webp|svg)$/i.test(
    href.replace(/[?#].*$/s, ''),
  )
    ? fileFor(href)
    : null;
  const full = absolute(href, base);
  return file ?? linkFor?.(full) ?? full;
}

/** Where galleries say which picture is the whole one. */
const originalNames = ['data-orig-file', 'data-large-file'];
const lazyNames = ['data-src', 'data-lazy-src', 'data-original', 'data-lazy', ...originalNames];

function lazySource(element: Element, kind: 'src' | 'srcset' = 'src'): string | null {
  return firstOf(element, kind === 'src' ? lazyNames : ['data-srcset', 'data-lazy-srcset']);
}

function firstOf(element: Element, names: readonly string[]): string | null {
  return names.map((name) => valueOf(element, name)).find((value) => value) ?? null;
}

/** The largest picture that `srcset` names. */
function widestOf(srcset: string | null): string | null {
  const candidates = (srcset ?? '').split(/,\s+/).flatMap((one) => {
    const [url, width = '1x'] = one.trim().split(/\s+/);
    if (!url || url.startsWith('data:')) return [];
    return [{ url, size: Number.parseFloat(width) || 0 }];
  });
  return candidates.toSorted((a, b) => b.size - a.size)[0]?.url ?? null;
}

/** The language of code stands in as many places as there are highlighters. */
function tidyCode(pre: Element): void {
  const code = pre.childNodes.find(
    (child): child is Element => 'tagName' in child && child.tagName === 'code',
  );
  const said = [pre, ...(code ? [code] : [])].flatMap((one) => [
    valueOf(one, 'data-language'),
    valueOf(one, 'data-lang'),
    valueOf(one, 'data-enlighter-language'),
    /(?:^|\s)(?:lang(?:uage)?-|brush:\s*)([\w+#-]+)/.exec(valueOf(one, 'class') ?? '')?.[1],
    one === code ? valueOf(one, 'lang') : null,
  ]);
  const language = said.find((one) => one)?.toLowerCase();
  const holder = code ?? pre;
  if (language && /^[\w+#-]{1,20}$/.test(language)) {
    if (!code) {
      const inner = parseFragment('<code></code>').childNodes[0] as Element;
      inner.childNodes = pre.childNodes;
      for (const child of inner.childNodes) child.parentNode = inner;
      inner.parentNode = pre;
      pre.childNodes = [inner];
      set(inner, 'class', `language-${language}`);
    } else set(holder, 'class', `language-${language}`);
  }
  for (const one of [pre, holder]) {
    one.attrs = one.attrs.filter(
      ({ name, value }) => name === 'class' && value.startsWith('language-'),
    );
  }
}

/** WordPress writes what it embeds as a bare address in a figure, and a gallery as a figure of figures. */
function tidyFigure(figure: Element): void {
  const classes = valueOf(figure, 'class') ?? '';
  if (/wp-block-gallery|kg-gallery/.test(classes)) figure.tagName = figure.nodeName = 'div';
  if (!/wp-block-embed/.test(classes)) return;
  const url = textOf(figure).trim().split(/\s/)[0] ?? '';
  if (!/^https?:\/\/\S+$/.test(url)) return;
  const caption = figure.childNodes.filter(
    (child) => 'tagName' in child && child.tagName === 'figcaption',
  );
  const link = parseFragment('<p><a></a></p>').childNodes[0] as Element;
  const [anchor] = link.childNodes as Element[];
  if (!anchor) return;
  set(anchor, 'href', url);
  anchor.childNodes = parseFragment(
    url.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  ).childNodes;
  figure.tagName = figure.nodeName = 'div';
  figure.childNodes = [link, ...caption];
}

/** Attributes that only a theme or an editor reads. */
function isLook(name: string, value: string, tagName: string): boolean {
  if (/^data-(?!footnote)/.test(name) || name === 'srcset') return true;
  if (name === 'class') {
    return tagName !== 'code' && !/(?:note|tip|warning|info|alert|callout|quote)/i.test(value);
  }
  return name === 'id' && /^(?:attachment_|caption-attachment|block-|ember|post-)/.test(value);
}

function absolute(url: string, base: string | null): string {
  const trimmed = url.trim();
  if (base === null || trimmed.startsWith('#') || trimmed.startsWith('data:')) return trimmed;
  return URL.parse(trimmed, base)?.href ?? trimmed;
}

function valueOf(element: Element, name: string): string | null {
  return element.attrs.find((one) => one.name === name)?.value ?? null;
}

function set(element: Element, name: string, value: string): void {
  element.attrs = [...element.attrs.filter((one) => one.name !== name), { name, value }];
}

function textOf(node: Child | Parent): string {
  if ('value' in node) return node.value;
  if ('tagName' in node && node.tagName === 'figcaption') return '';
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
