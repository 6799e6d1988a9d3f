import { getCollection } from 'astro:content';

import { topicSlug } from '#articles/topic.ts';
import { type Language, textIn } from '#hub/languages.ts';
import { pathTo, personPath, topicPath } from '#hub/urls.ts';

import { articlesOf } from './entries.ts';
import { listPeople } from './people.ts';
import { hub, topics } from './shell.ts';

/** A feed and the folder its three files are in. */
export interface FeedPlace {
  readonly of: 'hub' | 'topic' | 'person' | 'series';
  /** The id of the topic, person or series; empty for the whole hub. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** Every feed in `language`; those of people and series only where they have articles. */
export async function listFeeds(language: Language): Promise<FeedPlace[]> {
  const articles = await articlesOf(language);
  const people = await listPeople(language);
  const series = await getCollection('series');
  const root = pathTo('root', language);
  return [
    { of: 'hub', id: '', name: hub.name, path: root },
    ...topics
      .filter(({ data }) => data.feed)
      .map((topic) => ({
        of: 'topic' as const,
        id: topic.id,
        name: textIn(language, topic.data.name) ?? topic.id,
        path: topicPath(language, topicSlug(topic, language)),
      })),
    ...people.map(({ id, name }) => ({ of: 'person' as const, id, name, path: personPath(language, id) })),
    ...series
      .filter(({ id }) => articles.some(({ data }) => data.series?.id === id))
      .map(({ id, data }) => ({
        of: 'series' as const,
        id,
        name: textIn(language, data.name) ?? id,
        path: `${root}feeds/${id}/`,
      })),
  ];
}
