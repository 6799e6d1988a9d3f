import { generateAtomFeed } from 'feedsmith';

import { type Feed, type FeedItem, writableFeed } from './feed.ts';
import { tightText } from './xml-text.ts';

/** Atom 1.0 (RFC 4287). */
export function atomOf(given: Feed): string {
  const feed = writableFeed(given);
  const xml = generateAtomFeed(
    {
      id: feed.id,
      title: { value: feed.title, type: 'text' },
      subtitle: { value: feed.description, type: 'text' },
      // RFC 4287 §4.1.1 wants a date of every feed.
      updated: feed.updated ?? feed.asOf,
      links: [
        { rel: 'self', type: 'application/atom+xml', href: feed.addresses.atom },
        { rel: 'alternate', type: 'text/html', hreflang: feed.language, href: feed.url },
        ...(feed.hub === null ? [] : [{ rel: 'hub', href: feed.hub }]),
      ],
      authors: [{ name: feed.publisher.name, uri: feed.publisher.url }],
      rights: { value: feed.rights, type: 'text' },
      ...(feed.icon !== null && { icon: feed.icon }),
      xml: { lang: feed.language },
      entries: feed.items.map(entryOf),
    },
    { strict: true },
  );
  return tightText(xml);
}

function entryOf(item: FeedItem) {
  const { image } = item;
  return {
    id: item.id,
    title: { value: item.title, type: 'text' },
    published: item.published,
    updated: item.updated,
    links: [
      { rel: 'alternate', type: 'text/html', hreflang: item.language, href: item.url },
      ...(image
        ? [{ rel: 'enclosure', type: image.mediaType, length: image.bytes, href: image.url }]
        : []),
    ],
    authors: item.authors.map(({ name, url }) => ({ name, uri: url })),
    categories: item.categories.map((term) => ({ term })),
    summary: { value: item.summary, type: 'text' },
    content: { value: item.html, type: 'html' },
    ...(item.language && { xml: { lang: item.language } }),
  };
}
