import type { Subscription } from '#audience/subscription.ts';
import { addDays, startOfDay } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';

import { dayOfIssue, type Issue } from './issue.ts';
import type { PreviewReaderKind } from './preview-words.ts';

type PreviewChoices = Pick<
  Subscription,
  | 'state'
  | 'language'
  | 'topics'
  | 'frequency'
  | 'pausedUntil'
  | 'confirmedAt'
  | 'firstConfirmedAt'
  | 'batch'
>;

/** A subscriber that nobody is, to see what such a one gets. */
export interface PreviewReader {
  readonly kind: PreviewReaderKind;
  readonly choices: PreviewChoices;
}

/** Three typical readers of an issue: one who wants all, one who chose a topic once a week, one who gets a month's news. */
export function previewReaders(
  issue: Pick<Issue, 'slug' | 'data'>,
  { hub, topicIds }: { readonly hub: Hub; readonly topicIds: readonly string[] },
): PreviewReader[] {
  const { lang: language, topics } = issue.data;
  const joined = (days: number) => startOfDay(addDays(dayOfIssue(issue), -days), hub.timeZone);
  const someone = (days: number): PreviewChoices => ({
    state: 'confirmed',
    language,
    topics: [],
    frequency: 'each',
    pausedUntil: null,
    confirmedAt: joined(days),
    firstConfirmedAt: joined(days),
    batch: null,
  });
  const topic = topics[0] ?? topicIds[0];
  return [
    { kind: 'each', choices: someone(40) },
    {
      kind: 'weekly',
      choices: { ...someone(120), topics: topic === undefined ? [] : [topic], frequency: 'weekly' },
    },
    { kind: 'monthly', choices: { ...someone(200), frequency: 'monthly' } },
  ];
}
