import type { Article } from '#articles/article.ts';
import { sectionsOf } from '#articles/sections.ts';

import { shareMessages } from './messages.ts';
import { fits, type Platform } from './platform.ts';
import { shorten } from './shorten.ts';

/** What a thread is made of: an opening, what the article says one by one, and the way to it. */
export interface ThreadPlan {
  readonly opening: string;
  readonly steps: readonly string[];
}

// Longer ones nobody reads to the end, where the link is.
const maxSteps = 8;
const minSteps = 2;

/**
 * What `article` says in steps that each can be read alone: its takeaways, or its sections where it has
 * none. `null` where there are too few for a thread.
 */
export function threadPlanFor(
  { body, data: { takeaways = [] } }: Article,
  opening: string,
): ThreadPlan | null {
  const told =
    takeaways.length > 0
      ? takeaways
      : sectionsOf(body).map(({ heading, firstSentence }) =>
          [heading, firstSentence].filter(Boolean).join('\n\n'),
        );
  const steps = told.filter((step) => step !== opening).slice(0, maxSteps);
  return steps.length < minSteps ? null : { opening, steps };
}

/**
 * The texts of a thread on `platform`, each numbered and within its limit; the link to `url` stands in
 * the last. `null` where a step cannot be shortened to fit.
 */
export function threadTexts(
  { opening, steps }: ThreadPlan,
  {
    platform,
    language,
    title,
    url,
  }: Pick<Article['data'], 'title'> & {
    readonly platform: Platform;
    readonly language: Article['data']['lang'];
    readonly url: string;
  },
): string[] | null {
  const total = steps.length + 2;
  const numbered = (words: string, index: number) => `${words}\n\n${index + 1}/${total}`;
  const fitting = (words: string, text: (shorter: string) => string) => {
    const kept = shorten(words, (shorter) => fits(text(shorter), platform));
    return kept === null ? null : text(kept);
  };
  const texts = [
    ...[opening, ...steps].map((words, index) =>
      fitting(words, (shorter) => numbered(shorter, index)),
    ),
    fitting(title, (shorter) =>
      numbered(`${shareMessages[language].wholeStory(shorter)}\n\n${url}`, total - 1),
    ),
  ];
  return texts.every((text) => text !== null) ? texts : null;
}
