import { dayOfPost, ledgerFile, type LedgerPost } from '#articles/ledger.ts';
import { byPermanentId, permanentIdOf } from '#articles/permanent-id.ts';
import type { Content } from '#articles/content.ts';
import type { Day } from '#hub/calendar.ts';
import { nearest, suggestion } from '#hub/nearest.ts';
import { redirectsFile } from '#hub/redirects/redirect.ts';
import { articlePath } from '#hub/urls.ts';

import { findingOf, type ShareFinding } from '../finding.ts';
import { isPlatformId, platformIds } from '../platforms.ts';

/** What is wrong with the ledger of `content` on the day `asOf`. */
export function ledgerFindings(
  { ledger, articles }: Pick<Content, 'ledger' | 'articles'>,
  asOf: Day,
): ShareFinding[] {
  const known = byPermanentId(articles);
  const at = (index: number, field: string) => ({
    file: ledgerFile,
    field: ['posts', index, field],
  });
  const unknownArticle = ({ article }: LedgerPost, index: number) =>
    article === null || known.has(article)
      ? []
      : findingOf('share/ledger-article', {
          ...at(index, 'article'),
          message: `no article is called "${article}"; correct it, or write "article: null" with a note for a post that has none.${suggestion(article, [...known.keys()])}${redirectAdvice(article, articles)}`,
        });
  const unknownPlatform = ({ platform, article }: LedgerPost, index: number) =>
    isPlatformId(platform) || article === null
      ? []
      : findingOf('share/ledger-platform', {
          ...at(index, 'platform'),
          message: `"${platform}" is no platform that Freehold knows, so it cannot tell whether this was posted twice.${suggestion(platform, platformIds)}`,
        });
  const early = ({ on }: LedgerPost, index: number) =>
    on === undefined || on <= asOf
      ? []
      : findingOf('share/ledger-date', {
          ...at(index, 'on'),
          message: `was published on ${on}, which is after ${asOf}; correct the day, or write "planned" where a scheduler holds the post`,
        });
  return [
    ...ledger.posts.flatMap((post, index) => [
      ...[unknownArticle(post, index), unknownPlatform(post, index), early(post, index)].flat(),
    ]),
    ...twice(ledger.posts),
    ...sharedIds(articles),
  ];
}

/** The commonest cause of an unknown article is a new file name, which also breaks every link to it. */
function redirectAdvice(id: string, articles: Content['articles']): string {
  const renamed = articles.find(
    (one) =>
      one.id ===
      nearest(
        id,
        articles.map((other) => other.id),
      ),
  );
  const slug = id.slice(id.indexOf('/') + 1);
  if (!renamed || !id.startsWith(`${renamed.data.lang}/`)) return '';
  const [from, to] = [slug, renamed.slug].map((one) => articlePath(renamed.data.lang, one));
  return ` If it was renamed, write "${from}: ${to}" in ${redirectsFile} as well, so that old links still arrive.`;
}

/** One post that stands in two rows. */
function twice(posts: readonly LedgerPost[]): ShareFinding[] {
  const first = new Map<string, number>();
  return posts.flatMap((post, index) => {
    const { article, platform, variant, url } = post;
    const key = url ?? JSON.stringify([article, platform, variant, dayOfPost(post)]);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, index);
      return [];
    }
    return findingOf('share/ledger-twice', {
      file: ledgerFile,
      field: ['posts', index, url === undefined ? 'platform' : 'url'],
      message: `this post stands in row ${before + 1} already; remove one of the two`,
    });
  });
}

/** The key of one article may be the address of another, which would then count as posted. */
function sharedIds(articles: Content['articles']): ShareFinding[] {
  const ids = new Map(articles.map((one) => [one.id, one]));
  return articles.flatMap((article) => {
    const other = ids.get(permanentIdOf(article));
    if (!other || other === article || permanentIdOf(other) !== other.id) return [];
    return findingOf('share/shared-id', {
      file: article.file,
      field: ['translationKey'],
      message: `is the address of ${other.file}, so what was posted of one would count for the other; choose another key`,
    });
  });
}
