import { type CollectionEntry, getCollection } from 'astro:content';

import { formatDay } from '#hub/calendar.ts';
import { type Language, localeOf } from '#hub/languages.ts';
import { paperPath } from '#hub/urls.ts';

import { digestOf, shellDigest } from './digest.ts';
import { downloadSize } from './downloads.ts';
import { articlesOf } from './entries.ts';
import { findPeople, type PersonView } from './people.ts';
import { perBuild } from './per-build.ts';
import { type Teaser, teaserOf } from './teaser.ts';

type PaperEntry = CollectionEntry<'papers'>;

/** A paper as an article points to it. */
export interface PaperOffer {
  readonly title: string;
  readonly description: string;
  readonly path: string;
  readonly disclosures: PaperEntry['data']['disclosures'];
}

/** All that a paper's page shows beside its text. */
export interface PaperView extends PaperOffer {
  readonly language: Language;
  readonly slug: string;
  readonly data: PaperEntry['data'];
  readonly authors: readonly PersonView[];
  readonly updated: string;
  readonly updatedText: string;
  /** Of the file, as readers write it; empty without one. */
  readonly size: string;
  /** The articles that go with it: those it names, and those that name it. */
  readonly related: readonly Teaser[];
  readonly alternates: Readonly<Partial<Record<Language, string>>>;
}

/** Every paper this build may show. */
const allPapers = perBuild(() => getCollection('papers'));

/** The paper that an article names; `null` where it names none, or one that is not public. */
export async function findOffer(
  slug: string | undefined,
  language: Language,
): Promise<PaperOffer | null> {
  const found = (await allPapers()).find(({ id }) => id === `${language}/${slug}`);
  return found ? offerOf(found) : null;
}

/** What `getStaticPaths` of the papers' pages needs. */
export async function paperPaths(language: Language) {
  const papers = await allPapers();
  const articles = await articlesOf(language);
  return Promise.all(
    papers
      .filter(({ data }) => data.lang === language)
      .map(async (entry) => {
        const { data } = entry;
        const slug = slugOf(entry);
        const updated = data.updatedAt ?? data.publishedAt;
        const view: PaperView = {
          ...offerOf(entry),
          language,
          slug,
          data,
          authors: await findPeople(data.authors, language),
          updated,
          updatedText: formatDay(updated, localeOf[language]),
          size: data.file === undefined ? '' : downloadSize(data.file, language),
          related: articles
            .filter((one) => data.relatedArticles.includes(one.slug) || one.data.paper === slug)
            .map(teaserOf),
          alternates: Object.fromEntries(
            papers
              .filter((other) => isSame(other, entry))
              .map((one) => [one.data.lang, pathOf(one)]),
          ),
        };
        return {
          params: { slug },
          props: { view, entry },
          cacheKey: digestOf([entry.digest, view, shellDigest]),
        };
      }),
  );
}

function offerOf(entry: PaperEntry): PaperOffer {
  const { title, description, disclosures } = entry.data;
  return { title, description, disclosures, path: pathOf(entry) };
}

function isSame(one: PaperEntry, { id, data }: PaperEntry): boolean {
  const isPair =
    data.translationKey !== undefined && one.data.translationKey === data.translationKey;
  return one.id === id || isPair;
}

function pathOf(entry: PaperEntry): string {
  return paperPath(entry.data.lang, slugOf(entry));
}

function slugOf({ id }: PaperEntry): string {
  return id.slice(id.indexOf('/') + 1);
}
