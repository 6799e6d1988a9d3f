import type { Language } from '#hub/languages.ts';

/** What the points of the checklist say. */
export interface ChecklistWords {
  readonly subjectLength: (length: number, onPhones: number, cut: string | null) => string;
  readonly characters: (count: number) => string;
  readonly weight: (bytes: number, budget: number, max: number) => string;
  readonly becameTeasers: (ids: string) => string;
  readonly linksWhole: (count: number) => string;
  readonly linksWrong: (urls: string) => string;
  readonly linksDead: (paths: string) => string;
  readonly textHasAll: string;
  readonly textMisses: (urls: string) => string;
  readonly picturesSpeak: (count: number) => string;
  readonly picturesSilent: (count: number) => string;
  readonly marksFilled: string;
  readonly markLeft: (mark: string) => string;
  readonly addressMissing: string;
  readonly isSafe: string;
  readonly isUnsafe: (tags: string) => string;
}

const number = { nl: new Intl.NumberFormat('nl'), en: new Intl.NumberFormat('en') };

export const checklistSays: Readonly<Record<Language, ChecklistWords>> = {
  nl: {
    subjectLength: (length, onPhones, cut) =>
      `${length} tekens; een telefoon toont er ongeveer ${onPhones}${cut === null ? '' : `: ‘${cut}…’`}`,
    characters: (count) => `${count} tekens`,
    weight: (bytes, budget, max) =>
      `${number.nl.format(bytes)} van ${number.nl.format(budget)} bytes, nooit meer dan ${number.nl.format(max)}`,
    becameTeasers: (ids) => `; ingekort: ${ids}`,
    linksWhole: (count) => `${count}, allemaal heel`,
    linksWrong: (urls) => `niet volledig, of verborgen achter een linkverkorter: ${urls}`,
    linksDead: (paths) => `leiden nergens heen: ${paths}`,
    textHasAll: 'de tekstversie heeft elke link',
    textMisses: (urls) => `ontbreken in de tekstversie: ${urls}`,
    picturesSpeak: (count) =>
      count === 0 ? 'geen beeld' : `elk beeld (${count}) zegt wat het toont`,
    picturesSilent: (count) =>
      count === 1
        ? 'één beeld zegt niet wat het toont'
        : `${count} beelden zeggen niet wat ze tonen`,
    marksFilled: 'alles is ingevuld',
    markLeft: (mark) => `‘${mark}’ zou zo te lezen zijn`,
    addressMissing: 'ontbreekt; zet organisation.postalAddress in content/hub.yaml',
    isSafe: 'niets wat alleen een webpagina kan',
    isUnsafe: (tags) => `dit kan alleen een webpagina: ${tags}`,
  },
  en: {
    subjectLength: (length, onPhones, cut) =>
      `${length} characters; phones show about ${onPhones}${cut === null ? '' : `: “${cut}…”`}`,
    characters: (count) => `${count} characters`,
    weight: (bytes, budget, max) =>
      `${number.en.format(bytes)} of ${number.en.format(budget)} bytes, never more than ${number.en.format(max)}`,
    becameTeasers: (ids) => `; shortened: ${ids}`,
    linksWhole: (count) => `${count}, all whole`,
    linksWrong: (urls) => `not whole, or hidden by a shortener: ${urls}`,
    linksDead: (paths) => `lead nowhere: ${paths}`,
    textHasAll: 'the text part has every link',
    textMisses: (urls) => `missing in the text part: ${urls}`,
    picturesSpeak: (count) =>
      count === 0 ? 'no pictures' : `every picture (${count}) says what it shows`,
    picturesSilent: (count) =>
      count === 1
        ? 'one picture does not say what it shows'
        : `${count} pictures do not say what they show`,
    marksFilled: 'none is left unfilled',
    markLeft: (mark) => `“${mark}” would be read as it stands`,
    addressMissing: 'missing; set organisation.postalAddress in content/hub.yaml',
    isSafe: 'nothing that only pages know',
    isUnsafe: (tags) => `only pages know: ${tags}`,
  },
};
