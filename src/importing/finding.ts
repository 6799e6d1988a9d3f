/** What became of something that a source holds. */
export const outcomes = {
  /** The hub has the same thing. */
  mapped: 'came along',
  /** The source did not say it, or the hub has something close: a person should look. */
  guessed: 'guessed',
  /** It is there, readable, but does not do what it did. */
  kept: 'kept as text',
  /** It is not in the hub; the finding names it. */
  lost: 'left out',
} as const satisfies Record<string, string>;

export type Outcome = keyof typeof outcomes;

/** One thing that a source holds and what became of it. */
export interface Finding {
  readonly outcome: Outcome;
  /** What kind of thing it is, for counting: `link`, `picture`, `HTML tag`, `date` … */
  readonly construct: string;
  /** The source's own name, as in {@link import('./raw-entry.ts').RawEntry.source}. */
  readonly source: string;
  /** First line is 1; 1 where a source has no lines. */
  readonly line: number;
  /** The thing itself, in the source's own words, and what became of it. */
  readonly what: string;
  /** What a person should do; empty where nothing is left to do. */
  readonly advice?: string;
}

/** Where findings go; `found` counts what a source holds, before anything is done with it. */
export interface Ledger {
  readonly findings: readonly Finding[];
  readonly found: ReadonlyMap<string, number>;
}
