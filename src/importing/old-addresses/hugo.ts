import { isRecord } from '../fields.ts';
import { placeOf } from '../place.ts';

import { filledPermalink } from './permalink.ts';
import type { OldText } from './old-text.ts';

/** Where Hugo shows a text below `content/` (gohugo.io/content-management/urls). */
export function hugoAddress(
  { source, lang, day, slug, saysSlug, categories }: OldText,
  settings: Readonly<Record<string, unknown>>,
): string | null {
  if (!source.startsWith('content/')) return null;
  const place = placeOf(source);
  const path = source.slice('content/'.length).replace(/\.\w+$/, '');
  const segments = path.split('/').filter((one) => one !== place.language);
  const last = (segments.pop() ?? '').replace(/\.[a-z]{2}$/, '');
  if (/^_?index$/.test(last) && segments.length === 0) return null;
  const file = /^_?index$/.test(last) ? (segments.pop() ?? '') : last;
  const name = urlized(file);
  const folders = segments.map(urlized);
  const pattern = patternFor(folders[0] ?? '', settings['permalinks']);
  const parts = { day, name, slug: saysSlug ? urlized(slug) : name, folders, categories };
  const address =
    pattern === null
      ? encodeURI(`/${[...folders, parts.slug].join('/')}/`)
      : filledPermalink(pattern, parts);
  if (address === null) return null;
  const isUgly = settings['uglyURLs'] === true || settings['uglyurls'] === true;
  return `${prefixOf(lang, settings)}${isUgly ? address.replace(/\/$/, '.html') : address}`;
}

/** `permalinks: { posts: … }`, or below `page` as newer versions write it. */
function patternFor(section: string, permalinks: unknown): string | null {
  if (!isRecord(permalinks)) return null;
  const pages = isRecord(permalinks['page']) ? permalinks['page'] : {};
  const pattern = pages[section] ?? permalinks[section];
  return typeof pattern === 'string' ? pattern : null;
}

/** Texts in another language than the main one stand below its code. */
function prefixOf(lang: string, settings: Readonly<Record<string, unknown>>): string {
  if (!isRecord(settings['languages'])) return '';
  const main = settings['defaultContentLanguage'] ?? settings['defaultcontentlanguage'] ?? 'en';
  const inFolder = settings['defaultContentLanguageInSubdir'] === true;
  return lang === main && !inFolder ? '' : `/${lang}`;
}

function urlized(text: string): string {
  return text.toLowerCase().trim().replaceAll(/\s+/g, '-');
}
