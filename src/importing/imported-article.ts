import type { Day } from '#hub/calendar.ts';
import type { Language } from '#hub/languages.ts';

import type { Notes } from './noting.ts';
import type { RawEntry } from './raw-entry.ts';
import type { ReadText } from './read-text.ts';

/** An article on its way into the hub: everything known or guessed but where its links and pictures lead. */
export interface ImportedArticle {
  readonly entry: RawEntry;
  readonly notes: Notes;
  readonly lang: Language;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly publishedAt: Day;
  readonly updatedAt: Day | null;
  readonly status: 'draft' | 'published';
  /** Ids of people. */
  readonly authors: readonly string[];
  /** Id of a topic. */
  readonly topic: string;
  readonly translationKey: string | null;
  /** What the source shows above the text, as the source names it. */
  readonly cover: { readonly src: string; readonly alt: string | null } | null;
  /** Paths on the old site, the sure ones. */
  readonly oldPaths: readonly string[];
  readonly text: ReadText;
}
