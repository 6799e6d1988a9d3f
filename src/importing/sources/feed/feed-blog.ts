import { parseFeed } from 'feedsmith';
import { z } from 'zod';

import type { Finding } from '#importing/finding.ts';
import type { RawBlog, RawEntry } from '#importing/raw-entry.ts';

import { SourceFault } from '../source-fault.ts';
import { localDay } from '../local-day.ts';
import { titleFrom } from '../plain-text.ts';
import { tidyHtml } from '../tidy-html.ts';
import type { Uploads } from '../uploads.ts';
import { openXml } from '../xml-events.ts';

import { coverBeside, type FeedCover } from './feed-cover.ts';

/** An item of any feed. */
interface FeedItem {
  readonly title: string | null;
  readonly link: string | null;
  /** What relative addresses in the text mean. */
  readonly base: string | null;
  readonly html: string | null;
  readonly excerpt: string | null;
  readonly published: string | null;
  readonly updated: string | null;
  readonly authors: readonly string[];
  readonly labels: readonly string[];
  readonly enclosures: readonly string[];
  readonly cover: FeedCover | null;
}

interface Feed {
  readonly site: string | null;
  readonly language: string | null;
  readonly items: readonly FeedItem[];
}

export interface FeedPlace {
  readonly name: string;
  /** Where the feed itself stands, if that is known. */
  readonly url: string | null;
  readonly uploads: Uploads;
  /** Of the hub: instants in UTC become days there. */
  readonly timeZone: string;
}

/** The articles of an RSS, RDF, Atom or JSON feed. Throws `SourceFault` where it is none, or holds no whole texts. */
export function feedBlog(
  text: string,
  { name, url, uploads, timeZone }: FeedPlace,
): { blog: RawBlog; findings: readonly Finding[] } {
  const feed = text.trimStart().startsWith('{')
    ? jsonFeed(text, name)
    : xmlFeed(text, { name, url });
  const findings: Finding[] = [];
  const whole = feed.items.filter(({ html }) => html !== null);
  if (whole.length === 0) {
    throw new SourceFault(
      feed.items.length === 0
        ? `${name} holds no articles`
        : `${name} holds only excerpts of its ${feed.items.length} articles; let the old blog put whole texts in its feed (in WordPress: Settings > Reading), or use its export`,
    );
  }
  const entries = feed.items.flatMap((item, index): RawEntry[] => {
    const source = `${name}, "${item.title ?? item.link ?? `item ${index + 1}`}"`;
    const note = (outcome: Finding['outcome'], construct: string, what: string, advice: string) =>
      findings.push({ outcome, construct, source, line: 1, what, advice });
    if (item.html === null) {
      note('lost', 'article', 'is only an excerpt in the feed', 'copy its text from the old blog');
      return [];
    }
    for (const enclosure of item.enclosures.filter((one) => one !== item.cover?.src)) {
      note('lost', 'enclosure', enclosure, 'put the file in public/ and link to it');
    }
    const base = absolute(item.link, url ?? feed.site);
    const title = item.title ?? titleFrom(item.html);
    if (item.title === null && title !== null)
      note('guessed', 'title', `none, so "${title}" after its first words`, 'write a title');
    return [
      {
        source,
        fields: {
          title,
          date: localDay(item.published ?? item.updated, timeZone),
          updated: localDay(item.updated, timeZone),
          ...{ authors: item.authors, tags: item.labels, excerpt: item.excerpt },
          slug: slugIn(base) ?? title,
          ...(feed.language && { lang: feed.language }),
          ...(item.cover && { image: coverField(item.cover, { uploads, base }) }),
        },
        body: tidyHtml(item.html, {
          base: absolute(item.base, base) ?? base,
          fileFor: uploads.find,
        }),
        ...{ bodyLine: 1, format: 'html', base: base ?? '' },
        oldUrls: base ? [base] : [],
      },
    ];
  });
  const site = URL.parse(feed.site ?? url ?? '')?.origin ?? null;
  return { blog: { entries, files: uploads.files, authors: new Map(), site }, findings };
}

