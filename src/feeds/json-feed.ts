import { generateJsonFeed } from 'feedsmith';

import { type Feed, writableFeed } from './feed.ts';

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeedOf(given: Feed): string {
  const feed = writableFeed(given);
  const document = generateJsonFeed({
    title: feed.title,
    home_page_url: feed.url,
    feed_url: feed.addresses.json,
    description: feed.description,
    language: feed.language,
    authors: [feed.publisher],
    ...(feed.icon !== null && { icon: feed.icon }),
    ...(feed.hub !== null && { hubs: [{ type: 'WebSub', url: feed.hub }] }),
    items: feed.items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      summary: item.summary,
      content_html: item.html,
      language: item.language,
      date_published: item.published,
      date_modified: item.updated,
      authors: item.authors.map(({ name, url }) => ({ name, url })),
      tags: [...item.categories],
      ...(item.image && {
        image: item.image.url,
        attachments: [
          {
            url: item.image.url,
            mime_type: item.image.mediaType,
            title: item.image.alt,
            size_in_bytes: item.image.bytes,
          },
        ],
      }),
    })),
  });
  // The format demands the list of items also where there are none; the generator leaves it out.
  const complete = { ...(document as object), ...(feed.items.length === 0 && { items: [] }) };
  return `${JSON.stringify(complete, null, 1)}\n`;
}
