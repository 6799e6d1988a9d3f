import { z } from 'zod';

import { SourceFault } from '../source-fault.ts';

import { absolute, type Feed, htmlOf } from './feed.ts';
import { coverBeside, type FeedCover } from './feed-cover.ts';

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

/** The articles of a JSON Feed. */
export function jsonFeed(text: string, name: string): Feed {
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
