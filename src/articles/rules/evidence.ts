import type { Body } from '#articles/body.ts';
import type { Content } from '#articles/content.ts';
import type { Day } from '#hub/calendar.ts';
import type { Problem } from '#hub/problem.ts';

/** What every rule is given: the content, and what only its files tell. */
export interface Evidence {
  readonly content: Content;
  readonly asOf: Day;
  /** The site is about to be built, so only what is public on `asOf` will exist. */
  readonly forBuild: boolean;
  /** By file. A body that cannot be parsed is missing; the file may break its schema. */
  readonly bodies: ReadonlyMap<string, Body>;
  /** Every file of `content/`, also those that break their schema. */
  readonly files: ReadonlySet<string>;
  /** The files of `public/` by the path readers fetch them at, such as `/downloads/sums.csv`. */
  readonly publicFiles: ReadonlySet<string>;
  /** Rules that others hold content against, which hub.yaml may name too. */
  readonly otherRules: Readonly<Record<string, { readonly about: string; readonly fixed?: true }>>;
  /** The line of a field of `file`. */
  readonly lineOf: (file: string, field: readonly PropertyKey[]) => number;
}

/** Judges content; pure. */
export type Rule = (evidence: Evidence) => Problem[];
