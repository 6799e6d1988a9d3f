import type { Card } from '#cards/card.ts';

/** The card of the article that `anArticle()` builds; `fields` over it. */
export function aCard(fields: Partial<Card> = {}): Card {
  return {
    path: '/artikelen/eerste-lekke-band/',
    file: 'content/articles/nl/eerste-lekke-band.mdx',
    language: 'nl',
    layout: 'article',
    kicker: 'Repareren',
    label: null,
    title: 'De eerste lekke band',
    standfirst: null,
    byline: { names: 'Ada Wielemaker', role: 'Redacteur' },
    portraits: [{ file: 'content/media/ada.svg', alt: 'Portret van Ada' }],
    covers: [{ file: 'content/media/tyre.svg', alt: 'Een lekke band op een dijk' }],
    ornament: null,
    brandName: 'Proefhub',
    logo: 'public/logo.svg',
    ...fields,
  };
}
