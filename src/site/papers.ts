import { type CollectionEntry, getCollection } from 'astro:content';

import { formatDay } from '#hub/calendar.ts';
import { type Language, localeOf } from '#hub/languages.ts';
import { paperPath, papersPath } from '#hub/urls.ts';
import { paperMessagesIn } from '#papers/messages.ts';

import { digestOf, shellDigest } from './digest.ts';
import { downloadSize } from './downloads.ts';
import { articlesOf } from './entries.ts';
import { findPeople, type PersonView } from './people.ts';
import { perBuild } from './per-build.ts';
import { hub } from './shell.ts';
import { type Teaser, teaserOf } from './teaser.ts';

type PaperEntry = CollectionEntry<'papers'>;

/** A paper as an article points to it. */
export interface PaperOffer {
  readonly title: string;
  readonly description: string;
  readonly path: string;
  readonly disclosures: PaperEntry['data']['disclosures'];
}

/** A paper in the list of all. */
export interface ListedPaper extends PaperOffer {
  readonly updated: string;
  readonly updatedText: string;
  /** How many pages, of what kind and size, as readers write it. */
  readonly facts: readonly string[];
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

/** What `getStaticPaths` of the papers' pages needs; with a page of all of them where there are some. */
export async function paperPaths(language: Language) {
  const papers = await allPapers();
  const articles = await articlesOf(language);
  const pages = await Promise.all(
    papers
      .filter(({ data }) => data.lang === language)
      .map(async (entry) => {
        const view = await viewOf(entry, { papers, articles, language });
        const cacheKey = digestOf([entry.digest, view, shellDigest]);
        return { params: { slug: view.slug }, props: { view, entry }, cacheKey };
      }),
  );
  const listed = await listPapers(language);
  if (listed.length === 0) return pages;
  const alternates = Object.fromEntries(
    hub.languages
      .filter((one) => papers.some(({ data }) => data.lang === one))
      .map((one) => [one, papersPath(one)]),
  );
  const list = { language, papers: listed, alternates };
  const cacheKey = digestOf([list, shellDigest]);
  return [...pages, { params: { slug: undefined }, props: { list }, cacheKey }];
}

/** The papers in `language`, newest first. */
export async function listPapers(language: Language): Promise<ListedPaper[]> {
  return (await allPapers())
    .filter(({ data }) => data.lang === language)
    .map((entry) => ({ ...offerOf(entry), ...datesOf(entry), facts: factsOf(entry) }))
    .toSorted((a, b) => b.updated.localeCompare(a.updated) || a.path.localeCompare(b.path));
}

async function viewOf(
  entry: PaperEntry,
  {
    papers,
    articles,
    language,
  }: {
    papers: readonly PaperEntry[];
    articles: Awaited<ReturnType<typeof articlesOf>>;
    language: Language;
  },
): Promise<PaperView> {
  const { data } = entry;
  const slug = slugOf(entry);
  return {
    ...offerOf(entry),
    ...datesOf(entry),
    language,
    slug,
    data,
    authors: await findPeople(data.authors, language),
    size: data.file === undefined ? '' : downloadSize(data.file, language),
    related: articles
      .filter((one) => data.relatedArticles.includes(one.slug) || one.data.paper === slug)
      .map(teaserOf),
    alternates: Object.fromEntries(
      papers.filter((other) => isSame(other, entry)).map((one) => [one.data.lang, pathOf(one)]),
    ),
  };
}

function datesOf({ data }: PaperEntry) {
  const updated = data.updatedAt ?? data.publishedAt;
  return { updated, updatedText: formatDay(updated, localeOf[data.lang]) };
}

function factsOf({ data: { lang, pages, file } }: PaperEntry): string[] {
  return [
    ...(pages === undefined ? [] : [paperMessagesIn(lang).pages(pages)]),
    ...(file === undefined
      ? []
      : [file.slice(file.lastIndexOf('.') + 1).toUpperCase(), downloadSize(file, lang)]),
  ];
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
