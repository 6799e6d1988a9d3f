import type { Content } from '#articles/content.ts';
import type { Language } from '#hub/languages.ts';

import type { Target } from './body/write-body.ts';
import type { ImportedArticle } from './imported-article.ts';
import type { Copy, Media } from './media.ts';
import { untranslatedPath } from './place.ts';

/** Where the picture that `url` names in the text of `article` is on the hub. */
export function pictureFor(
  url: string,
  { article, media }: { article: ImportedArticle; media: Media },
): Target {
  if (/^(?:https?:)?\/\//i.test(url)) {
    return { kind: 'outside' as const, url: url.startsWith('//') ? `https:${url}` : url };
  }
  if (/^[a-z][a-z\d+.-]*:/i.test(url)) return { kind: 'nowhere' as const, advice: 'it is no file' };
  const copy = pictureIn(url, { article, media });
  if (copy) return { kind: 'hub' as const, url: `../../${copy.to.slice('content/'.length)}` };
  return {
    kind: 'nowhere' as const,
    advice: 'there is no such picture in the source; put it in content/media/ and show it',
  };
}

/** Beside the text, in the folder of its name (Hexo), or beside the text that it translates (Docusaurus). */
function pictureIn(
  url: string,
  { article: { entry }, media }: { article: ImportedArticle; media: Media },
): Copy | null {
  const name = url.startsWith('{') ? nameInCode(url, entry.body) : url;
  if (name === null) return null;
  const ownFolder = `${entry.source.replace(/\.\w+$/, '')}/`;
  const original = untranslatedPath(entry.source).replace(/[^/]*$/, '');
  for (const base of [entry.base, ownFolder, original]) {
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
  { media, hub }: { media: Media; hub: Content['hub'] },
) {
  const { cover, notes, title } = article;
  const copy = cover && pictureIn(cover.src, { article, media });
  const inEach = (text: (language: Language) => string) =>
    Object.fromEntries(hub.languages.map((language) => [language, text(language)]));
  if (copy) {
    const alt = cover.alt ?? title;
    notes.met(cover.alt === null ? 'guessed' : 'mapped', 'cover', {
      line: 1,
      what: `${cover.src}, described as "${alt}"`,
      ...(cover.alt === null && { advice: 'say what it shows' }),
    });
    return { src: `../../${copy.to.slice('content/'.length)}`, alt: { [article.lang]: alt } };
  }
  notes.met(cover ? 'lost' : 'guessed', 'cover', {
    line: 1,
    what: cover ? cover.src : 'none, so a neutral drawing',
    advice: cover
      ? 'there is no such picture in the source; a neutral drawing stands there'
      : 'choose a picture',
  });
  const alt = inEach((language) => drawing[language]);
  return { src: '../../media/imported/cover.svg', alt, generated: true };
}

const drawing = { nl: 'Neutrale tekening', en: 'A neutral drawing' } as const satisfies Record<
  Language,
  string
>;
