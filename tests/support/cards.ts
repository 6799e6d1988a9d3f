import path from 'node:path';

import { drawCards } from '#adapters/card-renderer/draw-cards.ts';
import { type Card, cardPathOf } from '#cards/card.ts';
import { facesOf } from '#cards/scene.ts';
import { brandSchema } from '#hub/brand.ts';
import { brandTokens } from '#hub/brand-tokens.ts';

import { type HubFolder, makeHub } from './hub-folder.ts';

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

const brand = brandSchema.parse({ color: 'oklch(0.56 0.19 10)', logo: '/logo.svg' });

export const tokens = brandTokens({ brand }).light;

export const faces = facesOf(brand.type);

/** A drawing 3 wide and 2 high. */
export const cover =
  '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1067"><rect width="1600" height="1067" fill="#123a5c"/><circle cx="800" cy="533" r="300" fill="#f2b705"/></svg>';

/** The minimal hub with a cover; `files` as for `makeHub`. */
export async function aDrawnHub(files: Parameters<typeof makeHub>[0] = {}): Promise<HubFolder> {
  return makeHub({ 'content/media/tyre.svg': cover, ...files });
}

/** Draws into the hub's own folder with one worker; a second call finds the first one's cache. */
export function draw(
  { root }: HubFolder,
  cards: readonly Card[],
  { outDir = 'dist', workers = 1 } = {},
) {
  return drawCards(cards, {
    root,
    outDir: path.join(root, outDir),
    cacheDir: path.join(root, 'cache'),
    tokens,
    faces,
    workers,
  });
}

/** Where {@link draw} puts the card of a page. */
export function cardFile({ root }: HubFolder, card: Card, outDir = 'dist'): string {
  return path.join(root, outDir, cardPathOf(card.path));
}
