import { atomOf } from './atom.ts';
import type { Feed, FeedFormat } from './feed.ts';
import { jsonFeedOf } from './json-feed.ts';
import { rssOf } from './rss.ts';

// Apart from the table of formats, so that pages which only link to feeds do not load what writes them.
const writers = {
  rss: rssOf,
  atom: atomOf,
  json: jsonFeedOf,
} as const satisfies Record<FeedFormat, (feed: Feed) => string | Promise<string>>;

/** The text of `feed` in `format`. */
export async function writeFeed(format: FeedFormat, feed: Feed): Promise<string> {
  return writers[format](feed);
}
