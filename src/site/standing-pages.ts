import { getCollection } from 'astro:content';

import { formatDay } from '#hub/calendar.ts';
import { type Language, localeOf } from '#hub/languages.ts';
import { pagePath } from '#hub/urls.ts';

import { digestOf, shellDigest } from './digest.ts';

/** What `getStaticPaths` of the standing pages needs. */
export async function standingPagePaths(language: Language) {
  const entries = await getCollection('pages');
  const slugOf = (id: string) => id.slice(id.indexOf('/') + 1);
  return entries
    .filter(({ data }) => data.lang === language)
    .map((entry) => {
      const { data } = entry;
      const translations = entries.filter(
        (other) =>
          data.translationKey !== undefined && other.data.translationKey === data.translationKey,
      );
      const view = {
        language,
        title: data.title,
        description: data.description,
        path: pagePath(language, slugOf(entry.id)),
        updated: data.updatedAt,
        updatedText: formatDay(data.updatedAt, localeOf[language]),
        alternates: Object.fromEntries(
          translations.map((other) => [
            other.data.lang,
            pagePath(other.data.lang, slugOf(other.id)),
          ]),
        ),
      };
      return {
        params: { page: slugOf(entry.id) },
        props: { view, entry },
        cacheKey: digestOf([entry.digest, view, shellDigest]),
      };
    });
}

export type StandingPageView = Awaited<
  ReturnType<typeof standingPagePaths>
>[number]['props']['view'];
