import type { Language } from '#hub/languages.ts';

const subscribers =
  'abonnees?|inschrijvers|inschrijvingen|nieuwsbrieflezers|volgers|subscribers|sign-ups|followers';
const readers = 'lezers|readers';

/** Words that make a boast of a number of readers; without one it may be a count of anything. */
const boasts = {
  nl: "meer dan|ruim|dik|al|bijna|inmiddels|samen met|zo’n|zo'n",
  en: 'more than|over|already|nearly|almost|join',
} as const satisfies Record<Language, string>;

const number = String.raw`(?<number>\d{1,3}(?:[.,\u00A0\u202F]\d{3})+|\d+(?:[.,]\d+)?)(?<unit>\s?(?:k|duizend|thousand)\b)?(?<plus>\s?\+)?`;
/** One word may stand between, such as "trouwe", but none that makes it a number of something else. */
const between = String.raw`\s+(?:(?!(?:van|voor|door|per|of|for|by|from|procent|percent|euro|jaar|years?|keer|times|en|and)\b)[\p{L}-]+\s+)?`;

const patterns = {
  nl: patternsFor(boasts.nl),
  en: patternsFor(boasts.en),
} as const satisfies Record<Language, readonly RegExp[]>;

/** A smaller number is no proof of popularity: it counts people who did something. */
const fewest = 50;

/**
 * A number of readers that `text` states as proof and nobody keeps true, as it stands there; `null` for none. A number of
 * subscribers or followers is one by itself, one of readers only with a word such as "more than".
 */
export function findTypedProof(text: string, language: Language): RegExpExecArray | null {
  // Most texts hold no number at all, and these patterns are slow.
  if (!/\d/.test(text)) return null;
  for (const pattern of patterns[language]) {
    for (const found of text.matchAll(pattern)) if (isProof(found)) return found;
  }
  return null;
}

function patternsFor(boast: string): readonly RegExp[] {
  const start = String.raw`(?<![\p{L}\p{N}.,€$])`;
  return [
    new RegExp(
      String.raw`${start}(?<boast>(?:${boast})\s+(?:de |the |our |onze )?)${number}${between}(?:${subscribers}|${readers})(?![\p{L}\p{N}])`,
      'giu',
    ),
    new RegExp(String.raw`${start}${number}${between}(?:${subscribers})(?![\p{L}\p{N}])`, 'giu'),
    new RegExp(
      String.raw`${start}(?=\S*(?:k|\+)\s)${number}${between}(?:${readers})(?![\p{L}\p{N}])`,
      'giu',
    ),
  ];
}

function isProof({ groups = {} }: RegExpExecArray): boolean {
  const { number: digits = '', unit, boast } = groups;
  const isYear = boast === undefined && unit === undefined && /^(?:19|20)\d\d$/.test(digits);
  return !isYear && (unit !== undefined || Number(digits.replaceAll(/\D/g, '')) >= fewest);
}
