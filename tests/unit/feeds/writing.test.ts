import fc from 'fast-check';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';

import { atomOf } from '#feeds/atom.ts';
import { feedFormatIds, type FeedItem, writableText } from '#feeds/feed.ts';
import { jsonFeedOf } from '#feeds/json-feed.ts';
import { rssOf } from '#feeds/rss.ts';
import { writeFeed } from '#feeds/write-feed.ts';

import { aFeed, anItem } from '../../support/feeds.ts';
import { childrenOf, childText, parseXml } from '../../support/xml.ts';

describe('rssOf', () => {
  test('says where it is, whose it is and when it last changed', async () => {
    const [channel] = childrenOf(parseXml(await rssOf(aFeed())), 'channel');
    if (!channel) throw new Error('no channel');
    expect(childrenOf(channel, 'atom:link').map(({ attributes }) => attributes)).toEqual([
      { href: 'https://hub.example/rss.xml', rel: 'self', type: 'application/rss+xml' },
    ]);
    expect(childText(channel, 'language')).toBe('nl-NL');
    expect(childText(channel, 'copyright')).toBe('© Proefhub');
    expect(childText(channel, 'lastBuildDate')).toBe('Fri, 09 Oct 2026 12:00:00 GMT');
  });

  test('gives each item an id that is no address, its writer and its picture', async () => {
    const [channel] = childrenOf(parseXml(await rssOf(aFeed())), 'channel');
    const [item] = channel ? childrenOf(channel, 'item') : [];
    if (!item) throw new Error('no item');
    expect(childrenOf(item, 'guid')).toMatchObject([
      { attributes: { isPermaLink: 'false' }, text: 'tag:hub.example,2026:nl/flat-tyre' },
    ]);
    expect(childText(item, 'dc:creator')).toBe('Ada Wielemaker');
    expect(childrenOf(item, 'enclosure')[0]?.attributes).toEqual({
      url: 'https://hub.example/cards/artikelen/lekke-band.jpg',
      length: '43210',
      type: 'image/jpeg',
    });
    expect(childrenOf(item, 'media:content')[0]?.attributes).toMatchObject({
      width: '1200',
      fileSize: '43210',
    });
    expect(childText(item, 'content:encoded')).toBe('<p>Zet je fiets op zijn kop en kijk.</p>');
  });

  test.each(['007', '1e3', '0x1F', ' ', '5', '1.0'])(
    'a writer called "%s" keeps that name',
    async (name) => {
      const item = anItem({ authors: [{ name, url: 'https://hub.example/mensen/x/' }] });
      const [channel] = childrenOf(parseXml(await rssOf(aFeed({ items: [item] }))), 'channel');
      const [written] = channel ? childrenOf(channel, 'item') : [];
      expect(written && childrenOf(written, 'dc:creator')[0]?.text).toBe(name);
    },
  );

  test('names the hub that announces new items, where there is one', async () => {
    expect(await rssOf(aFeed({ hub: 'https://push.example/' }))).toContain(
      '<atom:link href="https://push.example/" rel="hub"/>',
    );
  });
});

describe('atomOf', () => {
  test('a feed that never held anything has the day it is written for as the date that Atom demands', () => {
    const asOf = new Date('2026-05-01T12:00:00Z');
    const feed = parseXml(atomOf(aFeed({ items: [], updated: null, asOf })));
    expect(childText(feed, 'updated')).toBe('2026-05-01T12:00:00.000Z');
  });

  test('names and titles begin and end with their own characters, also those with signs of XML', () => {
    const name = 'Roos & Zoon <x> ]]>';
    const item = anItem({ title: '1 < 2 & 3', authors: [{ name, url: 'https://hub.example/x/' }] });
    const feed = parseXml(atomOf(aFeed({ title: 'R & D', items: [item] })));
    const [entry] = childrenOf(feed, 'entry');
    const [author] = entry ? childrenOf(entry, 'author') : [];
    expect(childrenOf(feed, 'title')[0]?.text).toBe('R & D');
    expect(entry && childrenOf(entry, 'title')[0]?.text).toBe('1 < 2 & 3');
    expect(author && childrenOf(author, 'name')[0]?.text).toBe(name);
  });

  test('links to itself, to its page and to the enclosed picture', () => {
    const feed = parseXml(atomOf(aFeed()));
    expect(childrenOf(feed, 'link').map(({ attributes }) => attributes['rel'])).toEqual([
      'self',
      'alternate',
    ]);
    const [entry] = childrenOf(feed, 'entry');
    expect(entry && childrenOf(entry, 'link').map(({ attributes }) => attributes)).toMatchObject([
      { rel: 'alternate', href: 'https://hub.example/artikelen/lekke-band/' },
      { rel: 'enclosure', length: '43210', type: 'image/jpeg' },
    ]);
  });
});

