import type { Day } from '#hub/calendar.ts';

import type { Facet } from './facets.ts';

/** A number that a platform sets, and how we know. */
export interface Rule {
  readonly max: number;
  readonly source: string;
  readonly checkedOn: Day;
  /** No first-hand source says so: breaking it is a warning, never an error. */
  readonly unconfirmed?: true;
}

export type Unit = 'weighted' | 'grapheme' | 'utf8' | 'utf16' | 'char' | 'link' | 'hashtag';

/** The most of something that a share post may have. */
export interface Limit extends Rule {
  readonly unit: Unit;
  readonly count: (text: string) => number;
}

/** A picture that goes with a post: the one the link shows, or one that is attached. */
export interface ImageSlot {
  readonly place: 'link' | 'attachment';
  /** The size to aim for, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly images: Rule;
  readonly bytes: Rule;
  /** Length of the alternative text, in characters. */
  readonly alt?: Rule;
}

/** What a program sends where a person would paste the text. */
export interface ApiFields {
  readonly commentary?: string;
  readonly facets?: readonly Facet[];
}

/** What a platform demands of a share post. */
export interface Platform {
  readonly label: string;
  /** The day whose rules these are. */
  readonly asOf: Day;
  /** All of these hold at once; the first is the length that people know. */
  readonly limits: readonly [Limit, ...Limit[]];
  /** How many hashtags we write, after the link: our own choice within what the platform allows. */
  readonly hashtags: number;
  /** Whether a link in a post can be followed; if not, the text sends readers to the profile. */
  readonly links: 'in-post' | 'in-profile';
  readonly images: readonly ImageSlot[];
  readonly api?: (text: string) => ApiFields;
  /** A page on which the post stands ready to be sent, where the platform has one. */
  readonly intent?: (post: { readonly text: string; readonly url: string }) => string;
}

/** Whether `text` keeps every limit of `platform`. */
export function fits(text: string, platform: Platform): boolean {
  return platform.limits.every(({ max, count }) => count(text) <= max);
}
