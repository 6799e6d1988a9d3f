import { readingMinutes } from '#articles/reading-time.ts';
import { formatDay } from '#hub/calendar.ts';
import { localeOf, textIn } from '#hub/languages.ts';
import { articlePath } from '#hub/urls.ts';

import { previewMark, type SiteArticle } from './entries.ts';
import { people } from './shell.ts';
import { topicLink } from './topic-link.ts';

/** An article as lists show it. */
export interface Teaser {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly topic: { readonly name: string; readonly path: string };
  readonly authors: readonly string[];
  readonly day: string;
  readonly dayText: string;
  readonly minutes: number;
  readonly cover: SiteArticle['data']['cover']['src'];
  readonly coverAlt: string;
  readonly mark: ReturnType<typeof previewMark>;
}

/** The teaser of `article`; lists and other articles show the same one. */
export function teaserOf(article: SiteArticle): Teaser {
  const teaser = teasers.get(article) ?? newTeaser(article);
  teasers.set(article, teaser);
  return teaser;
}

const teasers = new WeakMap<SiteArticle, Teaser>();

function newTeaser(article: SiteArticle): Teaser {
  const { data } = article;
  return {
    path: articlePath(data.lang, article.slug),
    title: data.title,
    description: data.description,
    topic: topicLink(data.topic, data.lang),
    authors: data.authors
      .flatMap((id) => people.filter((one) => one.id === id))
      .map(({ name }) => name),
    day: data.publishedAt,
    dayText: formatDay(data.publishedAt, localeOf[data.lang]),
    minutes: readingMinutes(article.body),
    cover: data.cover.src,
    coverAlt: textIn(data.lang, data.cover.alt) ?? '',
    mark: previewMark(article),
  };
}
