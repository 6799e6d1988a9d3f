import type { Day } from '#hub/calendar.ts';
import type { Language } from '#hub/languages.ts';

/**
 * A tag URI (RFC 4151) that stays the same when an article's title, text or date of update changes.
 * Where it has a translation key it also survives another slug.
 */
export function itemId(
  site: string,
  article: {
    readonly language: Language;
    readonly slug: string;
    readonly translationKey?: string | undefined;
    readonly publishedAt: Day;
  },
): string {
  const { language, slug, translationKey, publishedAt } = article;
  // The two kinds of name must not meet: an article may have the slug that is another's key.
  const name = translationKey ?? `slug/${slug}`;
  return tagUri(site, publishedAt.slice(0, 4), `${language}/${name}`);
}

/** The id of a whole feed, whose page is at `path`; the year is a constant, since feeds have no date. */
export function feedId(site: string, path: string): string {
  return tagUri(site, '2026', `feed${path}`);
}

function tagUri(site: string, year: string, specific: string): string {
  return `tag:${new URL(site).hostname},${year}:${specific}`;
}
