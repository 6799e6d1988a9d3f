import type { Language } from '#hub/languages.ts';

/** What is said beside the link that a subscriber may pass on. */
interface ReferralTexts {
  readonly title: string;
  readonly text: string;
  /** Before the link itself, where it stands in a mail. */
  readonly yourLink: string;
}

const texts = {
  nl: {
    title: 'Geef het door',
    text: 'Ken je iemand voor wie dit iets is? Stuur deze link. Wij vragen je nooit om het adres van een ander en er staat niets tegenover. We tellen alleen dat er door jou iemand bij kwam.',
    yourLink: 'Jouw link',
  },
  en: {
    title: 'Pass it on',
    text: 'Know somebody who would like this? Send them this link. We never ask you for anyone else’s address, and there is no reward. All we count is that somebody came because of you.',
    yourLink: 'Your link',
  },
} as const satisfies Record<Language, ReferralTexts>;

/** The texts in `language`. */
export function referralTextsIn(language: Language): ReferralTexts {
  return texts[language];
}
