import type { Day } from '#hub/calendar.ts';

import type { ApiFields } from './api-fields.ts';

/** A number that a platform sets, and how we know. */
export interface Rule {
  readonly max: number;
  readonly source: string;
  readonly checkedOn: Day;
  /** No first-hand source says so: breaking it is a warning, never an error. */
  readonly unconfirmed?: true;
  /** None does, but all who post there for others say the same and refuse what breaks it. */
  readonly isAgreed?: true;
}

export type Unit = 'weighted' | 'grapheme' | 'utf8' | 'utf16' | 'char' | 'link' | 'hashtag';

/** The most of something that a share post may have. */
export interface Limit extends Rule {
  readonly unit: Unit;
  readonly count: (text: string) => number;
}

/** A picture that goes with a post: the one the link shows, one that is attached, or one shown for a day. */
export interface ImageSlot {
  readonly place: 'link' | 'attachment' | 'story';
  /** The size to aim for, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly images: Rule;
  readonly bytes: Rule;
  /** Length of the alternative text, in characters. */
  readonly alt?: Rule;
}

/** What hashtags do on a platform, and how many we write: our own choice within what it allows. */
export interface HashtagRule {
  readonly written: number;
  /** Which of the hashtags in a post can be followed: each one, the first, or none since it knows no hashtags. */
  readonly link: 'all' | 'first' | 'none';
  /** Only after white space, not after a bracket or quote, is `#` more than a sign. */
  readonly needsSpace?: true;
  /** The longest name, without `#`, in characters as readers see them. */
  readonly name?: Rule;
}

/** How much of a post shows before a reader asks for more, in characters. */
export interface Fold extends Rule {
  readonly device: 'desktop' | 'mobile' | 'any';
}

/** Characters that a platform refuses in title and text. */
export interface RefusedCharacters {
  readonly characters: string;
  /** What we write for each of them. */
  readonly instead: string;
  readonly source: string;
  readonly checkedOn: Day;
}

/** What stands ready on a platform's page to post from. */
export interface IntentPost {
  readonly text: string;
  /** Empty where the platform's posts have no title. */
  readonly title: string;
  readonly url: string;
  /** Address of the picture that goes with the link. */
  readonly image: string;
}

/** What a platform demands of a share post. */
export interface Platform {
  readonly label: string;
  /** The day whose rules these are. */
  readonly asOf: Day;
  /** All of these hold at once; the first is the length that people know. */
  readonly limits: readonly [Limit, ...Limit[]];
  /** Where a post has a title in a field of its own. */
  readonly title?: Limit;
  /** The text is the link and nothing else; the title says everything. */
  readonly isTitleOnly?: true;
  readonly hashtags: HashtagRule;
  /**
   * Where readers find the link: in the text, in a field of its own beside the text, or, where links
   * cannot be followed, in the profile to which the text then sends them.
   */
  readonly links: 'in-post' | 'own-field' | 'in-profile';
  readonly images: readonly ImageSlot[];
  readonly folds?: readonly Fold[];
  /** Several posts that answer each other, told as one story. */
  readonly hasThreads?: true;
  /** The first comment below one's own post, where it is customary to write one. */
  readonly comment?: Limit;
  readonly refused?: RefusedCharacters;
  /** What a program sends where a person would paste the text. */
  readonly api?: (text: string) => ApiFields;
  /** A page on which the post stands ready to be sent, where the platform has one. */
  readonly intent?: (post: IntentPost) => string;
}

/** Whether `text` keeps every limit of `platform`. */
export function fits(text: string, { limits }: Pick<Platform, 'limits'>): boolean {
  return limits.every(({ max, count }) => count(text) <= max);
}

/** Every number of `platform` that came from outside. */
export function rulesOf({ limits, title, images, folds, hashtags, comment }: Platform): Rule[] {
  return [
    ...limits,
    ...images.flatMap((slot) => [slot.images, slot.bytes, ...(slot.alt ? [slot.alt] : [])]),
    ...(title ? [title] : []),
    ...(folds ?? []),
    ...(hashtags.name ? [hashtags.name] : []),
    ...(comment ? [comment] : []),
  ];
}
