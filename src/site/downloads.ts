import { type Language, localeOf } from '#hub/languages.ts';
import { messagesIn } from '#hub/messages.ts';
import shell from 'virtual:freehold/hub';

/** The size of the file at `href` below `public/`, as readers write it; empty when there is no such file. */
export function downloadSize(href: string, language: Language): string {
  const bytes = shell.publicFiles[href];
  if (bytes === undefined) return '';
  const t = messagesIn(language);
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: digits }).format(value);
  return bytes >= 1_000_000
    ? t.megabytes(number(bytes / 1_000_000, 1))
    : t.kilobytes(number(Math.max(1, bytes / 1000), 0));
}
