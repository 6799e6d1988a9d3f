import type { Content } from '#articles/content.ts';
import type { Language } from '#hub/languages.ts';

import { decoded } from './addresses.ts';
import type { Target } from './body/write-body.ts';
import type { PicturesElsewhere } from './elsewhere/pictures-elsewhere.ts';
import { fieldsOf } from './fields.ts';
import type { ImportedArticle } from './imported-article.ts';
import type { Copy, Media } from './media.ts';
import { untranslatedPath } from './place.ts';

/** Where pictures may be: in the source, on the old site and on others'. */
interface Places {
  readonly media: Media;
  readonly elsewhere: PicturesElsewhere;
  /** Whether a host is that of the old blog. */
  readonly isOwnHost: (host: string) => boolean;
}

/** Where the picture that `url` names in the text of `article` is on the hub. */
export function pictureFor(
  url: string,
  { article, ...places }: Places & { readonly article: ImportedArticle },
): Target {
  const isAddress = /^(?:https?:)?\/\//i.test(url);
  if (!isAddress && /^[a-z][a-z\d+.-]*:/i.test(url)) {
    return { kind: 'nowhere' as const, advice: 'it is no file' };
  }
  const copy = isAddress ? ownCopy(url, places) : pictureIn(url, { article, media: places.media });
  if (copy) return { kind: 'hub' as const, url: `../../${copy.to.slice('content/'.length)}` };
  const found = places.elsewhere.find(url);
  if (isAddress) {
    return found ?? { kind: 'outside', url: url.startsWith('//') ? `https:${url}` : url };
  }
  if (found?.kind === 'hub' || found?.isAwaited) return found;
  return { kind: 'nowhere' as const, advice: nowhere(found, url) };
}

function nowhere(found: Extract<Target, { kind: 'outside' }> | null, url: string): string {
  const missing = 'there is no such picture in the source';
  if (found) return `${missing}; of ${found.url}: ${found.advice ?? 'nothing is known'}`;
  const remedy = 'put it in content/media/ and show it';
  if (!url.startsWith('/')) return `${missing}; ${remedy}`;
  return `${missing}; ${remedy}, or import with --site and --fetch-pictures`;
}

/** The file of the source that the old blog showed at the address `url` of its own. */
function ownCopy(url: string, { media, isOwnHost }: Places): Copy | null {
  const parsed = URL.parse(url, 'https://unknown.invalid');
  return parsed && isOwnHost(parsed.host) ? media.picture(decoded(parsed.pathname), '') : null;
}

/** Beside the text, in the folder of its name (Hexo), or beside the text that it translates (Docusaurus). */
function pictureIn(
  url: string,
  { article: { entry }, media }: { article: ImportedArticle; media: Media },
): Copy | null {
  const name = url.startsWith('{') ? nameInCode(url, entry.body) : url;
  if (name === null) return null;
  const ownFolder = ownFolderOf(entry.source);
  const original = untranslatedPath(entry.source).replace(/[^/]*$/, '');
  // Chirpy: the folder of all pictures that a text names.
  const said = fieldsOf(entry.fields).text('media_subpath', 'img_path');
  const shared =
    said === null || name.startsWith('/') ? [] : [`${said.replaceAll(/^\/|\/$/g, '')}/`];
  for (const base of [...shared, entry.base, ownFolder, original]) {
    const copy = media.picture(name, base);
    if (copy) return copy;
  }
  return null;
}

/** The file that `{require('./a.png').default}`, `{useBaseUrl('/a.png')}` or `{photo}`, imported above, names. */
function nameInCode(code: string, body: string): string | null {
  const quoted = /["'`]([^"'`]+)["'`]/.exec(code)?.[1];
  if (quoted !== undefined) return quoted;
  const name = /^\{\s*([A-Za-z_$][\w$]*)(?:\.src)?\s*\}$/.exec(code)?.[1];
  if (name === undefined) return null;
  const imports = body.matchAll(/^import\s+([\w$]+)\s+from\s+["']([^"']+)["']/gm);
  return [...imports].find(([, one]) => one === name)?.[2] ?? null;
}

/** The cover of `article` as front matter: its own, else a neutral drawing. */
export function coverFor(
  article: ImportedArticle,
  { hub, ...places }: Places & { readonly hub: Content['hub'] },
) {
  const { cover, notes, title } = article;
  const target = cover && pictureFor(cover.src, { article, ...places });
  const inEach = (text: (language: Language) => string) =>
    Object.fromEntries(hub.languages.map((language) => [language, text(language)]));
  if (cover && target?.kind === 'hub') {
    const alt = cover.alt ?? title;
    const advice = [cover.alt === null ? 'say what it shows' : '', target.advice ?? '']
      .filter((one) => one !== '')
      .join('; ');
    notes.met(advice === '' ? 'mapped' : 'guessed', 'cover', {
      line: 1,
      what: `${cover.src}, described as "${alt}"`,
      ...(advice !== '' && { advice }),
    });
    return { src: target.url, alt: { [article.lang]: alt } };
  }
  const isAwaited = target?.kind === 'outside' && target.isAwaited === true;
  notes.met(cover && !isAwaited ? 'lost' : 'guessed', 'cover', {
    line: 1,
    what: cover ? cover.src : 'none, so a neutral drawing',
    advice: cover ? adviceOnCover(target) : 'choose a picture',
  });
  const alt = inEach((language) => drawing[language]);
  return { src: '../../media/imported/cover.svg', alt, generated: true };
}

function adviceOnCover(target: Target | null): string {
  if (target?.kind === 'outside' && target.isAwaited) return 'it would be fetched';
  return `${target?.advice ?? 'it is elsewhere'}; a neutral drawing stands there`;
}

const drawing = { nl: 'Neutrale tekening', en: 'A neutral drawing' } as const satisfies Record<
  Language,
  string
>;

/** The folder of a text's own name: Hexo keeps there what belongs to it. */
export function ownFolderOf(source: string): string {
  return `${source.replace(/\.\w+$/, '')}/`;
}
