import { z } from 'zod';

/** Languages a hub can publish in; the first is the default and lives at `/`. */
export const languages = ['nl', 'en'] as const;

export type Language = (typeof languages)[number];

/** BCP 47 tags for `Intl`, `lang` attributes and feeds. */
export const localeOf = { nl: 'nl-NL', en: 'en-GB' } as const satisfies Record<Language, string>;

export const languageSchema = z.enum(languages);

/** A text per language; Dutch is required, a missing English one is shown as missing, never as Dutch. */
export interface Localised {
  readonly nl: string;
  readonly en?: string | undefined;
}

/** Schema of a {@link Localised} text whose every language meets `text`. */
export function localisedSchema(text: z.ZodType<string, string> = z.string().trim().min(1)) {
  return z.strictObject({ nl: text, en: text.optional() });
}

/** The text in `language`, or `null` where the editor has not written it. */
export function textIn(language: Language, text: Localised | undefined): string | null {
  return text?.[language] ?? null;
}
