import path from 'node:path';

import { type Card, cardPathOf } from '#cards/card.ts';

import { writeFileAtomically } from '../atomic-file.ts';
import { drawImages, type DrawImagesOptions, type DrawnImages } from './draw-images.ts';

export interface DrawCardsOptions extends DrawImagesOptions {
  /** The folder of public files; cards get their {@link cardPathOf} below it. */
  readonly outDir: string;
}

/** Draws the cards that are not in the cache and writes all of them. The same cards give the same bytes. */
export async function drawCards(
  cards: readonly Card[],
  { outDir, ...options }: DrawCardsOptions,
): Promise<DrawnImages> {
  return drawImages(
    cards.map((card) => ({ card, format: 'og' })),
    options,
    ({ card }, { jpeg }) => writeFileAtomically(path.join(outDir, cardPathOf(card.path)), jpeg),
  );
}
