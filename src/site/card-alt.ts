import { cardAlt } from '#cards/card.ts';
import { cardMessages } from '#cards/messages.ts';
import { type Language, localeOf, textIn } from '#hub/languages.ts';
import type { PlaceId } from '#hub/urls.ts';

import type { ArticleCopy } from './article-copy.ts';
import { hub } from './shell.ts';

// What a page's card says is derived here from what the page itself shows, not looked up among all
// cards: a page that knew every card would have to be rendered again whenever one of them changes.
// A test holds the two equal.

export function articleCardAlt({ data, language, authors }: ArticleCopy): string {
  const list = new Intl.ListFormat(localeOf[language], { type: 'conjunction' });
  return cardAlt({
    language,
    layout: 'article',
    title: data.title,
    standfirst: null,
    byline: authors.length > 0 ? { names: list.format(authors.map(({ name }) => name)) } : null,
    covers: [{ alt: textIn(language, data.cover.alt) }],
    brandName: hub.name,
  });
}

/** The card of a page that shows its title and one or two sentences. */
export function pageCardAlt(
  language: Language,
  { title, standfirst = null }: { readonly title: string; readonly standfirst?: string | null },
): string {
  return cardAlt({
    language,
    layout: 'plain',
    title,
    standfirst,
    byline: null,
    covers: [],
    brandName: hub.name,
  });
}

/** The card of a fixed place. */
export function placeCardAlt(language: Language, place: PlaceId): string {
  const texts = cardMessages[language].places[place];
  if (texts) return pageCardAlt(language, texts);
  const own = place === 'newsletter' ? newsletterTexts(language) : rootTexts(language);
  return pageCardAlt(language, own);
}

export function archiveYearCardAlt(language: Language, year: string): string {
  return pageCardAlt(language, { title: cardMessages[language].archiveOf(year) });
}

function rootTexts(language: Language) {
  return {
    title: textIn(language, hub.tagline) ?? hub.name,
    standfirst: textIn(language, hub.description),
  };
}

function newsletterTexts(language: Language) {
  const { name, promise } = hub.newsletter;
  return { title: textIn(language, name) ?? hub.name, standfirst: textIn(language, promise) };
}
