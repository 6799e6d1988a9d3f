import { type Day } from '#hub/calendar.ts';
import type { Language } from '#hub/languages.ts';

import type { DigestReader } from './digest.ts';
import { articleIdsOf, byNewestIssue, dayOfIssue, type Issue } from './issue.ts';
import { verdictFor } from './issue-readers.ts';

// Who gets the news of a week or month at once gets no issues. What an editor wrote to readers reaches them too: their
// digest begins with the newest letter and names the others since the last digest.

/** The letter of an issue, as the choice of a digest knows it. */
export interface DigestLetter {
  /** The issue's: `<lang>/<slug>` */
  readonly id: string;
  readonly slug: string;
  readonly language: Language;
  /** For who chose one of these; none means everybody. */
  readonly topics: readonly string[];
  /** The articles that it brings, by id: what it speaks of. */
  readonly articles: readonly string[];
}

/** The letter of `issue`; `null` for a correction, which goes to whom the corrected issue reached. */
export function digestLetter({ id, slug, data }: Pick<Issue, 'id' | 'slug' | 'data'>) {
  if (data.corrects !== undefined) return null;
  const { lang: language, topics } = data;
  const letter: DigestLetter = { id, slug, language, topics, articles: articleIdsOf({ data }) };
  return letter;
}

/** The letters that `reader` has not had since their last digest, newest first; none for who gets issues themselves. */
export function lettersFor(
  reader: DigestReader,
  { letters, asOf }: { letters: readonly DigestLetter[]; asOf: Day },
): readonly DigestLetter[] {
  if (reader.frequency === 'each') return [];
  const since = reader.lastOn ?? reader.since;
  const asSubscriber = { ...reader, state: 'confirmed', frequency: 'each' } as const;
  return letters
    .filter((letter) => {
      const day = dayOfIssue(letter);
      if (day > asOf || day < since || day < reader.since) return false;
      if (reader.hadLetters.has(letter.id)) return false;
      const { slug, language: lang, topics } = letter;
      return verdictFor(asSubscriber, { slug, lang, topics }) === 'wanted';
    })
    .toSorted(byNewestIssue);
}
