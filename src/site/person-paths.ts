import { getCollection } from 'astro:content';

import { takesQuestions } from '#articles/person.ts';
import type { Language } from '#hub/languages.ts';
import { personPath } from '#hub/urls.ts';

import { digestOf, shellDigest } from './digest.ts';
import { articlesOf } from './entries.ts';
import { personView } from './people.ts';
import shell from 'virtual:freehold/hub';
import { teaserOf } from './teaser.ts';
import { topicLink } from './topic-link.ts';

/** What `getStaticPaths` of the person pages needs. */
export async function personPaths(language: Language) {
  if (!shell.hub.languages.includes(language)) return [];
  const articles = await articlesOf(language);
  const entries = await getCollection('people');
  return entries.map((entry) => {
    const { data } = entry;
    const view = {
      language,
      person: personView(entry, language),
      fictional: data.fictional,
      answersOn: data.answersOn.map((id) => topicLink(id, language)),
      replyWithinHours: data.replyWithinHours ?? null,
      takesQuestions: takesQuestions(data, shell.asOf),
      teasers: articles.filter((article) => article.data.authors.includes(entry.id)).map(teaserOf),
      alternates: Object.fromEntries(
        shell.hub.languages.map((one) => [one, personPath(one, entry.id)]),
      ),
    };
    return { params: { id: entry.id }, props: { view }, cacheKey: digestOf([view, shellDigest]) };
  });
}

export type PersonPageView = Awaited<ReturnType<typeof personPaths>>[number]['props']['view'];
