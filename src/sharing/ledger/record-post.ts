import type { Article } from '#articles/article.ts';
import type { Ledger, LedgerPost } from '#articles/ledger.ts';
import { permanentIdOf } from '#articles/permanent-id.ts';
import type { Day } from '#hub/calendar.ts';

import type { PlatformId } from '../platforms.ts';
import type { ShareKit } from '../share-kit.ts';
import type { SharePost } from '../share-post.ts';
import { textDigestOf } from './copies.ts';
import { postsOf } from './posted.ts';

/** What becomes of the ledger when somebody says that a post was published. */
export type Recorded =
  | { readonly kind: 'added'; readonly row: LedgerPost }
  /** The row stands there since a scheduler got the post. */
  | { readonly kind: 'completed'; readonly index: number; readonly row: LedgerPost }
  | { readonly kind: 'known'; readonly index: number }
  | { readonly kind: 'unknown-variant'; readonly variants: readonly string[] };

interface Published {
  readonly article: Article;
  readonly platform: PlatformId;
  /** Missing where posts have no address. */
  readonly url?: string | undefined;
  readonly on: Day;
  /** Missing: the next one that the ledger does not know. */
  readonly variant?: string | undefined;
}

/** The row for a post that was published, and where it goes. A post is recorded once. */
export function recordPost(
  { article, platform, url, on, variant }: Published,
  { ledger, kit }: { ledger: Ledger; kit: ShareKit },
): Recorded {
  const rows = postsOf(ledger, { article, platform });
  const sameAddress = ledger.posts.findIndex((row) => url !== undefined && row.url === url);
  if (sameAddress >= 0) return { kind: 'known', index: sameAddress };
  const known = rows.find(
    (row) => row.on !== undefined && variant !== undefined && row.variant === variant,
  );
  if (known) return { kind: 'known', index: ledger.posts.indexOf(known) };

  const says = [...kit.saidOn(platform)];
  const waiting = rows.find(
    (row) => row.on === undefined && (variant === undefined || row.variant === variant),
  );
  const unsaid = says.find((one) => rows.every((row) => row.variant !== one.variant));
  const chosen = variant ?? waiting?.variant ?? unsaid?.variant;
  const post = says.find((one) => one.variant === chosen);
  if (!post) return { kind: 'unknown-variant', variants: says.map((one) => one.variant) };

  const published = { ...(url !== undefined && { url }), on };
  if (waiting) {
    const index = ledger.posts.indexOf(waiting);
    return { kind: 'completed', index, row: { ...waiting, ...published } };
  }
  const { source, text, ...facts } = rowOf(post, article);
  // What the article said before its update is not known any more.
  const isOlder = article.data.updatedAt !== undefined && article.data.updatedAt > on;
  return { kind: 'added', row: { ...facts, ...published, ...(!isOlder && { source, text }) } };
}

/** What every row says of its post. */
export function rowOf(
  post: SharePost,
  article: Article,
): Pick<LedgerPost, 'platform' | 'variant' | 'source' | 'text'> & { readonly article: string } {
  return {
    article: permanentIdOf(article),
    platform: post.platform,
    variant: post.variant,
    source: post.sourceHash,
    text: textDigestOf(post),
  };
}
