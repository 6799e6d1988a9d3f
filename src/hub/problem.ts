export const severities = ['error', 'warning', 'information'] as const;

export type Severity = (typeof severities)[number];

/** Something in `content/` that a person must look at. */
export interface Problem {
  /** The rule's id, for example `article/alt-missing`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  /** First line is 1. */
  readonly line: number;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** `content/a.mdx:3 error article/alt-missing …`, one line. */
export function problemLine({ file, line, severity, rule, message }: Problem): string {
  return `${file}:${line} ${severity} ${rule}: ${message}`;
}
