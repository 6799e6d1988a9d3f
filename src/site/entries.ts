import { type CollectionEntry, getCollection } from 'astro:content';

import { articlesIn } from '#articles/content.ts';
import type { Language } from '#hub/languages.ts';

import { perBuild } from './per-build.ts';
import { preview, asOf } from './shell.ts';
import { visibilityOf } from '#articles/visibility.ts';

/** An article as pages know it: the validated front matter with Astro's images, and its MDX. */
export interface SiteArticle {
  readonly id: string;
  readonly slug: string;
  readonly data: CollectionEntry<'articles'>['data'];
  readonly body: string;
  readonly entry: CollectionEntry<'articles'>;
}

/** Every article this build may show. */
export const allArticles = perBuild(async (): Promise<readonly SiteArticle[]> => {
  const entries = await getCollection('articles');
  return entries.map((entry) => ({
    id: entry.id,
    slug: entry.id.slice(entry.id.indexOf('/') + 1),
    data: entry.data,
    body: entry.body ?? '',
    entry,
  }));
});

/** The articles in `language`, newest first. */
export const articlesOf = perBuild(async (language: Language): Promise<readonly SiteArticle[]> =>
  articlesIn(language, await allArticles()),
);

/** In a preview, why the public does not see the article; otherwise `null`. */
export function previewMark(article: Pick<SiteArticle, 'data'>) {
  if (!preview) return null;
  const visibility = visibilityOf(article.data, asOf);
  return visibility === 'public' ? null : visibility;
}
