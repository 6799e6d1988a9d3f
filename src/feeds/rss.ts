import { getRssString } from '@astrojs/rss';

import { type Feed, type FeedItem, writableFeed } from './feed.ts';
import { escapedText } from './xml-text.ts';

/** RSS 2.0 with the atom, dc, content and media modules (https://www.rssboard.org/rss-profile). */
export async function rssOf(given: Feed): Promise<string> {
  const feed = writableFeed(given);
  return getRssString({
    title: feed.title,
    description: escapedText(feed.description),
    site: feed.url,
    xmlns: {
      atom: 'http://www.w3.org/2005/Atom',
      dc: 'http://purl.org/dc/elements/1.1/',
      media: 'http://search.yahoo.com/mrss/',
    },
    customData: [
      element('atom:link', { href: feed.addresses.rss, rel: 'self', type: 'application/rss+xml' }),
      feed.hub === null ? '' : element('atom:link', { href: feed.hub, rel: 'hub' }),
      element('language', {}, feed.language),
      element('copyright', {}, feed.rights),
      feed.updated ? element('lastBuildDate', {}, feed.updated.toUTCString()) : '',
    ].join(''),
    items: feed.items.map((item) => ({
      title: item.title,
      link: item.url,
      description: escapedText(item.summary),
      content: item.html,
      pubDate: item.published,
      categories: [...item.categories],
      ...(item.image && {
        enclosure: { url: item.image.url, length: item.image.bytes, type: item.image.mediaType },
      }),
      customData: customDataOf(item),
    })),
  });
}

function customDataOf({ id, authors, image }: FeedItem): string {
  const creators = authors.map(({ name }) => element('dc:creator', {}, name));
  const media = image && [
    element(
      'media:content',
      {
        url: image.url,
        type: image.mediaType,
        medium: 'image',
        fileSize: String(image.bytes),
        width: String(image.width),
        height: String(image.height),
      },
      image.alt === '' ? '' : element('media:description', { type: 'plain' }, image.alt),
      'markup',
    ),
  ];
  return [element('guid', { isPermaLink: 'false' }, id), ...creators, ...(media ?? [])].join('');
}

/** An element of custom data, which @astrojs/rss reads back before it writes the feed. */
function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content = '',
  kind: 'text' | 'markup' = 'text',
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${written.join('')}>${kind === 'text' ? literal(content) : content}</${name}>`;
}

/**
 * Text as @astrojs/rss leaves it alone. Its reader trims text and turns what looks like a number into
 * one ("007" into 7); a section for each character keeps it from seeing more than one.
 */
function literal(text: string): string {
  return Array.from(text, (character) => `<![CDATA[${character}]]>`).join('');
}

function escaped(value: string): string {
  return escapedText(value).replaceAll('"', '&quot;');
}
