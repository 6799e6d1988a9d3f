import type { Language } from './languages.ts';
import { en } from './messages/en.ts';
import { type Messages, nl } from './messages/nl.ts';

const tables = { nl, en } as const satisfies Record<Language, Messages>;

/** What the site says to readers in `language`. */
export function messagesIn(language: Language): Messages {
  return tables[language];
}
