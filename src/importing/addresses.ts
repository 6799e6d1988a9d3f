import { articlePath } from '#hub/urls.ts';

import type { Target } from './body/write-body.ts';
import type { ImportedArticle } from './imported-article.ts';
import { placeOf, untranslatedPath } from './place.ts';

export interface AddressBook {
  /** Where `url`, in the text of `from`, leads on the hub. */
  readonly link: (url: string, from: ImportedArticle) => Target;
}

interface Known {
  readonly article: ImportedArticle;
  readonly path: string;
}

/** Knows every old address of every article: those that the source names, and those that generators make of its path. */
export function addressBook(
  articles: readonly ImportedArticle[],
  {
    site,
    ownSite,
    today,
    fileFor,
  }: {
    /** Where links that no imported article answers lead; `null` where that is nowhere. */
    readonly site: string | null;
    /** Where the source says that the old site was: links to its articles are links within the blog. */
    readonly ownSite: string | null;
    readonly today: string;
    /** The address of a file of the source that texts may link to, once it is copied. */
    readonly fileFor: (url: string, from: ImportedArticle) => string | null;
  },
): AddressBook {
  const isPublic = ({ status, publishedAt }: ImportedArticle) =>
    status === 'published' && publishedAt <= today;
  const bySource = new Map<string, Known>();
  /** The same by the last part of their names. */
  const byEnd = new Map<string, [name: string, known: Known][]>();
  const byPath = new Map<string, Known[]>();
  const twins = Map.groupBy(articles, ({ translationKey }) => translationKey);
  for (const article of articles) {
    const known = { article, path: articlePath(article.lang, article.slug) };
    for (const name of sourceNames(article.entry.source)) {
      if (bySource.has(name)) continue;
      bySource.set(name, known);
      const end = lastPart(name);
      const others = byEnd.get(end);
      if (others) others.push([name, known]);
      else byEnd.set(end, [[name, known]]);
    }
    for (const old of [...article.oldPaths, ...guessedPaths(article)]) {
      const key = comparablePath(old);
      // `/?p=123`, which says nothing but its number.
      if (key === '/') continue;
      const others = byPath.get(key);
      if (others) others.push(known);
      else byPath.set(key, [known]);
    }
  }

  const find = (path: string, from: ImportedArticle): Known | null => {
    const file = joined(from.entry.base, path);
    // A translation of Docusaurus links as if it stood where its original does.
    const original = joined(untranslatedPath(from.entry.source).replace(/[^/]*$/, ''), path);
    const exact = [...sourceNames(file), ...sourceNames(original)]
      .map((name) => bySource.get(name))
      .find((one) => one !== undefined);
    if (exact && !path.startsWith('/')) {
      // An address names no file: seen from the page of a translation it is that of another translation.
      const isFile = /\.(?:mdx?|markdown)$/i.test(path);
      return (isFile ? undefined : inLanguageOf(exact, from)) ?? exact;
    }
    const candidates = byPath.get(comparablePath(path.startsWith('/') ? path : `/${file}`)) ?? [];
    return (
      candidates.find(({ article }) => article.lang === from.lang) ?? candidates[0] ?? exact ?? null
    );
  };

  const anchored = (known: Known, hash: string, from: ImportedArticle): Target => {
    const isSelf = known.article === from;
    if (!isSelf && isPublic(from) && !isPublic(known.article)) {
      return { kind: 'nowhere', advice: `${known.path} is not public; link to it when it is` };
    }
    const path = isSelf ? '' : known.path;
    if (hash === '') return { kind: 'hub', url: path || known.path };
    const found = anchorIn(known.article, hash, twins);
    if (found)
      return { kind: 'hub', url: `${path}#${found.id}`, ...(found.isGuess && { isGuess: true }) };
    const advice = `no heading of ${isSelf ? 'the text' : known.path} is called that`;
    return isSelf ? { kind: 'nowhere', advice } : { kind: 'hub', url: path, isGuess: true };
  };

  const inLanguageOf = ({ article }: Known, from: ImportedArticle): Known | undefined => {
    if (article.lang === from.lang || article.translationKey === null) return undefined;
    const twin = twins.get(article.translationKey)?.find(({ lang }) => lang === from.lang);
    return twin && { article: twin, path: articlePath(twin.lang, twin.slug) };
  };

  /** `{% post_url 2019-05-01-x %}` and `{{< ref "x.md#y" >}}` name a file by the end of its path. */
  const byReference = (meant: string, from: ImportedArticle): Target => {
    const [, tongue, reference = ''] = /^(?:([a-z]{2}):)?(.*)$/s.exec(meant) ?? [];
    const [path = '', hash = ''] = reference.split('#');
    if (path === '') return anchored({ article: from, path: '' }, hash, from);
    const [wanted = ''] = sourceNames(path.replace(/^\//, '')).slice(-1);
    const asked = tongue ?? from.lang;
    const known =
      (tongue === undefined ? find(path, from) : null) ??
      (byEnd.get(lastPart(wanted)) ?? [])
        .filter(([name]) => name === wanted || name.endsWith(`/${wanted}`))
        .map(([, one]) => one)
        .toSorted((a, b) => Number(b.article.lang === asked) - Number(a.article.lang === asked))[0];
    if (!known) return { kind: 'nowhere', advice: `no imported article is ${path}` };
    const meantOne = tongue === undefined ? (inLanguageOf(known, from) ?? known) : known;
    return anchored(meantOne, hash, from);
  };

  return {
    link(url, from) {
      // Docusaurus: from the folder of the site, and a file that is no text.
      const trimmed = url.trim().replace(/^@site(?=\/)|^pathname:\/\/(?=\/)/, '');
      const self = { article: from, path: articlePath(from.lang, from.slug) };
      if (trimmed === '' || trimmed === '#') return { kind: 'nowhere', advice: 'it led nowhere' };
      if (trimmed.startsWith('#')) return anchored(self, decoded(trimmed.slice(1)), from);
      if (/%7B(?:%7B|%25)/i.test(trimmed)) {
        return {
          kind: 'nowhere',
          advice: 'a template computed it, and nobody knows its value here',
        };
      }
      const meant = /^freehold-ref:(.*)$/s.exec(trimmed)?.[1];
      if (meant !== undefined) return byReference(decoded(meant), from);
      if (/^(?:mailto|tel):/i.test(trimmed)) return { kind: 'outside', url: trimmed };
      const absolute = /^[a-z][a-z\d+.-]*:|^\/\//i.test(trimmed);
      const isOwn = isWithin(trimmed, site) || isWithin(trimmed, ownSite);
      if (absolute && !isOwn) return outside(trimmed);
      const local = absolute ? trimmed.replace(/^(?:https?:)?\/\/[^/]*/i, '') || '/' : trimmed;
      const [, path = '', hash = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(local) ?? [];
      const known = find(decoded(path), from);
      if (known) return anchored(known, decoded(hash), from);
      if (absolute && !isWithin(trimmed, site)) return outside(trimmed);
      const file = fileFor(decoded(path), from);
      if (file) return { kind: 'hub', url: file };
      if (path === '/' || path === '')
        return { kind: 'hub', url: from.lang === 'nl' ? '/' : '/en/', isGuess: true };
      if (site) return { kind: 'outside', url: new URL(local, site).href };
      return {
        kind: 'nowhere',
        advice: 'no imported article had that address; --site makes it lead to the old site',
      };
    },
  };
}

function anchorIn(
  article: ImportedArticle,
  name: string,
  twins: ReadonlyMap<string | null, ImportedArticle[]>,
): { id: string; isGuess: boolean } | null {
  const own = article.text.anchors;
  const exact = own.byName.get(name) ?? own.byName.get(name.toLowerCase());
  if (exact) return { id: exact, isGuess: false };
  if (article.translationKey === null) return null;
  // A translation often keeps the original's names of places: the heading in the same place is meant.
  for (const twin of twins.get(article.translationKey) ?? []) {
    const other = twin === article ? undefined : twin.text.anchors;
    const id = other?.byName.get(name) ?? other?.byName.get(name.toLowerCase());
    const index = id === undefined ? -1 : (other?.ids.indexOf(id) ?? -1);
    const same = other && own.ids.length === other.ids.length ? own.ids[index] : undefined;
    if (same) return { id: same, isGuess: true };
  }
  return null;
}

function outside(url: string): Target {
  const address = URL.parse(url.startsWith('//') ? `https:${url}` : url);
  if (!address || !/^https?:$/.test(address.protocol)) {
    return { kind: 'nowhere', advice: 'it is no address that a hub may link to' };
  }
  return {
    kind: 'outside',
    url: /\s/.test(url) ? address.href : url.startsWith('//') ? address.href : url,
  };
}

function isWithin(url: string, site: string | null): boolean {
  if (!site) return false;
  const plain = (host: string | undefined) => host?.replace(/^www\./, '');
  return (
    plain(URL.parse(url.startsWith('//') ? `https:${url}` : url)?.host) ===
    plain(URL.parse(site)?.host)
  );
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The names by which other texts may mean the file `source`. */
function sourceNames(source: string): string[] {
  const plain = source.replace(/\/$/, '').replace(/\.(?:mdx?|markdown|html?)$/i, '');
  const bare = plain.replace(/\.[a-z]{2}(?:-[a-z]{2})?$/i, '');
  const names = [source, plain, bare, bare.replace(/\/(?:_?index|README)$/i, '')];
  return names.map((name) => name.toLowerCase());
}

/** Paths that the common generators make of where a text stands. */
export function guessedPaths({ entry, slug, lang, publishedAt }: ImportedArticle): string[] {
  const { folders, name } = placeOf(entry.source);
  const own = folders.filter(
    (one) => !/^(?:_.*|content|src|pages|app|source|docs|website|articles)$/i.test(one),
  );
  const [year, month, day] = publishedAt.split('-');
  const names = [...new Set([slug, name])];
  return names.flatMap((one) => [
    `/${[...own, one].join('/')}/`,
    `/${[...folders.map((folder) => folder.replace(/^_/, '')), one].join('/')}/`,
    `/${one}/`,
    `/${lang}/${one}/`,
    `/${lang}/${[...own, one].join('/')}/`,
    `/blog/${one}/`,
    `/posts/${one}/`,
    `/${year}/${month}/${day}/${one}/`,
    `/${year}/${month}/${one}/`,
    `/${[...own, year, month, day, one].join('/')}/`,
    `/blog/${year}/${month}/${day}/${one}/`,
  ]);
}

/** Old sites spell one address in several ways. */
export function comparablePath(url: string): string {
  const path = decoded(url.replace(/^(?:https?:)?\/\/[^/]*/i, '').replace(/[?#].*$/s, ''));
  return `/${path
    .replace(/\/index(?:\.\w+)?$/i, '')
    .replace(/\.(?:html?|mdx?|markdown|php)$/i, '')
    .replaceAll(/^\/+|\/+$/g, '')}`.toLowerCase();
}

/** `path` as seen from `base`, both below the source's root. */
export function joined(base: string, path: string): string {
  const segments: string[] = path.startsWith('/')
    ? []
    : base.split('/').filter((one) => one !== '');
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
