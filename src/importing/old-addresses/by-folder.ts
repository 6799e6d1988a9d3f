import { untranslatedPath } from '../place.ts';

import type { OldText } from './old-text.ts';
import { routeFor } from './routes.ts';

/** Where Docusaurus shows a text of `blog/`, `docs/` or `src/pages/`, or a translation of one (docusaurus.io/docs/blog, …/docs/create-doc, …/docs/i18n/introduction). */
export function docusaurusAddress(text: OldText): string | null {
  const language = /^i18n\/([^/]+)\//.exec(text.source)?.[1];
  const address = docusaurusPath({ ...text, source: untranslatedPath(text.source) });
  return language && address ? `/${language}${address}` : address;
}

function docusaurusPath({ source, slug, saysSlug }: OldText): string | null {
  const folders = source.split('/').slice(0, -1);
  const [first = ''] = folders;
  if (first === 'blog') {
    if (saysSlug) return encodeURI(`/blog/${slug.replace(/^\//, '')}`);
    const below = source.replace(/^blog\/|\.\w+$/g, '').replace(/\/index$/, '');
    const [, above = '', day, text = ''] =
      /^(.*)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*)$/.exec(below) ?? [];
    const path = day ? `${day.replaceAll('-', '/')}/${above}${text}` : below;
    return encodeURI(`/blog/${path}`.replace(/\/$/, ''));
  }
  if (first === 'docs') {
    if (saysSlug && slug.startsWith('/')) return encodeURI(`/docs${slug}`);
    const file = lastOf(source).replace(/^(?:index|README)$/i, '');
    const own = [...folders, saysSlug ? slug : file].map((one) =>
      one.replace(/^\d+\s*[-_.]+\s*/, ''),
    );
    return encodeURI(`/${own.join('/')}`);
  }
  return source.startsWith('src/pages/') ? pathBelow('src/pages/', source) : null;
}

/** Astro's pages by their file; texts of a collection below the page that shows them, else below its name. */
export function astroAddress(text: OldText, routes: readonly string[]): string | null {
  const { source } = text;
  if (source.startsWith('src/pages/')) return pathBelow('src/pages/', source);
  const [, collection, rest = ''] = /^src\/(?:content|data)\/([^/]+)\/(.+)$/.exec(source) ?? [];
  if (collection === undefined) return null;
  const address = routed(text, { route: routeFor(collection, routes) ?? `${collection}/`, rest });
  return `${address}/`.toLowerCase();
}

/** Next's pages by their file, in either of its two ways; other texts below the page that shows them. */
export function nextAddress(text: OldText, routes: readonly string[]): string | null {
  const plain = text.source.replace(/^src\//, '');
  if (plain.startsWith('pages/')) return pathBelow('pages/', plain);
  const [, folders = ''] = /^app\/(?:(.*)\/)?page\.mdx?$/.exec(plain) ?? [];
  if (!plain.startsWith('app/')) {
    const [, collection = '', rest = ''] =
      /^(?:(?:data|contents?|_content|markdown)\/)?(?:([^/]+)\/)?(.+)$/.exec(plain) ?? [];
    const route = routeFor(collection, routes);
    return route === null ? null : routed(text, { route, rest });
  }
  if (/[[\]@]/.test(folders)) return null;
  const own = folders.split('/').filter((one) => one !== '' && !one.startsWith('('));
  return own.length === 0 ? null : encodeURI(`/${own.join('/')}`);
}

/** Where Nuxt Content shows a text: by its path, without the numbers that only sort (content.nuxt.com). */
export function nuxtAddress({ source }: OldText): string | null {
  const below = /^(?:app\/)?content\/(.+)\.\w+$/.exec(source)?.[1];
  const segments = below?.split('/').map((one) => one.replace(/^\d+\./, '')) ?? [];
  const own = segments.at(-1) === 'index' ? segments.slice(0, -1) : segments;
  return own.length === 0 ? null : encodeURI(`/${own.join('/')}`);
}

/** Where VitePress shows a text; a setting says whether with its ending (vitepress.dev/guide/routing). */
export function vitepressAddresses({ source }: OldText): string[] {
  const path = source.replace(/^docs\//, '').replace(/\.\w+$/, '');
  if (/(?:^|\/)index$/.test(path)) return [encodeURI(`/${path.replace(/index$/, '')}`)];
  return [encodeURI(`/${path}`), encodeURI(`/${path}.html`)];
}

/** Where Gatsby's own starters show a text: by its folder below the one of all texts, or by a slug that is an address. */
export function gatsbyAddress({ source, slug, saysSlug }: OldText): string | null {
  if (saysSlug) return slug.startsWith('/') ? encodeURI(slug) : null;
  return pathBelow('', source.replace(/^(?:src\/)?(?:content|pages)\/(?:(?:blog|posts)\/)?/, ''));
}

/** `rest`, a path below the folder of a collection, at `route`. */
function routed(
  { lang, slug, saysSlug }: OldText,
  { route, rest }: { route: string; rest: string },
): string {
  const path = rest.replace(/\.\w+$/, '').replace(/(?:^|\/)index$/, '');
  const own = route.includes(':lang') ? path.replace(new RegExp(`^${lang}/`), '') : path;
  const below = saysSlug ? slug.replace(/^\/|\/$/g, '') : own;
  return encodeURI(`/${route.replace(':lang', lang)}${below}`.replace(/\/$/, ''));
}

function pathBelow(root: string, source: string): string | null {
  const path = source
    .slice(root.length)
    .replace(/\.\w+$/, '')
    .replace(/(?:^|\/)index$/, '');
  return path === '' || /[[\]]/.test(path) ? null : encodeURI(`/${path}/`);
}

function lastOf(source: string): string {
  return source.replace(/^.*\//, '').replace(/\.\w+$/, '');
}
