import type { Notes } from '../noting.ts';
import type { RawEntry } from '../raw-entry.ts';

/** The body of `entry` with what templates and dialects of Markdown add put as Markdown or HTML, line by line. */
export function convertTemplates({ body }: RawEntry, _notes: Notes): string {
  return body;
}
