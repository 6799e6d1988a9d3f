import type { Article } from '#articles/article.ts';
import { type LinkTags, taggedLink } from '#hub/tagged-link.ts';
import { absoluteUrl, articlePath } from '#hub/urls.ts';

import { digestOf } from './digest.ts';
import type { PlatformId } from './platforms.ts';

/** A link to the article that says where it stood: on which platform, beside which words. */
export interface TaggedLink {
  readonly url: string;
  readonly utm: LinkTags;
}

/** Makes the links to an article on a platform: for each variant of its words another. */
export type ArticleLinks = (platform: PlatformId) => (variant: string, words: string) => TaggedLink;

/** Makes the links to `article` on the hub at `site`. The same words give the same mark on every platform. */
export function articleLinks(
  { slug, data: { lang, campaign } }: Article,
  site: string,
): ArticleLinks {
  const page = absoluteUrl(site, articlePath(lang, slug));
  const marks = new Map<string, string>();
  const markOf = (variant: string, words: string) => {
    const key = `${variant} ${words}`;
    const mark = marks.get(key) ?? digestOf([variant, words], 8);
    marks.set(key, mark);
    return mark;
  };
  return (platform) => (variant, words) => {
    const utm: LinkTags = {
      utm_source: platform,
      utm_medium: 'social',
      ...(campaign === undefined ? {} : { utm_campaign: campaign }),
      utm_content: markOf(variant, words),
    };
    return { url: taggedLink(page, utm), utm };
  };
}
