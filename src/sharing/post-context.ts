import type { Article } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import type { PlatformUse } from '#hub/hub.ts';

import { articleLinks, type ArticleLinks } from './article-links.ts';
import { toHashtags } from './hashtags.ts';
import type { PlatformId } from './platforms.ts';
import { type Media, mediaOf, type ShareContext, sourceHashOf } from './share-post.ts';

/** What all posts of an article are made with, found once for all platforms. */
export interface ArticleFacts {
  readonly content: Content;
  readonly media: readonly Media[];
  readonly links: ArticleLinks;
  /** Those of its topic, without `#`, each once. */
  readonly hashtags: readonly string[];
  readonly sourceHash: string;
}

/** What every post of an article on a platform is made with. */
export interface PostContext extends ArticleFacts {
  readonly platform: PlatformId;
  readonly use: PlatformUse;
}

export function articleFacts(article: Article, context: ShareContext): ArticleFacts {
  const { content } = context;
  const { lang, topic } = article.data;
  const named = content.topics.find(({ id }) => id === topic)?.data.hashtags[lang] ?? [];
  return {
    content,
    media: mediaOf(article, context),
    links: articleLinks(article, content.hub.site),
    hashtags: toHashtags(named),
    sourceHash: sourceHashOf(article),
  };
}
