import { untranslatedPath } from '../place.ts';

import type { OldText } from './old-text.ts';

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

/** Astro's pages by their file; texts of a collection below its name, as nearly every blog shows them. */
export function astroAddress({ source, name, slug, saysSlug }: OldText): string | null {
  if (source.startsWith('src/pages/')) return pathBelow('src/pages/', source);
  const [, collection, folders = ''] =
    /^src\/(?:content|data)\/([^/]+)\/(?:(.*)\/)?[^/]+$/.exec(source) ?? [];
  if (collection === undefined) return null;
  const isIndex = /\/index\.\w+$/.test(source);
  const own = saysSlug ? [slug] : [folders, ...(isIndex ? [] : [lastOf(source) || name])];
  return encodeURI(`/${[collection, ...own].filter((one) => one !== '').join('/')}/`.toLowerCase());
}

/** Next's pages by their file, in either of its two ways. */
export function nextAddress({ source }: OldText): string | null {
  const plain = source.replace(/^src\//, '');
  if (plain.startsWith('pages/')) return pathBelow('pages/', plain);
  const [, folders = ''] = /^app\/(?:(.*)\/)?page\.mdx?$/.exec(plain) ?? [];
  if (!plain.startsWith('app/') || /[[\]@]/.test(folders)) return null;
  const own = folders.split('/').filter((one) => one !== '' && !one.startsWith('('));
  return own.length === 0 ? null : encodeURI(`/${own.join('/')}`);
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
