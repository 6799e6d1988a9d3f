import { z } from 'zod';

/** Languages a hub can publish in. */
export const languages = ['nl', 'en'] as const;

export type Language = (typeof languages)[number];

/** BCP 47 tags for `Intl`, `lang` attributes and feeds. */
export const localeOf = { nl: 'nl-NL', en: 'en-GB' } as const satisfies Record<Language, string>;

export const languageSchema = z.enum(languages);

/** A text per language; a missing one is shown as missing, never in the other language, unless {@link bestTextIn} is asked. */
export interface Localised {
  readonly nl?: string | undefined;
  readonly en?: string | undefined;
}

/** Schema of a {@link Localised} text whose every language meets `text`; the rules say which it must have. */
export function localisedSchema(text: z.ZodType<string, string> = z.string().trim().min(1)) {
  return z
    .strictObject({ nl: text.optional(), en: text.optional() })
    .refine(
      ({ nl, en }) => nl !== undefined || en !== undefined,
      'has no text; write it as { nl: "…" } or { en: "…" }, or both',
    );
}

/** The text in `language`, or `null` where the editor has not written it. */
export function textIn(language: Language, text: Localised | undefined): string | null {
  return text?.[language] ?? null;
}

/** The text in `language`, else in the language that it has: for what must not be left unsaid. */
export function bestTextIn(language: Language, text: Localised): string {
  return text[language] ?? text.nl ?? text.en ?? '';
}
