import type { Article } from '#articles/article.ts';
import type { Ledger, LedgerPost } from '#articles/ledger.ts';
import { permanentIdOf } from '#articles/permanent-id.ts';

/** What the ledger says of one article on one platform. */
export type PostState =
  | { readonly kind: 'none' }
  | { readonly kind: 'planned'; readonly posts: readonly LedgerPost[] }
  | { readonly kind: 'posted'; readonly posts: readonly LedgerPost[] };

/** The rows of `ledger` about `article` on `platform`, oldest first: as the file has them. */
export function postsOf(
  { posts }: Ledger,
  { article, platform }: { article: Pick<Article, 'id' | 'slug' | 'data'>; platform: string },
): LedgerPost[] {
  const names = [article.id, permanentIdOf(article)];
  return posts.filter(
    (one) => one.platform === platform && one.article !== null && names.includes(one.article),
  );
}

/** Whether `article` was posted on `platform`, or is held by a scheduler, or neither. */
export function stateOf(
  ledger: Ledger,
  about: { article: Pick<Article, 'id' | 'slug' | 'data'>; platform: string },
): PostState {
  const all = postsOf(ledger, about);
  const posted = all.filter(({ on }) => on !== undefined);
  if (posted.length > 0) return { kind: 'posted', posts: posted };
  return all.length > 0 ? { kind: 'planned', posts: all } : { kind: 'none' };
}
