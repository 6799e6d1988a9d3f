import { atomOf } from './atom.ts';
import type { Feed, FeedFormat } from './feed.ts';
import { jsonFeedOf } from './json-feed.ts';
import { rssOf } from './rss.ts';

/** One way to write a feed down. */
export interface Format {
  readonly label: string;
  /** The name of its file in the folder of the page it belongs to. */
  readonly file: string;
  /** What links to it name (autodiscovery). */
  readonly mediaType: string;
  readonly write: (feed: Feed) => string | Promise<string>;
}

export const feedFormats = {
  rss: { label: 'RSS', file: 'rss.xml', mediaType: 'application/rss+xml', write: rssOf },
  atom: { label: 'Atom', file: 'atom.xml', mediaType: 'application/atom+xml', write: atomOf },
  json: { label: 'JSON', file: 'feed.json', mediaType: 'application/feed+json', write: jsonFeedOf },
} as const satisfies Record<FeedFormat, Format>;
