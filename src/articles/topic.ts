import { z } from 'zod';

import { idSchema } from '#hub/ids.ts';
import { type Language, localisedSchema, textIn } from '#hub/languages.ts';
import { lineSchema } from '#hub/text.ts';

/** Of the platforms, Threads takes the shortest. */
const hashtagSchema = lineSchema({ max: 50 }).regex(
  /^[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*$/u,
  'is no hashtag; write letters and digits without # or spaces, for example FietsOnderhoud',
);

/** `content/topics/<id>.yaml`: what articles are about. A pillar is a top-level topic. */
export const topicSchema = z.strictObject({
  /** The URL segment per language; the id where left out. */
  slug: localisedSchema(idSchema).optional(),
  name: localisedSchema(),
  intro: localisedSchema(),
  pillar: z.boolean().default(true),
  storyElement: idSchema.optional(),
  feed: z.boolean().default(true),
  /** Without `#`, most important first. */
  hashtags: z
    .strictObject({
      nl: z.array(hashtagSchema).default([]),
      en: z.array(hashtagSchema).default([]),
    })
    .default({ nl: [], en: [] }),
});

export type TopicData = z.infer<typeof topicSchema>;

export interface Topic {
  readonly id: string;
  readonly data: TopicData;
  readonly file: string;
}

/** The URL segment of `topic` in `language`. */
export function topicSlug(topic: Topic, language: Language): string {
  return topic.data.slug?.[language] ?? topic.id;
}

/** What pages in `language` call `topic`: its id where the editor has not written its name. */
export function topicName(topic: Topic, language: Language): string {
  return textIn(language, topic.data.name) ?? topic.id;
}
