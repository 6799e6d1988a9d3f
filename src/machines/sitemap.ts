import { type Article } from '#articles/article.ts';
import { articlesIn, type Content } from '#articles/content.ts';
import { topicSlug } from '#articles/topic.ts';
import { type Day, noonOf } from '#hub/calendar.ts';
import { type Language } from '#hub/languages.ts';
import * as urls from '#hub/urls.ts';

/** A page that search engines may list. */
export interface SitemapPage {
  readonly path: string;
  /** The newest change a reader would see; `null` where nothing is dated. */
  readonly changedAt: Day | null;
  /** The same page in each language it exists in, itself included; empty when there is but one. */
  readonly alternates: Readonly<Partial<Record<Language, string>>>;
}

/**
 * Every page of `content` and of the newsletter's `issues` for search engines: no states of forms, no error pages.
 * Pass public content only.
 */
export function sitemapPages(
  content: Content,
  issues: readonly { readonly path: string; readonly day: Day }[] = [],
): SitemapPage[] {
  const issuePages = issues.map(({ path, day }) => ({ path, changedAt: day, alternates: {} }));
  const pages = content.hub.languages.flatMap((language) => {
    const articles = articlesIn(language, content.articles);
    const scope = { content, language, articles };
    return [
      ...placePages(scope),
      ...yearPages(scope),
      ...articlePages(scope),
      ...topicPages(scope),
      ...personPages(scope),
      ...standingPages(scope),
      ...paperPages(scope),
    ];
  });
  return [...pages, ...issuePages];
}

/** The instant a sitemap gives for a day. */
export function lastModified({ changedAt }: SitemapPage): string | undefined {
  return changedAt === null ? undefined : noonOf(changedAt).toISOString();
}

interface Scope {
  readonly content: Content;
  readonly language: Language;
  /** Those of the language, newest first. */
  readonly articles: readonly Article[];
}

/** Places that list articles change with them, others say nothing that is dated; states of forms are no places to find. */
const places = {
  root: 'lists-articles',
  articles: 'lists-articles',
  topics: 'lists-articles',
  archive: 'lists-articles',
  links: 'lists-articles',
  people: 'undated',
  newsletter: 'undated',
  feeds: 'undated',
  issues: 'undated',
  search: 'undated',
  checkMail: null,
  confirm: null,
  welcome: null,
  linkExpired: null,
  unsubscribe: null,
  goodbye: null,
  notMe: null,
  stay: null,
  preferences: null,
  linkSent: null,
  personalData: null,
  newAddress: null,
  addressChanged: null,
  welcomeBack: null,
  erased: null,
  checkQuestionMail: null,
  confirmQuestion: null,
  questionReceived: null,
  questionLinkExpired: null,
  checkPaperMail: null,
} as const satisfies Record<urls.PlaceId, 'lists-articles' | 'undated' | null>;

function placePages({ content, language, articles }: Scope): SitemapPage[] {
  const ids = Object.keys(places) as (keyof typeof places)[];
  return ids
    .filter((id) => places[id] !== null)
    .map((id) => ({
      path: urls.pathTo(id, language),
      changedAt: places[id] === 'lists-articles' ? newest(articles) : null,
      alternates: inAll(content, (one) => urls.pathTo(id, one)),
    }));
}

function yearPages({ content, language, articles }: Scope): SitemapPage[] {
  const isOf = (year: string) => (article: Article) => article.data.publishedAt.startsWith(year);
  const years = new Set(articles.map(({ data }) => data.publishedAt.slice(0, 4)));
  return [...years].map((year) => ({
    path: urls.archivePath(language, year),
    changedAt: newest(articles.filter(isOf(year))),
    alternates: inAll(content, (one) =>
      articlesIn(one, content.articles).some(isOf(year)) ? urls.archivePath(one, year) : null,
    ),
  }));
}

/** Without those that have their canonical address elsewhere. */
function articlePages({ content, articles }: Scope): SitemapPage[] {
  const pathOf = ({ data, slug }: Article) => urls.articlePath(data.lang, slug);
  const isListed = (article: Article) => {
    const own = urls.absoluteUrl(content.hub.site, pathOf(article));
    return (article.data.canonical ?? own) === own;
  };
  const listed = content.articles.filter(isListed);
  return articles.filter(isListed).map((article) => ({
    path: pathOf(article),
    changedAt: changeOf(article.data),
    alternates: pairs(listed, article.data, pathOf),
  }));
}

function topicPages({ content, language, articles }: Scope): SitemapPage[] {
  return content.topics.map((topic) => ({
    path: urls.topicPath(language, topicSlug(topic, language)),
    changedAt: newest(articles.filter(({ data }) => data.topic === topic.id)),
    alternates: inAll(content, (one) => urls.topicPath(one, topicSlug(topic, one))),
  }));
}

function personPages({ content, language, articles }: Scope): SitemapPage[] {
  return content.people.map(({ id }) => ({
    path: urls.personPath(language, id),
    changedAt: newest(articles.filter(({ data }) => data.authors.includes(id))),
    alternates: inAll(content, (one) => urls.personPath(one, id)),
  }));
}

function standingPages({ content, language }: Scope): SitemapPage[] {
  return content.pages
    .filter(({ data }) => data.lang === language)
    .map(({ slug, data }) => ({
      path: urls.pagePath(language, slug),
      changedAt: data.updatedAt,
      alternates: pairs(content.pages, data, (one) => urls.pagePath(one.data.lang, one.slug)),
    }));
}

function paperPages({ content, language }: Scope): SitemapPage[] {
  const own = content.papers.filter(({ data }) => data.lang === language);
  const [newestDay] = own
    .map(({ data }) => changeOf(data))
    .toSorted()
    .reverse();
  const has = (one: Language) => content.papers.some(({ data }) => data.lang === one);
  const list =
    newestDay === undefined
      ? []
      : [
          {
            path: urls.papersPath(language),
            changedAt: newestDay,
            alternates: inAll(content, (one) => (has(one) ? urls.papersPath(one) : null)),
          },
        ];
  const pages = own.map(({ slug, data }) => ({
    path: urls.paperPath(language, slug),
    changedAt: changeOf(data),
    alternates: pairs(content.papers, data, (one) => urls.paperPath(one.data.lang, one.slug)),
  }));
  return [...list, ...pages];
}

interface Translatable {
  readonly lang: Language;
  readonly translationKey?: string | undefined;
}

/** Where each text with the translation key of `data` is. */
function pairs<T extends { readonly data: Translatable }>(
  all: readonly T[],
  { translationKey }: Translatable,
  pathOf: (one: T) => string,
): SitemapPage['alternates'] {
  const same = all.filter(
    ({ data }) => translationKey !== undefined && data.translationKey === translationKey,
  );
  return several(same.map((one) => [one.data.lang, pathOf(one)]));
}

function inAll(
  { hub }: Content,
  pathIn: (language: Language) => string | null,
): SitemapPage['alternates'] {
  return several(
    hub.languages.flatMap((one): [Language, string][] => {
      const path = pathIn(one);
      return path === null ? [] : [[one, path]];
    }),
  );
}

function several(paths: readonly (readonly [Language, string])[]): SitemapPage['alternates'] {
  return paths.length > 1 ? Object.fromEntries(paths) : {};
}

function newest(articles: readonly Article[]): Day | null {
  return (
    articles
      .map(({ data }) => changeOf(data))
      .toSorted()
      .at(-1) ?? null
  );
}

function changeOf({
  updatedAt,
  publishedAt,
}: Pick<Article['data'], 'updatedAt' | 'publishedAt'>): Day {
  return updatedAt ?? publishedAt;
}
