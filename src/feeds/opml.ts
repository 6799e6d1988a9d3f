import { generateOpml } from 'feedsmith';

import { writableText } from './feed.ts';
import { tightText } from './xml-text.ts';

/** A feed as a list of feeds names it. */
export interface ListedFeed {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** Of the RSS document, which every reader takes. */
  readonly feedUrl: string;
  readonly pageUrl: string;
}

/** OPML 2.0 (http://opml.org/spec2.opml) that feed readers import in one go. */
export function opmlOf({
  title,
  owner,
  groups,
}: {
  readonly title: string;
  readonly owner: string;
  readonly groups: readonly { readonly title: string; readonly feeds: readonly ListedFeed[] }[];
}): string {
  const xml = generateOpml({
    head: {
      title: writableText(title),
      ownerName: writableText(owner),
      docs: 'http://opml.org/spec2.opml',
    },
    body: {
      outlines: groups
        .filter(({ feeds }) => feeds.length > 0)
        .map((group) => ({
          text: writableText(group.title),
          outlines: group.feeds.map((feed) => ({
            text: writableText(feed.title),
            title: writableText(feed.title),
            type: 'rss',
            version: 'RSS2',
            xmlUrl: feed.feedUrl,
            htmlUrl: feed.pageUrl,
            language: feed.language,
          })),
        })),
    },
  });
  return tightText(xml);
}
