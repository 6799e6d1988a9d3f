import type { Day } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';

import type { Article } from './article.ts';
import type { Ledger } from './ledger.ts';
import type { Page } from './page.ts';
import type { Paper } from './paper.ts';
import type { Person } from './person.ts';
import type { Policy } from './policy.ts';
import type { Series } from './series.ts';
import type { Topic } from './topic.ts';
import { visibilityOf } from './visibility.ts';

/** Everything editors wrote that is valid, each list sorted by id. */
export interface Content {
  readonly hub: Hub;
  readonly articles: readonly Article[];
  readonly people: readonly Person[];
  readonly topics: readonly Topic[];
  readonly series: readonly Series[];
  readonly pages: readonly Page[];
  readonly papers: readonly Paper[];
  readonly policies: readonly Policy[];
  /** What of the articles stands elsewhere. */
  readonly ledger: Ledger;
  /** Old addresses and where they lead, as editors wrote them. */
  readonly redirects: Readonly<Record<string, string>>;
}

/** `content` without whatever the public may not see on the day `asOf`. */
export function publicContent(content: Content, asOf: Day): Content {
  return {
    ...content,
    articles: content.articles.filter(({ data }) => visibilityOf(data, asOf) === 'public'),
    papers: content.papers.filter(({ data }) => visibilityOf(data, asOf) === 'public'),
  };
}

/** Articles in `language`, newest first; equal days by slug. */
export function articlesIn<T extends Dated & { readonly data: { readonly lang: Language } }>(
  language: Language,
  articles: readonly T[],
): T[] {
  return articles.filter(({ data }) => data.lang === language).toSorted(byNewest);
}

interface Dated {
  readonly slug: string;
  readonly data: { readonly publishedAt: Day };
}

/** Sorts newest first; equal days by slug, so that the order never depends on the file system. */
export function byNewest(a: Dated, b: Dated): number {
  if (a.data.publishedAt !== b.data.publishedAt)
    return a.data.publishedAt > b.data.publishedAt ? -1 : 1;
  return a.slug.localeCompare(b.slug, 'en');
}
