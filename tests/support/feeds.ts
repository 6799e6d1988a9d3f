import type { Feed, FeedItem } from '#feeds/feed.ts';

/** A feed item; `fields` vary it. */
export function anItem(fields: Partial<FeedItem> = {}): FeedItem {
  return {
    id: 'tag:hub.example,2026:nl/flat-tyre',
    url: 'https://hub.example/artikelen/lekke-band/',
    title: 'De eerste lekke band',
    summary: 'Wat je doet op een dijk zonder dorp in zicht.',
    html: '<p>Zet je fiets op zijn kop en kijk.</p>',
    language: 'nl-NL',
    published: new Date('2026-10-07T12:00:00Z'),
    updated: new Date('2026-10-09T12:00:00Z'),
    authors: [{ name: 'Ada Wielemaker', url: 'https://hub.example/mensen/ada/' }],
    categories: ['Repareren'],
    image: {
      url: 'https://hub.example/cards/artikelen/lekke-band.jpg',
      mediaType: 'image/jpeg',
      bytes: 43_210,
      width: 1200,
      height: 630,
      alt: 'De eerste lekke band, door Ada Wielemaker.',
    },
    ...fields,
  };
}

/** A feed with one item; `fields` vary it. */
export function aFeed(fields: Partial<Feed> = {}): Feed {
  return {
    id: 'tag:hub.example,2026:feed/',
    title: 'Proefhub',
    description: 'Een kleine hub om te proberen.',
    language: 'nl-NL',
    url: 'https://hub.example/',
    addresses: {
      rss: 'https://hub.example/rss.xml',
      atom: 'https://hub.example/atom.xml',
      json: 'https://hub.example/feed.json',
    },
    updated: new Date('2026-10-09T12:00:00Z'),
    asOf: new Date('2026-11-01T12:00:00Z'),
    publisher: { name: 'Proefhub', url: 'https://hub.example/' },
    rights: '© Proefhub',
    icon: 'https://hub.example/apple-touch-icon.png',
    hub: null,
    items: [anItem()],
    ...fields,
  };
}
