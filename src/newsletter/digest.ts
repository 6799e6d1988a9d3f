import type { Subscription } from '#audience/subscription.ts';
import { addDays, type Day, daysFrom } from '#hub/calendar.ts';
import type { Language } from '#hub/languages.ts';

import { type DigestLetter, lettersFor } from './digest-letters.ts';

/** What a digest may bring. */
export interface DigestArticle {
  /** `<lang>/<slug>` */
  readonly id: string;
  readonly language: Language;
  readonly topic: string;
  readonly publishedAt: Day;
  /** The ids of the same article in other languages: who had one of those has had it. */
  readonly alsoAs: readonly string[];
}

/** What one digest brings; never nothing. */
export interface DigestContent {
  /** Those that the newest letter brings, in its order, then the others, newest first. */
  readonly articles: readonly DigestArticle[];
  /** Newest first. */
  readonly letters: readonly DigestLetter[];
}

/** Of a subscriber: what they chose and what they have had. */
export interface DigestReader extends Pick<
  Subscription,
  'language' | 'topics' | 'frequency' | 'pausedUntil'
> {
  /** The day on which they became a subscriber: what is older is no news to them. */
  readonly since: Day;
  /** The ids of all articles that were mailed to them. */
  readonly had: ReadonlySet<string>;
  /** The ids of the issues whose letter they have had. */
  readonly hadLetters: ReadonlySet<string>;
  /** The day of their latest digest; `null` for none. */
  readonly lastOn: Day | null;
}

/** After this many days an article is no news, whoever has not had it. A choice of ours: a month and two pauses of one. */
export const newsDays = 92;

/** The most articles in one digest; the next brings the others. */
export const maxDigestArticles = 20;

/**
 * What `reader` is to get on the day `asOf`, or `null` for no digest: it is not their day, they paused, or there is
 * nothing new. An article that they had in any language never comes again, nor does an editor's letter.
 * Asked on every day, a reader gets at most one digest in each week or month that they chose.
 */
export function digestFor(
  reader: DigestReader,
  {
    articles,
    letters = [],
    asOf,
  }: {
    articles: readonly DigestArticle[];
    letters?: readonly DigestLetter[];
    asOf: Day;
  },
): DigestContent | null {
  if (reader.pausedUntil !== null && reader.pausedUntil > asOf) return null;
  if (!isDue(reader, asOf)) return null;

  const oldest = maxDay(reader.since, addDays(asOf, -newsDays));
  const fresh = articles.filter(
    (article) =>
      article.language === reader.language &&
      article.publishedAt >= oldest &&
      article.publishedAt <= asOf &&
      (reader.topics.length === 0 || reader.topics.includes(article.topic)) &&
      !hasHad(reader, article),
  );
  const unread = lettersFor(reader, { letters, asOf });
  if (fresh.length === 0 && unread.length === 0) return null;
  const picked = pickedBy(unread[0], { reader, articles, asOf });
  const others = fresh.filter((article) => !picked.includes(article)).toSorted(byNewest);
  return { articles: [...picked, ...others].slice(0, maxDigestArticles), letters: unread };
}

/** What a letter speaks of comes with it, of whatever topic and age. */
function pickedBy(
  letter: DigestLetter | undefined,
  {
    reader,
    articles,
    asOf,
  }: { reader: DigestReader; articles: readonly DigestArticle[]; asOf: Day },
): DigestArticle[] {
  return (letter?.articles ?? [])
    .flatMap((id) => articles.find((article) => article.id === id) ?? [])
    .filter((article) => article.publishedAt <= asOf && !hasHad(reader, article));
}

/** Names what a digest holds: whose key is the same get the same mail, but for their own words. */
export function digestKey(language: Language, { articles, letters }: DigestContent): string {
  const ids = [...letters.map(({ id }) => `letter:${id}`), ...articles.map(({ id }) => id)];
  return [language, ...ids].join(' ');
}

/** Whether a new period of `frequency` has begun since the latest digest. */
function isDue({ frequency, lastOn }: DigestReader, asOf: Day): boolean {
  if (lastOn === null || frequency === 'each') return true;
  if (frequency === 'weekly') return weekOf(asOf) > weekOf(lastOn);
  return asOf.slice(0, 7) > lastOn.slice(0, 7);
}

/** The number of the week (Monday to Sunday) that `day` is in, counted from 1970. */
function weekOf(day: Day): number {
  // 1969-12-29 was a Monday.
  return Math.floor(daysFrom('1969-12-29', day) / 7);
}

function hasHad({ had }: DigestReader, { id, alsoAs }: DigestArticle): boolean {
  return had.has(id) || alsoAs.some((other) => had.has(other));
}

function byNewest(a: DigestArticle, b: DigestArticle): number {
  if (a.publishedAt !== b.publishedAt) return a.publishedAt > b.publishedAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function maxDay(a: Day, b: Day): Day {
  return a > b ? a : b;
}
