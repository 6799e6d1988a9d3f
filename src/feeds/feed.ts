/** A feed before it is written in one of its formats; all of them say exactly this. */
export interface Feed {
  /** Never changes, whatever happens to titles. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** The page whose articles it holds, absolute. */
  readonly url: string;
  /** Where each of its formats is, absolute. */
  readonly addresses: Readonly<Record<FeedFormat, string>>;
  /** When the newest change in it happened; `null` for a feed that never held anything. */
  readonly updated: Date | null;
  /** The day it is written for. */
  readonly asOf: Date;
  /** Who answers for the whole of it. */
  readonly publisher: FeedAuthor;
  readonly rights: string;
  /** A square picture of at least 180 pixels, absolute. */
  readonly icon: string | null;
  /** A WebSub hub that tells subscribers of new items, absolute. */
  readonly hub: string | null;
  /** Newest first. */
  readonly items: readonly FeedItem[];
}

export const feedFormatIds = ['rss', 'atom', 'json'] as const;

export type FeedFormat = (typeof feedFormatIds)[number];

/** An article in a feed. */
export interface FeedItem {
  /** Never changes, whatever happens to title, text and address: readers know by it what they have seen. */
  readonly id: string;
  /** Absolute. */
  readonly url: string;
  readonly title: string;
  /** Plain text. */
  readonly summary: string;
  /** The whole article as HTML that needs no page around it: disclosures and origin, text, sources. */
  readonly html: string;
  /** BCP 47. */
  readonly language: string;
  readonly published: Date;
  readonly updated: Date;
  readonly authors: readonly FeedAuthor[];
  readonly categories: readonly string[];
  readonly image: FeedImage | null;
}

export interface FeedAuthor {
  readonly name: string;
  /** Absolute. */
  readonly url: string;
}

export interface FeedImage {
  /** Absolute. */
  readonly url: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

/** Items in one feed: enough for a year of weekly articles, little enough to fetch every hour. */
export const maxItems = 50;

// XML 1.0 §2.2: what no XML document may hold, not even escaped. Lone surrogates are among it.
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * `feed` with texts that every format can hold: without characters that XML forbids, and with the one
 * line ending that XML parsers give back.
 */
export function writableFeed(feed: Feed): Feed {
  return {
    ...writable(feed),
    publisher: writable(feed.publisher),
    items: feed.items.map((item) => ({
      ...writable(item),
      authors: item.authors.map(writable),
      categories: item.categories.map(writableText),
      image: item.image && writable(item.image),
    })),
  };
}

/** See {@link writableFeed}. */
export function writableText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(notXml, '');
}

function writable<T extends object>(fields: T): T {
  const entries = Object.entries(fields).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? writableText(value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}
