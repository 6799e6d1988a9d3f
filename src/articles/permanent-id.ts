import type { Article } from './article.ts';

type Identified = Pick<Article, 'id'> & {
  readonly data: Pick<Article['data'], 'lang' | 'translationKey'>;
};

/**
 * What stays when an article's title and address change: its language and translation key, such as
 * `nl/winter-ready`; its own id where it has no key.
 */
export function permanentIdOf({ id, data }: Identified): string {
  return data.translationKey === undefined ? id : `${data.lang}/${data.translationKey}`;
}

/** By permanent id, and by the id from before an article got its translation key. */
export function byPermanentId<T extends Identified>(articles: readonly T[]): Map<string, T> {
  return new Map([
    ...articles.map((one) => [one.id, one] as const),
    ...articles.map((one) => [permanentIdOf(one), one] as const),
  ]);
}
