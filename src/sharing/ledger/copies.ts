import type { Article } from '#articles/article.ts';
import type { LedgerPost } from '#articles/ledger.ts';
import { byPermanentId } from '#articles/permanent-id.ts';
import type { Content } from '#articles/content.ts';
import type { Day } from '#hub/calendar.ts';

import { digestOf } from '../digest.ts';
import { isPlatformId } from '../platforms.ts';
import type { ShareKit } from '../share-kit.ts';
import type { SharePost } from '../share-post.ts';

/**
 * How a copy stands to its article: `same`; its `words` are no longer those that we would write; the words stand but the `article`
 * has changed; the article is `hidden`, so the copy leads nowhere; or there never was one on the hub: `no-article`.
 */
export type CopyState = 'same' | 'words' | 'article' | 'hidden' | 'no-article';

/** A post that was published outside, and what became of its article since. */
export interface Copy {
  readonly post: LedgerPost;
  readonly article: Article | null;
  readonly state: CopyState;
  /** The day on which the article says that it changed; `null` where it does not say. */
  readonly since: Day | null;
}

/** Every published post of the ledger, in its order. */
export function copiesOf(
  { ledger, articles }: Pick<Content, 'ledger' | 'articles'>,
  kits: Iterable<ShareKit>,
): Copy[] {
  const known = byPermanentId(articles);
  const kitOf = new Map(Array.from(kits, (kit) => [kit.article, kit]));
  return ledger.posts
    .filter(({ on }) => on !== undefined)
    .map((post) => {
      const article = (post.article !== null && known.get(post.article)) || null;
      const updated = article?.data.updatedAt;
      const isLater = updated !== undefined && post.on !== undefined && updated > post.on;
      const since = isLater ? updated : null;
      const state = article ? stateOf(post, { kit: kitOf.get(article.id), since }) : 'no-article';
      return { post, article, state, since };
    });
}

/** Stands for the words of a post. */
export function textDigestOf({ text }: Pick<SharePost, 'text'>): string {
  return digestOf([text], 16);
}

function stateOf(
  { platform, ...post }: LedgerPost,
  { kit, since }: { kit: ShareKit | undefined; since: Day | null },
): CopyState {
  if (!kit) return 'hidden';
  const current = isPlatformId(platform) ? [...kit.saidOn(platform)] : [];
  const same = current.find(({ variant }) => variant === post.variant);
  // A platform that the brand left has no posts to compare with.
  if (post.text !== undefined && current.length > 0) {
    if (!same || textDigestOf(same) !== post.text) return 'words';
  }
  const source = kit.posts[0]?.sourceHash;
  const isChanged = post.source === undefined ? since !== null : source !== post.source;
  return isChanged ? 'article' : 'same';
}
