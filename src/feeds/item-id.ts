import type { Language } from '#hub/languages.ts';

/**
 * A tag URI (RFC 4151) that rests on the slug, as the address does: it stays the same when an
 * article's title, text, dates or translation change, so that feed readers never show it twice.
 */
export function itemId(
  site: string,
  article: { readonly language: Language; readonly slug: string },
): string {
  return tagUri(site, `${article.language}/${article.slug}`);
}

/** The id of a whole feed, whose page is at `path`. */
export function feedId(site: string, path: string): string {
  return tagUri(site, `feed${path}`);
}

/** RFC 4151 asks for a date on which the name was the brand's; one for all keeps ids free of content. */
function tagUri(site: string, specific: string): string {
  return `tag:${new URL(site).hostname},2026:${specific}`;
}
