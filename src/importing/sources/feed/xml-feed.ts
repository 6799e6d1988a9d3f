import { parseFeed } from 'feedsmith';

import { SourceFault } from '../source-fault.ts';
import { openXml } from '../xml-events.ts';

import { absolute, type Feed, htmlOf } from './feed.ts';
import { coverBeside } from './feed-cover.ts';

/** The articles of an RSS, RDF or Atom feed. */
export function xmlFeed(text: string, { name, url }: { name: string; url: string | null }): Feed {
  const reader = openXml(name, {});
  reader.write(text);
  reader.end();
  const parsed = parsedFeed(text, name);
  if (parsed.format === 'atom') {
    const { feed } = parsed;
    const links = feed.links ?? [];
    const site = (links.find(({ rel }) => rel === 'alternate') ?? links.find(({ rel }) => !rel))
      ?.href;
    const around = absolute(feed.xml?.base ?? null, url ?? site ?? null);
    return {
      site: absolute(site ?? null, around) ?? around,
      language: feed.xml?.lang ?? null,
      items: (feed.entries ?? []).map((entry) => {
        const base = absolute(entry.xml?.base ?? null, around) ?? around;
        const link = (entry.links ?? []).find(({ rel }) => !rel || rel === 'alternate')?.href;
        const enclosures = (entry.links ?? [])
          .filter(({ rel }) => rel === 'enclosure')
          .map(({ href, type }) => ({ url: href, type }));
        return {
          title: plainOf(entry.title?.value),
          link: absolute(link ?? null, base),
          base: absolute(entry.content?.xml?.base ?? null, base) ?? base,
          html: entry.content?.value ? htmlOf(entry.content.value, entry.content.type) : null,
          excerpt: plainOf(entry.summary?.value),
          published: entry.published ?? null,
          updated: entry.updated ?? null,
          authors: (entry.authors ?? feed.authors ?? []).flatMap((one) => one.name ?? []),
          labels: (entry.categories ?? []).flatMap((one) => one.label ?? one.term ?? []),
          enclosures: enclosures.flatMap((one) => one.url ?? []),
          cover: coverBeside(entry.media, enclosures),
        };
      }),
    };
  }
  if (parsed.format !== 'rss' && parsed.format !== 'rdf') {
    throw new SourceFault(
      `${name} is a feed of another kind (${parsed.format}); RSS, Atom and JSON Feed are known`,
    );
  }
  const { feed } = parsed;
  const site = feed.link ?? null;
  const xml =
    'xml' in feed ? (feed.xml as { base?: string; lang?: string } | undefined) : undefined;
  return {
    site,
    language: ('language' in feed ? feed.language : undefined) ?? xml?.lang ?? null,
    items: (feed.items ?? []).map((item) => {
      const encoded = item.content?.encoded;
      const described = item.description;
      // Some old blogs put the whole text where an excerpt belongs.
      const isWhole =
        described !== undefined &&
        (/<\/p>[\s\S]*<p[\s>]/i.test(described) || described.length > 2_000);
      const rss = 'guid' in item ? item : undefined;
      const enclosures = 'enclosures' in item ? (item.enclosures ?? []) : [];
      const guid = rss?.guid?.isPermaLink === false ? undefined : rss?.guid?.value;
      return {
        title: plainOf(item.title),
        link: absolute(item.link ?? guid ?? null, xml?.base ?? site),
        base: null,
        html: encoded ?? (isWhole ? described : null) ?? null,
        excerpt: encoded && described ? plainOf(described) : null,
        published: ('pubDate' in item ? item.pubDate : undefined) ?? item.dc?.dates?.[0] ?? null,
        updated: null,
        authors: item.dc?.creators ?? ('authors' in item ? (item.authors ?? []).map(nameOf) : []),
        labels:
          'categories' in item ? (item.categories ?? []).flatMap((one) => one.name ?? []) : [],
        enclosures: enclosures.flatMap((one) => one.url ?? []),
        cover: coverBeside(item.media, enclosures),
      };
    }),
  };
}

function parsedFeed(text: string, name: string) {
  try {
    return parseFeed(text);
  } catch {
    throw new SourceFault(`${name} is XML, but neither a feed nor an export of WordPress`);
  }
}

/** Titles and excerpts may hold HTML; what readers read of it. */
function plainOf(text: string | undefined): string | null {
  const plain = text
    ?.replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
  return plain || null;
}

/** `jan@example.org (Jan Jansen)`, or a name. */
function nameOf(author: unknown): string {
  const text =
    typeof author === 'string' ? author : String((author as { name?: string }).name ?? '');
  return /\(([^)]+)\)/.exec(text)?.[1] ?? text;
}
