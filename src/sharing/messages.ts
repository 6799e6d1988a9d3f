import type { Language } from '#hub/languages.ts';

/** What share posts say of themselves, per language. */
export const shareMessages = {
  nl: {
    linkInProfile: (title: string) => `Lees “${title}” via de link in profiel.`,
    readInProfile: () => 'Lees verder via de link in profiel.',
    quote: (text: string, person: string) => `“${text}” – ${person}`,
    wholeStory: (title: string) => `Alles bij elkaar lees je in “${title}”:`,
    readHere: (url: string) => `Het hele stuk lees je hier: ${url}`,
  },
  en: {
    linkInProfile: (title: string) => `Read “${title}”: link in bio.`,
    readInProfile: () => 'Read on: link in bio.',
    quote: (text: string, person: string) => `“${text}” – ${person}`,
    wholeStory: (title: string) => `All of it together is in “${title}”:`,
    readHere: (url: string) => `Read the whole piece here: ${url}`,
  },
} as const satisfies Record<Language, Record<string, (...words: string[]) => string>>;

/** Whether `text` already sends readers to the profile, in any language an editor may use. */
export function namesProfileLink(text: string): boolean {
  return /\blink in (?:(?:de |het |ons |mijn |our |the |my )?(?:profiel|bio|profile))\b/iu.test(
    text,
  );
}
