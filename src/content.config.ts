import { defineCollection } from 'astro:content';
import type { Loader } from 'astro/loaders';
import { glob } from 'astro/loaders';

import { readSelection } from '#adapters/site-selection.ts';
import { articleSchema } from '#articles/article.ts';
import { pageSchema } from '#articles/page.ts';
import { personSchema } from '#articles/person.ts';
import { seriesSchema } from '#articles/series.ts';
import { topicSchema } from '#articles/topic.ts';
import { readEnvironment } from '#server/environment.ts';

const environment = readEnvironment();
const { content, root } = await readSelection(environment.hubRoot, environment);

/** Loads exactly the files of `entries`: what is not public never reaches the bundler. */
function filesOf(entries: readonly { readonly id: string; readonly file: string }[]): Loader {
  if (entries.length === 0) {
    return { name: 'nothing-to-load', load: ({ store }) => Promise.resolve(store.clear()) };
  }
  const ids = new Map(entries.map(({ id, file }) => [file, id]));
  return glob({
    base: root,
    pattern: [...ids.keys()],
    generateId: ({ entry }) => ids.get(entry) ?? entry,
  });
}

export const collections = {
  articles: defineCollection({
    loader: filesOf(content.articles),
    schema: ({ image }) => articleSchema(image()),
  }),
  people: defineCollection({
    loader: filesOf(content.people),
    schema: ({ image }) => personSchema(image()),
  }),
  topics: defineCollection({ loader: filesOf(content.topics), schema: topicSchema }),
  series: defineCollection({ loader: filesOf(content.series), schema: seriesSchema }),
  pages: defineCollection({ loader: filesOf(content.pages), schema: pageSchema }),
};
