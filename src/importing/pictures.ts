import type { Content } from '#articles/content.ts';
import type { Language } from '#hub/languages.ts';

import type { Target } from './body/write-body.ts';
import type { ImportedArticle } from './imported-article.ts';
import type { Media } from './media.ts';

/** Where the picture that `url` names in the text of `article` is on the hub. */
export function pictureFor(
  url: string,
  { article, media }: { article: ImportedArticle; media: Media },
): Target {
  if (/^(?:https?:)?\/\//i.test(url)) {
    return { kind: 'outside' as const, url: url.startsWith('//') ? `https:${url}` : url };
  }
  if (/^[a-z][a-z\d+.-]*:/i.test(url)) return { kind: 'nowhere' as const, advice: 'it is no file' };
  const copy = media.picture(url, article.entry.base);
  if (copy) return { kind: 'hub' as const, url: `../../${copy.to.slice('content/'.length)}` };
  return {
    kind: 'nowhere' as const,
    advice: 'there is no such picture in the source; put it in content/media/ and show it',
  };
}

/** The cover of `article` as front matter: its own, else a neutral drawing. */
export function coverFor(
  article: ImportedArticle,
  { media, hub }: { media: Media; hub: Content['hub'] },
) {
  const { cover, notes, title } = article;
  const copy = cover && media.picture(cover.src, article.entry.base);
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
