import { getCollection } from 'astro:content';

import { relatedArticles } from '#articles/related.ts';
import { formatDay } from '#hub/calendar.ts';
import { type Language, localeOf, textIn } from '#hub/languages.ts';
import { articlePath } from '#hub/urls.ts';

import { type ArticleCopy, copyOf } from './article-copy.ts';
import { digestOf, shellDigest } from './digest.ts';
import { allArticles, articlesOf, previewMark, type SiteArticle } from './entries.ts';
import { type CopyLink, copiesOf, documentOf } from './elsewhere.ts';
import { findPeople, type PersonView } from './people.ts';
import shell from 'virtual:freehold/hub';
import { findOffer, type PaperOffer } from './papers.ts';
import { type Teaser, teaserOf } from './teaser.ts';

const relatedCount = 3;

/**
 * All that an article's page shows beside its text. The page reads nothing else, so the digest of
 * this view and of the text is all that a rebuild has to compare.
 */
export interface ArticleView extends ArticleCopy {
  readonly people: readonly PersonView[];
  readonly minutes: number;
  readonly publishedText: string;
  readonly updatedText: string | null;
  readonly mark: ReturnType<typeof previewMark>;
  readonly translation: {
    readonly language: Language;
    readonly path: string;
    readonly title: string;
    /** Its canonical address, where an editor set one. */
    readonly canonical?: string | undefined;
  } | null;
  readonly series: {
    readonly name: string;
    readonly part: number;
    readonly parts: readonly {
      readonly title: string;
      readonly path: string;
      readonly current: boolean;
    }[];
  } | null;
  /** The paper that goes with it. */
  readonly paper: PaperOffer | null;
  readonly related: readonly Teaser[];
  /** Posts about it on platforms. */
  readonly copies: readonly CopyLink[];
  /** The address of its standard.site record. */
  readonly document: string | null;
  readonly older: { readonly title: string; readonly path: string } | null;
  readonly newer: { readonly title: string; readonly path: string } | null;
}

/** What `getStaticPaths` of an article page needs, for each article in `language`. */
export async function articlePaths(language: Language) {
  const inLanguage = await articlesOf(language);
  const translations = Map.groupBy(await allArticles(), ({ data }) => data.translationKey);
  const related = relatedArticles(inLanguage, relatedCount);
  const seriesNames = new Map(
    (await getCollection('series')).map(({ id, data }) => [id, textIn(language, data.name) ?? id]),
  );
  const people = await findPeople(
    shell.people.map(({ id }) => id),
    language,
  );

  const offers = new Map<string, PaperOffer | null>();
  for (const { data } of inLanguage) {
    if (data.paper !== undefined) offers.set(data.paper, await findOffer(data.paper, language));
  }

  return inLanguage.map((article, index) => {
    const { data } = article;
    const linkTo = (other: SiteArticle | undefined) =>
      other ? { title: other.data.title, path: articlePath(language, other.slug) } : null;
    const translation =
      data.translationKey === undefined
        ? undefined
        : translations.get(data.translationKey)?.find((other) => other.data.lang !== language);
    const view: ArticleView = {
      ...copyOf(article, people),
      people: people.filter(({ id }) => article.body.includes(`person="${id}"`)),
      minutes: teaserOf(article).minutes,
      publishedText: formatDay(data.publishedAt, localeOf[language]),
      updatedText: data.updatedAt ? formatDay(data.updatedAt, localeOf[language]) : null,
      mark: previewMark(article),
      translation: translation
        ? {
            language: translation.data.lang,
            path: articlePath(translation.data.lang, translation.slug),
            title: translation.data.title,
            canonical: translation.data.canonical,
          }
        : null,
      series: data.series
        ? {
            name: seriesNames.get(data.series.id) ?? data.series.id,
            part: data.series.part,
            parts: inLanguage
              .filter((other) => other.data.series?.id === data.series?.id)
              .toSorted((a, b) => (a.data.series?.part ?? 0) - (b.data.series?.part ?? 0))
              .map((other) => ({
                title: other.data.title,
                path: articlePath(language, other.slug),
                current: other.id === article.id,
              })),
          }
        : null,
      paper: offers.get(data.paper ?? '') ?? null,
      related: (related.get(article.id) ?? []).map(teaserOf),
      copies: copiesOf({ id: article.id, language }),
      document: documentOf(article.id),
      older: linkTo(inLanguage[index + 1]),
      newer: linkTo(inLanguage[index - 1]),
    };
    return {
      params: { slug: article.slug },
      props: { view, entry: article.entry },
      cacheKey: digestOf([article.entry.digest, view, shellDigest]),
    };
  });
}
