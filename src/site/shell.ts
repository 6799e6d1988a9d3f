import shell from 'virtual:freehold/hub';

import type { Topic } from '#articles/topic.ts';

/** What every page shows; chosen before the build, see `adapters/hub-module.ts`. */
export const { hub, topics, footerPages, people, asOf, preview } = shell;

/** The top-level topics, in order of id. */
export const pillars: readonly Topic[] = topics.filter(({ data }) => data.pillar);

export function findTopic(id: string): Topic {
  const topic = topics.find((one) => one.id === id);
  if (!topic) throw new Error(`no topic "${id}"; the content rules refuse such a reference`);
  return topic;
}
