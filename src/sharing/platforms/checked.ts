import type { Day } from '#hub/calendar.ts';

import type { ImageSlot, Rule } from '../platform.ts';

/** The day on which every number in these tables was held against its source, unless it says another. */
export const checkedOn = '2026-11-01';

/** When those were that came to have a source of the platform's own. */
export const checkedAgainOn = '2026-11-22';

/** A number that the platform itself, or its code, states. */
export function stated(max: number, source: string, on: Day = checkedOn): Rule {
  return { max, source, checkedOn: on };
}

/** A number that only others state. */
export function hearsay(max: number, source: string): Rule {
  return { max, source, checkedOn, unconfirmed: true };
}

/** A number that others state, all of them the same, and that their services hold posts to. */
export function agreed(max: number, source: string): Rule {
  return { max, source, checkedOn, isAgreed: true };
}

/** The picture of a link's preview, which every platform takes from the page's Open Graph tags. */
export function linkPicture(source: string, more: Pick<ImageSlot, 'bytes' | 'alt'>): ImageSlot {
  return { place: 'link', width: 1200, height: 630, images: stated(1, source), ...more };
}

/** A picture of the height of a phone that is gone after a day; the link goes onto it in the app. */
export function storyPicture(source: string, bytes: Rule): ImageSlot {
  return { place: 'story', width: 1080, height: 1920, images: hearsay(1, source), bytes };
}
