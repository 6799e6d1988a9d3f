import ledger from 'virtual:freehold/ledger';

import { formatDay } from '#hub/calendar.ts';
import { type Language, localeOf } from '#hub/languages.ts';

/** A link from an article to a post about it on a platform. */
export interface CopyLink {
  readonly label: string;
  readonly url: string;
}

/** The posts about the article; where a platform has several, each says its day. */
export function copiesOf({ id, language }: { id: string; language: Language }): CopyLink[] {
  const copies = ledger.copies[id] ?? [];
  return copies.map(({ label, url, on }) => {
    const isOnly = copies.filter((one) => one.label === label).length === 1;
    return { label: isOnly ? label : `${label}, ${formatDay(on, localeOf[language])}`, url };
  });
}

/** The article's standard.site record; `null` while there is none. */
export function documentOf(id: string): string | null {
  return ledger.documents[id] ?? null;
}

/** The hub's standard.site record; `null` while there is none. */
export const publication: string | null = ledger.publication;
