import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { type DefaultTreeAdapterTypes as Tree, parse } from 'parse5';

/** Compressed bytes that the first view of a page costs a reader with an empty cache. */
export interface PageBytes {
  readonly page: string;
  readonly html: number;
  readonly css: number;
  /** With the modules that scripts import; inline scripts count as HTML. */
  readonly js: number;
  /** Those that the page asks for at once. */
  readonly fonts: number;
  /** Pictures fetched at once, as a phone chooses them, and those that come while scrolling. */
  readonly images: number;
  readonly lazyImages: number;
  /** Addresses of other hosts that the page would fetch from. */
  readonly foreign: readonly string[];
}

/** performance.md §7, in bytes. */
export const aims = {
  html: 40_000,
  css: 14_000,
  js: 5_000,
  fonts: 90_000,
  firstSearch: 150_000,
} as const;

/** A phone of 412 CSS pixels with two device pixels each takes the first candidate of this width. */
const phonePixels = 824;

/** What the page at `page` of the build in `dist` costs. */
export async function readerBytes(dist: string, page: string): Promise<PageBytes> {
  const file = path.posix.join(page, 'index.html');
  const document = parse(await readFile(path.join(dist, 'client', file), 'utf8'));
  const all = [...elementsIn(document)];
  const links = all.filter(({ tagName }) => tagName === 'link');
  const hrefs = (rel: string, as?: string) =>
    links
      .filter((one) => attribute(one, 'rel') === rel && (!as || attribute(one, 'as') === as))
      .flatMap((one) => attribute(one, 'href') ?? []);
  const scripts = all
    .filter(({ tagName }) => tagName === 'script')
    .flatMap((one) => attribute(one, 'src') ?? []);
  const images = all
    .filter(({ tagName }) => tagName === 'img')
    .map((image) => ({ address: chosenBy(image), isLazy: attribute(image, 'loading') === 'lazy' }));
  const modules = await withImports(dist, [...scripts, ...hrefs('modulepreload')]);
  const styles = hrefs('stylesheet');
  const fonts = hrefs('preload', 'font');
  const eager = images.filter(({ isLazy }) => !isLazy).map(({ address }) => address);
  const lazy = images.filter(({ isLazy }) => isLazy).map(({ address }) => address);
  const total = (addresses: readonly string[]) => sizeOf(dist, addresses.filter(isOwn));
  return {
    page,
    html: await transferSize(dist, `/${file}`),
    css: await total(styles),
    js: await total(modules),
    fonts: await total(fonts),
    images: await total(eager),
    lazyImages: await total(lazy.filter((address) => !eager.includes(address))),
    foreign: [...scripts, ...styles, ...fonts, ...eager, ...lazy].filter(
      (address) => !isOwn(address),
    ),
  };
}

/** The bytes that travel for the file at `address`: its brotli body where there is one. */
export async function transferSize(dist: string, address: string): Promise<number> {
  const [name = ''] = decodeURIComponent(address).split(/[?#]/);
  const encoded = path.join(dist, 'encoded', `${name}.br`);
  const { size } = await stat(existsSync(encoded) ? encoded : path.join(dist, 'client', name));
  return size;
}

async function sizeOf(dist: string, addresses: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    [...new Set(addresses)].map((address) => transferSize(dist, address)),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** `scripts` and what they import, in turn; imports on demand are left out. */
async function withImports(dist: string, scripts: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const visit = async (address: string): Promise<void> => {
    if (found.has(address) || !isOwn(address)) return;
    found.add(address);
    const code = await readFile(path.join(dist, 'client', address), 'utf8');
    for (const [, target = ''] of code.matchAll(/(?:\bfrom|\bimport)\s*["']([^"']+)["']/g)) {
      await visit(path.posix.resolve(path.posix.dirname(address), target));
    }
  };
  for (const script of scripts) await visit(script);
  return [...found];
}

/** The file that a phone fetches for `image`: of a picture's best format, where it has some. */
function chosenBy(image: Tree.Element): string {
  const parent = image.parentNode;
  const source =
    parent && 'tagName' in parent && parent.tagName === 'picture'
      ? parent.childNodes.find(
          (node): node is Tree.Element => 'tagName' in node && node.tagName === 'source',
        )
      : undefined;
  const srcset = attribute(source ?? image, 'srcset') ?? '';
  const candidates = [...srcset.matchAll(/(\S+)\s+(\d+)w/g)]
    .map(([, address = '', width]) => ({ address, width: Number(width) }))
    .toSorted((a, b) => a.width - b.width);
  const chosen = candidates.find(({ width }) => width >= phonePixels) ?? candidates.at(-1);
  return chosen?.address ?? attribute(image, 'src') ?? '';
}

function* elementsIn(node: Tree.ParentNode): Generator<Tree.Element> {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue;
    yield child;
    yield* elementsIn(child);
  }
}

function attribute(element: Tree.Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

function isOwn(address: string): boolean {
  return address.startsWith('/') && !address.startsWith('//');
}
