import type { Language } from '#hub/languages.ts';

import { cardFormats } from './formats.ts';
import { cardMessages } from './messages.ts';

/** Every card has this size: what Open Graph readers ask for, 1.91:1. */
export const cardSize = { width: cardFormats.og.width, height: cardFormats.og.height } as const;

/** A picture in the project. */
export interface CardPicture {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  /** What it shows, in the card's language where the editor wrote it. */
  readonly alt: string | null;
}

export interface Byline {
  /** One name, or several as a sentence lists them. */
  readonly names: string;
  /** What the author does; left out where there are several. */
  readonly role: string | null;
}

/** How a card is composed; see `layouts.ts`. */
export type CardLayout = 'article' | 'front' | 'person' | 'people' | 'plain';

/** What the preview image of a page shows. */
export interface Card {
  /** Path of the page it belongs to. */
  readonly path: string;
  /** The file its title comes from, relative to the project. */
  readonly file: string;
  readonly language: Language;
  readonly layout: CardLayout;
  /** The line above the title: a topic, or what kind of page it is. */
  readonly kicker: string | null;
  /** After the kicker: the kind of article, where that says something. */
  readonly label: string | null;
  readonly title: string;
  /** A sentence or two below the title. */
  readonly standfirst: string | null;
  readonly byline: Byline | null;
  /** Faces beside the by-line; on people's own cards they are the picture. */
  readonly portraits: readonly CardPicture[];
  /** The most important first; what the layout has no room for is left out. */
  readonly covers: readonly CardPicture[];
  /** A character to show very large where there is no picture; the title's first where `null`. */
  readonly ornament: string | null;
  readonly brandName: string;
  /** The brand's logo, relative to the project. */
  readonly logo: string;
}

/**
 * Where the card of the page at `path` is published: `/artikelen/x/` has `/cards/artikelen/x.jpg`,
 * `/` has `/cards/index.jpg` and `/en/` has `/cards/en/index.jpg`.
 */
export function cardPathOf(path: string): string {
  const isRoot = path === '/' || path === '/en/';
  return `/cards${isRoot ? `${path}index` : path.replace(/\/$/u, '')}.jpg`;
}

/** As much of a {@link Card} as its description needs. */
export type DescribedCard = Pick<
  Card,
  'language' | 'layout' | 'title' | 'standfirst' | 'brandName'
> & {
  readonly byline: Pick<Byline, 'names'> | null;
  readonly covers: readonly Pick<CardPicture, 'alt'>[];
};

/** What a card says and shows, for those who do not see it. */
export function cardAlt(card: DescribedCard): string {
  const messages = cardMessages[card.language];
  const title = card.byline ? messages.titleBy(card.title, card.byline.names) : card.title;
  const shown = card.layout === 'article' ? card.covers[0]?.alt : null;
  return [
    sentence(title),
    card.standfirst,
    shown && sentence(messages.shows(shown)),
    sentence(card.brandName),
  ]
    .filter(Boolean)
    .join(' ');
}

function sentence(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}
