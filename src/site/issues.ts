import { type CollectionEntry, getCollection } from 'astro:content';

import { formatDay } from '#hub/calendar.ts';
import { type Language, localeOf } from '#hub/languages.ts';
import { issuePath } from '#hub/urls.ts';
import { articleIdsOf, byNewestIssue, dayOfIssue } from '#newsletter/issue.ts';

import { digestOf, shellDigest } from './digest.ts';
import { allArticles, type SiteArticle } from './entries.ts';
import { perBuild } from './per-build.ts';
import { teaserOf } from './teaser.ts';

/** An issue as pages, feeds and mails know it. */
export interface SiteIssue {
  readonly id: string;
  readonly slug: string;
  readonly language: Language;
  readonly path: string;
  readonly day: string;
  readonly dayText: string;
  readonly data: CollectionEntry<'issues'>['data'];
  readonly entry: CollectionEntry<'issues'>;
  /** The articles that it brings, in its order. */
  readonly articles: readonly SiteArticle[];
  /** Changes when the issue would. */
  readonly digest: string;
}

/** The issues in `language`, newest first. */
export const issuesOf = perBuild(async (language: Language): Promise<readonly SiteIssue[]> => {
  const [entries, articles] = await Promise.all([getCollection('issues'), allArticles()]);
  return entries
    .filter(({ data }) => data.lang === language)
    .map((entry) => issueOf(entry, articles))
    .toSorted(byNewestIssue);
});

/** What `getStaticPaths` of the pages of issues needs. */
export async function issuePaths(language: Language) {
  const issues = await issuesOf(language);
  return issues.map((issue, index) => {
    const linkTo = (other: SiteIssue | undefined) =>
      other ? { subject: other.data.subject, path: other.path } : null;
    const older = linkTo(issues[index + 1]);
    const newer = linkTo(issues[index - 1]);
    return {
      params: { issue: issue.slug },
      props: { issue, older, newer },
      cacheKey: digestOf([issue.digest, older, newer, shellDigest]),
    };
  });
}

function issueOf(entry: CollectionEntry<'issues'>, articles: readonly SiteArticle[]): SiteIssue {
  const { id, data } = entry;
  const slug = id.slice(id.indexOf('/') + 1);
  const day = dayOfIssue({ slug });
  const own = articleIdsOf({ data }).flatMap((wanted) =>
    articles.filter((article) => article.id === wanted),
  );
  const shown = own.map((article) => [article.id, teaserOf(article), article.entry.digest]);
  return {
    ...{ id, slug, data, entry, day },
    language: data.lang,
    path: issuePath(data.lang, slug),
    dayText: formatDay(day, localeOf[data.lang]),
    articles: own,
    digest: digestOf([entry.digest, data, shown]),
  };
}
