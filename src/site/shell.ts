import shell from 'virtual:freehold/hub';

import { type Topic, topicSchema } from '#articles/topic.ts';
import { languageAtRoot } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';
import { pagePath } from '#hub/urls.ts';

/** What every page shows; chosen before the build, see `adapters/hub-module.ts`. */
export const { hub, topics, footerPages, paperLanguages, people, asOf, preview, readers } = shell;

/** The language of what belongs to no language, such as the page for errors at `/`. */
export const rootLanguage = languageAtRoot(hub);

/** The top-level topics, in order of id. */
export const pillars: readonly Topic[] = topics.filter(({ data }) => data.pillar);

/** The page that says what becomes of an address; `null` where the hub has none in `language`. */
export function privacyPath(language: Language): string | null {
  const page = footerPages.find((one) => one.translationKey === 'privacy' && one.lang === language);
  return page ? pagePath(language, page.slug) : null;
}

export function findTopic(id: string): Topic {
  const topic = topics.find((one) => one.id === id);
  // An editor may have misspelt it just now; the preview says so elsewhere.
  if (!topic && preview) return { id, file: '', data: topicSchema.parse(unknownTopic(id)) };
  if (!topic) throw new Error(`no topic "${id}"; the content rules refuse such a reference`);
  return topic;
}

function unknownTopic(id: string) {
  return { name: { nl: id, en: id }, intro: { nl: id, en: id }, feed: false };
}