function coverField(
  { src, alt }: FeedCover,
  { uploads, base }: { uploads: Uploads; base: string | null },
): Record<string, string> {
  return { src: uploads.find(src) ?? absolute(src, base) ?? src, ...(alt && { alt }) };
}

function xmlFeed(text: string, { name, url }: { name: string; url: string | null }): Feed {
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

// https://www.jsonfeed.org/version/1.1/
const jsonFeedSchema = z.object({
  home_page_url: z.string().optional(),
  language: z.string().optional(),
  authors: z.array(z.object({ name: z.string().optional() })).optional(),
  items: z.array(
    z.object({
      id: z.unknown().optional(),
      url: z.string().optional(),
      title: z.string().optional(),
      content_html: z.string().optional(),
      content_text: z.string().optional(),
      summary: z.string().optional(),
      ...{ image: z.string().optional(), banner_image: z.string().optional() },
      date_published: z.string().optional(),
      date_modified: z.string().optional(),
      author: z.object({ name: z.string().optional() }).optional(),
      authors: z.array(z.object({ name: z.string().optional() })).optional(),
      tags: z.array(z.string()).optional(),
      attachments: z
        .array(z.object({ url: z.string(), mime_type: z.string().optional() }))
        .optional(),
    }),
  ),
});

function jsonFeed(text: string, name: string): Feed {
  const feed = jsonFeedSchema.safeParse(JSON.parse(text));
  if (!feed.success)
    throw new SourceFault(`${name} is no JSON Feed: ${z.prettifyError(feed.error).split('\n')[0]}`);
  const { home_page_url: site, language, authors, items } = feed.data;
  return {
    site: site ?? null,
    language: language ?? null,
    items: items.map((item) => ({
      title: item.title ?? null,
      link: absolute(item.url ?? null, site ?? null),
      base: null,
      html:
        item.content_html ??
        (item.content_text === undefined ? null : htmlOf(item.content_text, 'text')),
      excerpt: item.summary ?? null,
      published: item.date_published ?? null,
      updated: item.date_modified ?? null,
      authors: (item.authors ?? (item.author ? [item.author] : (authors ?? []))).flatMap(
        (one) => one.name ?? [],
      ),
      labels: item.tags ?? [],
      enclosures: (item.attachments ?? []).map((one) => one.url),
      cover: coverOf(item),
    })),
  };
}

function coverOf({
  image,
  banner_image: banner,
  attachments = [],
}: z.infer<typeof jsonFeedSchema>['items'][number]): FeedCover | null {
  const src = image ?? banner;
  if (src !== undefined) return { src, alt: null };
  return coverBeside(
    undefined,
    attachments.map((one) => ({ url: one.url, type: one.mime_type })),
  );
}

function htmlOf(text: string, type: string | undefined): string {
  if (type !== undefined && type !== 'text') return text;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return escaped
    .split(/\n{2,}/)
    .map((part) => `<p>${part}</p>`)
    .join('\n\n');
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

function absolute(url: string | null, base: string | null): string | null {
  if (url === null) return null;
  return URL.parse(url, base ?? undefined)?.href ?? null;
}

function slugIn(url: string | null): string | null {
  const path = URL.parse(url ?? '')?.pathname ?? '';
  const last =
    path
      .replace(/\/(?:index\.\w+)?$/, '')
      .split('/')
      .at(-1) ?? '';
  return last.replace(/\.\w{2,5}$/, '') || null;
}

/** `jan@example.org (Jan Jansen)`, or a name. */
function nameOf(author: unknown): string {
  const text =
    typeof author === 'string' ? author : String((author as { name?: string }).name ?? '');
  return /\(([^)]+)\)/.exec(text)?.[1] ?? text;
}
