import type { Language } from '#hub/languages.ts';
import { articlePath } from '#hub/urls.ts';
import shell from 'virtual:freehold/hub';

import { digestOf } from './digest.ts';
import { articlesOf, type SiteArticle } from './entries.ts';
import { findPeople, type PersonView } from './people.ts';
import { perBuild } from './per-build.ts';
import { topicLink } from './topic-link.ts';

/** What belongs to an article's text wherever that goes: its page, feeds, the Markdown copy. */
export interface ArticleCopy {
  readonly language: Language;
  readonly slug: string;
  readonly path: string;
  readonly data: SiteArticle['data'];
  readonly topic: { readonly name: string; readonly path: string };
  readonly authors: readonly PersonView[];
  readonly translator: PersonView | null;
}

export interface CopiedArticle {
  readonly copy: ArticleCopy;
  readonly entry: SiteArticle['entry'];
  /** Changes when the copy would. */
  readonly digest: string;
}

/** The articles in `language` to copy, newest first. */
export const listCopies = perBuild(
  async (language: Language): Promise<readonly CopiedArticle[]> => {
    const people = await findPeople(
      shell.people.map(({ id }) => id),
      language,
    );
    return (await articlesOf(language)).map((article) => {
      const copy = copyOf(article, people);
      return { copy, entry: article.entry, digest: digestOf([article.entry.digest, copy]) };
    });
  },
);

/** `people` are all there are, in the article's language. */
export function copyOf({ slug, data }: SiteArticle, people: readonly PersonView[]): ArticleCopy {
  const person = (wanted: string) => people.filter(({ id }) => id === wanted);
  const translator = 'translator' in data.origin ? data.origin.translator : undefined;
  return {
    language: data.lang,
    slug,
    path: articlePath(data.lang, slug),
    data,
    topic: topicLink(data.topic, data.lang),
    authors: data.authors.flatMap(person),
    translator: translator ? (person(translator)[0] ?? null) : null,
  };
}
