import type { Finding } from '#importing/finding.ts';
import type { RawBlog, RawEntry } from '#importing/raw-entry.ts';

import { SourceFault } from '../source-fault.ts';
import { localDay } from '../local-day.ts';
import { titleFrom } from '../plain-text.ts';
import { tidyHtml } from '../tidy-html.ts';
import type { Uploads } from '../uploads.ts';

import { absolute } from './feed.ts';
import type { FeedCover } from './feed-cover.ts';
import { jsonFeed } from './json-feed.ts';
import { xmlFeed } from './xml-feed.ts';

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
  const others = feed.items.flatMap(({ otherKind }) => otherKind ?? []);
  for (const [kind, found] of Map.groupBy(others, (one) => one)) {
    if (kind === 'template' || kind === 'settings') continue;
    findings.push({
      ...{ outcome: 'lost', construct: 'other content', source: name, line: 1 },
      what: `${found.length} of the kind "${kind}"`,
      advice: 'no articles; look whether readers need them',
    });
  }
  const articles = feed.items.filter(({ otherKind }) => !otherKind);
  const entries = articles.flatMap((item, index): RawEntry[] => {
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
    const html = withoutTrackers(item.html);
    if (html !== item.html)
      note('lost', 'tracker', 'what counted readers of the feed', 'nothing; a hub counts nobody');
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
          ...(item.isDraft && { draft: true }),
          ...(feed.language && { lang: feed.language }),
          ...(item.cover && { image: coverField(item.cover, { uploads, base }) }),
        },
        body: tidyHtml(html, {
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

/** Pictures of one pixel, and the row of links that FeedBurner added. */
function withoutTrackers(html: string): string {
  return html
    .replaceAll(/<div class="feedflare">[\s\S]*?<\/div>/gi, '')
    .replaceAll(
      /<img\b(?=[^>]*\swidth=["']?1["'\s/>])(?=[^>]*\sheight=["']?1["'\s/>])[^>]*>/gi,
      '',
    );
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
