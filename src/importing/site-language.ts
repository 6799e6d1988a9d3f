import { type Language, languages } from '#hub/languages.ts';

import { fieldsOf } from './fields.ts';

/** The language of the old site, as the settings of Jekyll, Hugo, Hexo, WordPress or Ghost name it; `null` where none does. */
export function siteLanguageIn(settings: Readonly<Record<string, unknown>>): Language | null {
  const [said] = fieldsOf(settings).list(
    ...['lang', 'locale', 'language', 'defaultContentLanguage', 'languageCode'],
  );
  return languages.find((one) => said?.toLowerCase().startsWith(one)) ?? null;
}
