import { getCollection } from 'astro:content';

import { topicName, topicSlug } from '#articles/topic.ts';
import { type Language, bestTextIn, textIn } from '#hub/languages.ts';
import { pathTo, personPath, seriesFeedPath, topicPath } from '#hub/urls.ts';

import { articlesOf } from './entries.ts';
import { newsletterFeeds } from './newsletter-feeds.ts';
import { listPeople } from './people.ts';
import { hub, topics } from './shell.ts';

/** A feed and the folder its three files are in. */
export interface FeedPlace {
  readonly of: 'hub' | 'newsletter' | 'topic' | 'person' | 'series';
  /** The id of the topic, person or series; empty for the whole hub. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly path: string;
  /** The page whose articles it holds. */
  readonly page: string;
}

/** Every feed in `language`; those of series only where they have articles. */
export async function listFeeds(language: Language): Promise<FeedPlace[]> {
  const articles = await articlesOf(language);
  const people = await listPeople(language);
  const series = await getCollection('series');
  const root = pathTo('root', language);
  const about = bestTextIn(language, hub.description);
  return [
    { of: 'hub', id: '', name: hub.name, description: about, path: root, page: root },
    ...newsletterFeeds(language).map(({ title, path }) => ({
      of: 'newsletter' as const,
      id: '',
      name: title,
      description: textIn(language, hub.newsletter.promise) ?? about,
      path,
      page: pathTo('issues', language),
    })),
    ...topics
      .filter(({ data }) => data.feed)
      .map((topic) => ({
        of: 'topic' as const,
        id: topic.id,
        name: topicName(topic, language),
        description: textIn(language, topic.data.intro) ?? about,
        ...at(topicPath(language, topicSlug(topic, language))),
      })),
    ...people.map(({ id, name, bio }) => ({
      of: 'person' as const,
      id,
      name,
      description: bio || about,
      ...at(personPath(language, id)),
    })),
    ...series
      .filter(({ id }) => articles.some(({ data }) => data.series?.id === id))
      .map(({ id, data }) => ({
        of: 'series' as const,
        id,
        name: textIn(language, data.name) ?? id,
        description: textIn(language, data.intro) ?? about,
        path: seriesFeedPath(language, id),
        page: pathTo('feeds', language),
      })),
  ];
}

function at(path: string) {
  return { path, page: path };
}