describe('jsonFeedOf', () => {
  test('declares its version and its own address', () => {
    expect(JSON.parse(jsonFeedOf(aFeed()))).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'https://hub.example/feed.json',
      home_page_url: 'https://hub.example/',
      icon: 'https://hub.example/apple-touch-icon.png',
    });
  });

  test('a feed that never held anything has the list of items that the format demands', () => {
    const text = jsonFeedOf(aFeed({ items: [], updated: null }));
    expect(JSON.parse(text)).toHaveProperty('items', []);
  });
});

describe('writableText', () => {
  test('keeps every character that XML allows and no other', () => {
    expect(writableText('a\u0000b\u000bc\u001fd\ud800e\ufffef\tg\nh😀i\u0085')).toBe(
      'abcdef\tg\nh😀i\u0085',
    );
  });

  test('gives every line ending the form in which XML parsers hand it back', () => {
    expect(writableText('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
  });
});

describe.each(feedFormatIds)('a feed as %s', (format) => {
  test('parsing gives back the items, whatever characters they hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someItem, { maxLength: 3 }), async (items) => {
        const text = await writeFeed(format, aFeed({ items }));
        expect(readers[format](text)).toEqual(items.map(essence));
        if (format !== 'json') expect(() => parseXml(text)).not.toThrow();
      }),
      {
        examples: [[[anItem({ title: 'Comments: <!--<!-->, an end: ]]>, an ampersand: &amp;' })]]],
      },
    );
  });
});

/** What every format says of an item. */
interface Essence {
  readonly id: string | undefined;
  readonly url: string | undefined;
  readonly title: string | undefined;
  readonly html: string | undefined;
  readonly authors: readonly (string | undefined)[];
  readonly categories: readonly (string | undefined)[];
  readonly imageBytes: number | undefined;
}

function essence(item: FeedItem): Essence {
  const { id, url, title, html, authors, categories, image } = item;
  const text = (value: string) => writableText(value).trim();
  return {
    id,
    url,
    title: text(title),
    html: text(html),
    authors: authors.map(({ name }) => text(name)),
    categories: categories.map(text),
    imageBytes: image?.bytes,
  };
}

const readers = {
  rss: (text: string): Essence[] =>
    (parseRssFeed(text).items ?? []).map((item) => ({
      id: item.guid?.value,
      url: item.link,
      title: item.title,
      html: item.content?.encoded,
      authors: item.dc?.creators ?? [],
      categories: (item.categories ?? []).map(({ name }) => name),
      imageBytes: item.enclosures?.[0]?.length,
    })),
  atom: (text: string): Essence[] =>
    (parseAtomFeed(text).entries ?? []).map((entry) => ({
      id: entry.id,
      url: entry.links?.find(({ rel }) => rel === 'alternate')?.href,
      title: entry.title?.value,
      html: entry.content?.value,
      authors: (entry.authors ?? []).map(({ name }) => name),
      categories: (entry.categories ?? []).map(({ term }) => term),
      imageBytes: entry.links?.find(({ rel }) => rel === 'enclosure')?.length,
    })),
  json: (text: string): Essence[] =>
    (parseJsonFeed(text).items ?? []).map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      html: item.content_html,
      authors: (item.authors ?? []).map(({ name }) => name),
      categories: item.tags ?? [],
      imageBytes: item.attachments?.[0]?.size_in_bytes,
    })),
};

/** A line that an editor could type, and characters that should not have come so far. */
const someText = fc
  .tuple(
    fc.constantFrom('Fiets', '007', 'é', '😀', '<b>'),
    fc.array(
      fc.constantFrom(
        ']]>',
        '&',
        '&amp;',
        '&#8;',
        '<',
        '>',
        '"',
        "'",
        '\u0000',
        '\u000b',
        '\u001f',
        '\ud800',
        '\ufffe',
        ' ',
        '\r\n',
        '\t',
        'ë',
        '1e9',
        '<![CDATA[',
        '<!--',
        '%',
      ),
      { maxLength: 6 },
    ),
  )
  .map(([first, others]) => `${first}${others.join('')}x`);

const someItem = fc
  .record({
    title: someText,
    html: someText,
    name: someText,
    category: someText,
    bytes: fc.integer({ min: 1, max: 60_000 }),
  })
  .map(({ title, html, name, category, bytes }) => {
    const item = anItem({
      title,
      html,
      categories: [category],
      authors: [{ name, url: 'https://hub.example/mensen/x/' }],
    });
    return { ...item, image: item.image && { ...item.image, bytes } };
  });
