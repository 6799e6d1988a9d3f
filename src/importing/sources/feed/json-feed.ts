import { z } from 'zod';

import { SourceFault } from '../source-fault.ts';

import { absolute, type Feed, htmlOf } from './feed.ts';
import { coverBeside, type FeedCover } from './feed-cover.ts';

// https://www.jsonfeed.org/version/1.1/
const jsonFeedSchema = z.object({
  home_page_url: z.string().nullish(),
  language: z.string().nullish(),
  authors: z.array(z.object({ name: z.string().nullish() })).nullish(),
  items: z.array(
    z.object({
      id: z.unknown().nullish(),
      url: z.string().nullish(),
      title: z.string().nullish(),
      content_html: z.string().nullish(),
      content_text: z.string().nullish(),
      summary: z.string().nullish(),
      ...{ image: z.string().nullish(), banner_image: z.string().nullish() },
      date_published: z.string().nullish(),
      date_modified: z.string().nullish(),
      author: z.object({ name: z.string().nullish() }).nullish(),
      authors: z.array(z.object({ name: z.string().nullish() })).nullish(),
      tags: z.array(z.string()).nullish(),
      attachments: z
        .array(z.object({ url: z.string(), mime_type: z.string().nullish() }))
        .nullish(),
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
        (typeof item.content_text === 'string' ? htmlOf(item.content_text, 'text') : null),
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
  attachments,
}: z.infer<typeof jsonFeedSchema>['items'][number]): FeedCover | null {
  const src = image ?? banner;
  if (src) return { src, alt: null };
  return coverBeside(
    undefined,
    (attachments ?? []).map((one) => ({ url: one.url, type: one.mime_type ?? undefined })),
  );
}
