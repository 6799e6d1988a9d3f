import { parseFeed } from 'feedsmith';

import { SourceFault } from '../source-fault.ts';
import { plainTextOf } from '../plain-text.ts';
import { openXml, type XmlHandlers } from '../xml-events.ts';

import { bloggerKind, isOfBlogger } from './blogger.ts';
import { absolute, type Feed, htmlOf } from './feed.ts';
import { coverBeside } from './feed-cover.ts';

/** The articles of an RSS, RDF or Atom feed. */
export function xmlFeed(text: string, { name, url }: { name: string; url: string | null }): Feed {
  const drafts = new Set<string>();
  const originals = new Map<string, string>();
  const reader = openXml(name, asidesIn({ drafts, originals }));
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
          html: wholeOf(entry.content) ?? wholeOf(entry.summary, isWholeText),
          excerpt: entry.content?.value ? plainOf(entry.summary?.value) : null,
          published: entry.published ?? null,
          updated: entry.updated ?? null,
          authors: (entry.authors ?? feed.authors ?? []).flatMap((one) => one.name ?? []),
          labels: (entry.categories ?? [])
            .filter((one) => !isOfBlogger(one))
            .flatMap((one) => one.label ?? one.term ?? []),
          enclosures: enclosures.flatMap((one) => one.url ?? []),
          cover: coverBeside(entry.media, enclosures),
          isDraft: drafts.has(entry.id ?? ''),
          otherKind: otherKindOf(entry.categories ?? []),
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
      const isWhole = described !== undefined && isWholeText(described);
      const rss = 'guid' in item ? item : undefined;
      const enclosures = 'enclosures' in item ? (item.enclosures ?? []) : [];
      const guid = rss?.guid?.isPermaLink === false ? undefined : rss?.guid?.value;
      return {
        title: plainOf(item.title),
        link: absolute(
          originals.get(item.link ?? '') ?? item.link ?? guid ?? null,
          xml?.base ?? site,
        ),
        base: null,
        html: encoded ?? (isWhole ? described : null) ?? null,
        excerpt: encoded && described ? plainOf(described) : null,
        published: ('pubDate' in item ? item.pubDate : undefined) ?? item.dc?.dates?.[0] ?? null,
        updated: null,
        authors: item.dc?.creators ?? ('authors' in item ? (item.authors ?? []).map(nameOf) : []),
        labels: [
          ...('categories' in item ? (item.categories ?? []).flatMap((one) => one.name ?? []) : []),
          ...(item.dc?.subjects ?? []),
        ],
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

/** More than one paragraph: some old blogs put the whole text where an excerpt belongs. */
function isWholeText(text: string): boolean {
  return /<\/p>[\s\S]*<p[\s>]/i.test(text) || text.length > 2_000;
}

function wholeOf(
  text: { readonly value?: string | undefined; readonly type?: string | undefined } | undefined,
  isWhole: (text: string) => boolean = () => true,
): string | null {
  return text?.value && isWhole(text.value) ? htmlOf(text.value, text.type) : null;
}

/** Collects the ids of entries that say `app:draft` (RFC 5023 §13.1.1), and the address behind one that FeedBurner counted. */
function asidesIn({
  drafts,
  originals,
}: {
  drafts: Set<string>;
  originals: Map<string, string>;
}): XmlHandlers {
  let [id, link, text] = ['', '', ''];
  return {
    open: () => (text = ''),
    text: (_, words) => (text += words),
    close(path) {
      if (path === 'feed/entry/id') id = text.trim();
      if (path.endsWith('/item/link')) link = text.trim();
      if (path.endsWith('/item/feedburner:origLink')) originals.set(link, text.trim());
      if (path.endsWith(':control/app:draft') && text.trim() === 'yes') drafts.add(id);
    },
  };
}

function otherKindOf(categories: Parameters<typeof bloggerKind>[0]): string | null {
  const kind = bloggerKind(categories);
  return kind === 'post' ? null : kind;
}

/** Titles and excerpts may hold HTML; what readers read of it. */
function plainOf(text: string | undefined): string | null {
  const plain = plainTextOf(text ?? '').replace(/\s*\[…\]$/u, '…');
  return plain || null;
}

/** `jan@example.org (Jan Jansen)`, or a name. */
function nameOf(author: unknown): string {
  const text =
    typeof author === 'string' ? author : String((author as { name?: string }).name ?? '');
  return /\(([^)]+)\)/.exec(text)?.[1] ?? text;
}
