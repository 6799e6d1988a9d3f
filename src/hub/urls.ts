import type { Language } from './languages.ts';

/**
 * Where every kind of page lives, per language; all end with a slash.
 * `src/pages/` has the same folders.
 */
const segments = {
  nl: {
    root: '/',
    articles: '/artikelen/',
    topics: '/onderwerpen/',
    people: '/mensen/',
    archive: '/archief/',
    search: '/zoeken/',
    newsletter: '/nieuwsbrief/',
    issues: '/nieuwsbrief/archief/',
    checkMail: '/nieuwsbrief/check-je-mail/',
    confirm: '/nieuwsbrief/bevestigen/',
    welcome: '/nieuwsbrief/welkom/',
    linkExpired: '/nieuwsbrief/link-verlopen/',
    unsubscribe: '/nieuwsbrief/afmelden/',
    goodbye: '/nieuwsbrief/tot-ziens/',
    notMe: '/nieuwsbrief/niet-van-mij/',
    stay: '/nieuwsbrief/toch-blijven/',
    preferences: '/nieuwsbrief/voorkeuren/',
    linkSent: '/nieuwsbrief/link-gestuurd/',
    personalData: '/nieuwsbrief/gegevens/',
    newAddress: '/nieuwsbrief/nieuw-adres/',
    addressChanged: '/nieuwsbrief/adres-gewijzigd/',
    welcomeBack: '/nieuwsbrief/welkom-terug/',
    erased: '/nieuwsbrief/gewist/',
    checkQuestionMail: '/vraag/check-je-mail/',
    confirmQuestion: '/vraag/bevestigen/',
    questionReceived: '/vraag/ontvangen/',
    questionLinkExpired: '/vraag/link-verlopen/',
    checkPaperMail: '/papers/check-je-mail/',
    feeds: '/feeds/',
    links: '/links/',
  },
  en: {
    root: '/en/',
    articles: '/en/articles/',
    topics: '/en/topics/',
    people: '/en/people/',
    archive: '/en/archive/',
    search: '/en/search/',
    newsletter: '/en/newsletter/',
    issues: '/en/newsletter/archive/',
    checkMail: '/en/newsletter/check-your-mail/',
    confirm: '/en/newsletter/confirm/',
    welcome: '/en/newsletter/welcome/',
    linkExpired: '/en/newsletter/link-expired/',
    unsubscribe: '/en/newsletter/unsubscribe/',
    goodbye: '/en/newsletter/goodbye/',
    notMe: '/en/newsletter/not-me/',
    stay: '/en/newsletter/stay/',
    preferences: '/en/newsletter/preferences/',
    linkSent: '/en/newsletter/link-sent/',
    personalData: '/en/newsletter/your-data/',
    newAddress: '/en/newsletter/new-address/',
    addressChanged: '/en/newsletter/address-changed/',
    welcomeBack: '/en/newsletter/welcome-back/',
    erased: '/en/newsletter/erased/',
    checkQuestionMail: '/en/question/check-your-mail/',
    confirmQuestion: '/en/question/confirm/',
    questionReceived: '/en/question/received/',
    questionLinkExpired: '/en/question/link-expired/',
    checkPaperMail: '/en/papers/check-your-mail/',
    feeds: '/en/feeds/',
    links: '/en/links/',
  },
} as const satisfies Record<Language, Record<string, string>>;

export type PlaceId = keyof (typeof segments)['nl'];

export const placeIds = Object.keys(segments.nl) as PlaceId[];

/** The path of a fixed place such as `search` or `newsletter`. */
export function pathTo(place: PlaceId, language: Language): string {
  return segments[language][place];
}

export function articlePath(language: Language, slug: string): string {
  return `${segments[language].articles}${slug}/`;
}

/** `slug` is the topic's slug in `language`. */
export function topicPath(language: Language, slug: string): string {
  return `${segments[language].topics}${slug}/`;
}

export function personPath(language: Language, id: string): string {
  return `${segments[language].people}${id}/`;
}

export function archivePath(language: Language, year: string): string {
  return `${segments[language].archive}${year}/`;
}

/** An issue of the newsletter in the archive. */
export function issuePath(language: Language, slug: string): string {
  return `${segments[language].newsletter}${slug}/`;
}

/** The folder of a series' feeds; a series has no page of its own. */
export function seriesFeedPath(language: Language, id: string): string {
  return `${segments[language].feeds}${id}/`;
}

export function pagePath(language: Language, slug: string): string {
  return `${segments[language].root}${slug}/`;
}

/** A paper's own page; papers have no list of their own. */
/** The page of all papers, which exists where there are some. */
export function papersPath(language: Language): string {
  return `${segments[language].root}papers/`;
}

export function paperPath(language: Language, slug: string): string {
  return `${segments[language].root}papers/${slug}/`;
}

/** `path` on the hub's own origin, for feeds, mails and metadata. */
export function absoluteUrl(site: string, path: string): string {
  return new URL(path, site).href;
}
