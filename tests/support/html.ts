import { type DefaultTreeAdapterTypes, parse } from 'parse5';

/** An element of a page. */
export interface PageElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text in it, also that of the elements it holds. */
  readonly text: string;
  /** 1-based line in the page's source. */
  readonly line: number;
}

/** Every element of a page in the order of the document, those in templates too. */
export function elementsOf(html: string): PageElement[] {
  const elements: PageElement[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) {
      elements.push({
        name: node.tagName,
        attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
        text: textOf(node),
        line: node.sourceCodeLocation?.startLine ?? 0,
      });
      if ('content' in node) walk(node.content);
    }
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(html, { sourceCodeLocationInfo: true }));
  return elements;
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** The addresses in `srcset`, without the sizes beside them. */
export function srcsetUrls(srcset: string): string[] {
  return srcset
    .split(',')
    .map((candidate) => candidate.trim().split(/\s+/)[0] ?? '')
    .filter((url) => url !== '');
}

/** The rels of a `<link>` that make a browser fetch something. */
const fetchedRels =
  /(?:^|\s)(?:stylesheet|icon|apple-touch-icon|preload|modulepreload|prefetch|manifest)(?:\s|$)/;

/** What a browser fetches for this element without anyone asking: pictures, scripts, styles, fonts, frames. */
export function fetchedBy({ name, attributes }: PageElement): string[] {
  const { src, href, srcset, poster, data, rel = '', imagesrcset, ping } = attributes;
  const urls = [src, poster, ping, ...srcsetUrls(`${srcset ?? ''},${imagesrcset ?? ''}`)];
  if (name === 'link' && fetchedRels.test(rel)) urls.push(href);
  if (name === 'object') urls.push(data);
  if (['use', 'image'].includes(name)) urls.push(href, attributes['xlink:href']);
  return urls.filter((url) => url !== undefined);
}
