import { type Language, localeOf } from '#hub/languages.ts';

/** A day as people write it. */
export function dayIn(language: Language, day: string): string {
  const format = new Intl.DateTimeFormat(localeOf[language], {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}
