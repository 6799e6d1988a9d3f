import type { Subscription } from '#audience/subscription.ts';

import type { Language } from '#hub/languages.ts';

import { dayOfIssue, type Issue } from './issue.ts';

/** Whether a subscriber is to get a written issue, or why not. */
export type IssueVerdict =
  | 'wanted'
  | 'not-confirmed'
  | 'other-language'
  | 'other-topics'
  | 'paused'
  /** Chose the news of a week or a month at once, which a digest brings. */
  | 'gets-digest';

/** The verdict on `subscription` for `issue` on its day. Whom a correction goes to is decided by whom its issue reached. */
export function verdictFor(
  subscription: Pick<Subscription, 'state' | 'language' | 'topics' | 'frequency' | 'pausedUntil'>,
  issue: Pick<Issue, 'slug'> & { readonly lang: Language; readonly topics: readonly string[] },
): IssueVerdict {
  const { lang, topics } = issue;
  if (subscription.state !== 'confirmed') return 'not-confirmed';
  if (subscription.language !== lang) return 'other-language';
  if (subscription.pausedUntil !== null && subscription.pausedUntil > dayOfIssue(issue)) {
    return 'paused';
  }
  if (subscription.frequency !== 'each') return 'gets-digest';
  const choosesAll = topics.length === 0 || subscription.topics.length === 0;
  return choosesAll || topics.some((id) => subscription.topics.includes(id))
    ? 'wanted'
    : 'other-topics';
}
