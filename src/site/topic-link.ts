import { topicName, topicSlug } from '#articles/topic.ts';
import type { Language } from '#hub/languages.ts';
import { topicPath } from '#hub/urls.ts';

import { findTopic } from './shell.ts';

/** Where a topic lives and what it is called. Fit for live pages: it takes no article along. */
export function topicLink(id: string, language: Language) {
  const topic = findTopic(id);
  return {
    name: topicName(topic, language),
    path: topicPath(language, topicSlug(topic, language)),
  };
}
