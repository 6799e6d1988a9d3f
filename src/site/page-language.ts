import { type Language, languages } from '#hub/languages.ts';

/** The language of the page at `pathname`, for components that editors place without saying it. */
export function pageLanguage(pathname: string): Language {
  return languages.find((one) => pathname.startsWith(`/${one}/`)) ?? 'nl';
}
