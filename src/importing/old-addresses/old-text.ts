import type { Language } from '#hub/languages.ts';

/** What addresses are made of. */
export interface OldText {
  /** Path of the file below the blog's folder. */
  readonly source: string;
  readonly lang: Language;
  readonly day: string;
  readonly categories: readonly string[];
  /** The file's own name, without date, language and ending. */
  readonly name: string;
  /** What front matter calls it in addresses; else {@link name}. */
  readonly slug: string;
  /** Whether front matter says {@link slug}. */
  readonly saysSlug: boolean;
  /** The pattern that front matter gives it; `null` where it has none. */
  readonly permalink: string | null;
  /** All that its author says of it. */
  readonly fields: Readonly<Record<string, unknown>>;
}
