import type { ImageSlot, Rule } from '../platform.ts';

/** The day on which every number in these tables was last held against its source. */
export const checkedOn = '2026-11-01';

/** A number that the platform itself, or its code, states. */
export function stated(max: number, source: string): Rule {
  return { max, source, checkedOn };
}

/** A number that only others state. */
export function hearsay(max: number, source: string): Rule {
  return { max, source, checkedOn, unconfirmed: true };
}

/** The picture of a link's preview, which every platform takes from the page's Open Graph tags. */
export function linkPicture(source: string, more: Pick<ImageSlot, 'bytes' | 'alt'>): ImageSlot {
  return { place: 'link', width: 1200, height: 630, images: stated(1, source), ...more };
}
