import { expect } from 'vitest';

import type { PlatformId } from '#sharing/platforms.ts';
import { articleFacts } from '#sharing/post-context.ts';
import type { SharePost } from '#sharing/share-post.ts';
import { sharePostsFor } from '#sharing/share-posts.ts';

import { anArticle, aTopic, someContent } from './content-builders.ts';

export const site = 'https://proefhub.example';
/** The topic of every article here, with more hashtags than any platform takes. */
export const sharedTopic = aTopic({
  hashtags: {
    nl: ['FietsOnderhoud', 'ZelfSleutelen', 'Band', 'Lek', 'Pech', 'Dijk'],
    en: ['BikeRepair'],
  },
});
const content = someContent({ topics: [sharedTopic] });

const cardOf = (page: string) => ({
  file: `/cards${page.slice(0, -1)}.jpg`,
  width: 1200,
  height: 630,
});

/** The post of the article with `fields` on `platform`, and what is wrong with it. */
export function share(
  fields: Parameters<typeof anArticle>[0],
  platform: PlatformId,
  sourceHash = 'abc',
) {
  const article = anArticle(fields);
  const facts = articleFacts(article, { content, cardOf });
  return sharePostsFor(article, { ...facts, sourceHash, platform, use: 'distribution' });
}

/** The post, where the test is about one that has nothing wrong with it. */
export function postOf(fields: Parameters<typeof anArticle>[0], platform: PlatformId): SharePost {
  const { post, findings } = share(fields, platform);
  expect(findings).toEqual([]);
  if (!post) throw new Error('there is no post');
  return post;
}
