import { intentFor } from '#sharing/intent.ts';
import type { IntentPost } from '#sharing/platform.ts';
import { platformIds, platforms } from '#sharing/platforms.ts';

import { hub } from './shell.ts';

/** Where a reader can pass an article on: the platforms of the brand on which a post can stand ready. */
export function intentLinks(article: Omit<IntentPost, 'text'>) {
  const post = { ...article, text: `${article.title} ${article.url}` };
  return platformIds
    .filter((id) => id in hub.share.platforms)
    .flatMap((id) => {
      const href = intentFor(platforms[id], post);
      return href === null ? [] : [{ label: platforms[id].label, href }];
    });
}
