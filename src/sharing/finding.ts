import type { Severity } from '#hub/problem.ts';

/** What is wrong with a share post or with the choice of platforms, and where in the content. */
export interface ShareFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  /** The field in the file's front matter. */
  readonly field: readonly PropertyKey[];
  readonly message: string;
}
