import { defineCollection } from 'astro:content';
import type { Loader } from 'astro/loaders';
import { glob } from 'astro/loaders';

import { previewLoader } from '#adapters/preview-loader.ts';
import { readSelection } from '#adapters/site-selection.ts';
import { articleSchema } from '#articles/article.ts';
import { pageSchema } from '#articles/page.ts';
import { paperSchema } from '#articles/paper.ts';
import { personSchema } from '#articles/person.ts';
import { seriesSchema } from '#articles/series.ts';
import { topicSchema } from '#articles/topic.ts';
import { issueSchema } from '#newsletter/issue.ts';
import { readEnvironment } from '#server/environment.ts';

const environment = readEnvironment();
const {
  content,
  issues,
  root,
  broken = new Set(),
} = await readSelection(environment.hubRoot, environment);

/**
 * Loads exactly the files of `entries`: what is not public never reaches the bundler. A preview loads the
 * whole folder instead, so that a file shows as soon as its editor saves it.
 */
function filesOf(
  folder: string,
  entries: readonly { readonly id: string; readonly file: string }[],
): Loader {
  if (entries.length === 0) {
    return { name: 'nothing-to-load', load: ({ store }) => Promise.resolve(store.clear()) };
  }
  const ids = new Map(entries.map(({ id, file }) => [file, id]));
  const loaderFor = (pattern: string[]) =>
    glob({
      base: root,
      pattern,
      generateId: ({ entry }) => ids.get(entry) ?? idOf(folder, entry),
    });
  return environment.preview
    ? previewLoader(loaderFor, { root, folder, broken })
    : loaderFor([...ids.keys()]);
}

/** `content/articles/nl/x.mdx` -> `nl/x`: what the file reader calls it. */
function idOf(folder: string, file: string): string {
  return file.slice(`content/${folder}/`.length).replace(/\.\w+$/, '');
}

export const collections = {
  articles: defineCollection({
    loader: filesOf('articles', content.articles),
    schema: ({ image }) => articleSchema(image()),
  }),
  people: defineCollection({
    loader: filesOf('people', content.people),
    schema: ({ image }) => personSchema(image()),
  }),
  topics: defineCollection({ loader: filesOf('topics', content.topics), schema: topicSchema }),
  series: defineCollection({ loader: filesOf('series', content.series), schema: seriesSchema }),
  issues: defineCollection({ loader: filesOf('issues', issues), schema: issueSchema }),
  pages: defineCollection({ loader: filesOf('pages', content.pages), schema: pageSchema }),
  papers: defineCollection({ loader: filesOf('papers', content.papers), schema: paperSchema }),
};
