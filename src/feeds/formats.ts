import type { FeedFormat } from './feed.ts';

/** A way to write a feed down, as links to it name it. */
export interface Format {
  readonly label: string;
  /** The name of its file in the folder of the page it belongs to. */
  readonly file: string;
  readonly mediaType: string;
}

export const feedFormats = {
  rss: { label: 'RSS', file: 'rss.xml', mediaType: 'application/rss+xml' },
  atom: { label: 'Atom', file: 'atom.xml', mediaType: 'application/atom+xml' },
  json: { label: 'JSON', file: 'feed.json', mediaType: 'application/feed+json' },
} as const satisfies Record<FeedFormat, Format>;
